/** Who is signed in: for pages through next-auth, for route handlers from the request that they answer. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { headers } from 'next/headers';
import { getServerSession } from 'next-auth/next';
import { cache } from 'react';
import type { Person } from '@/identity/ports';
import type { EndUserSession } from '@/protocol/ports';
import type { Container } from './container';
import { container } from './container';
import { readCookie, sessionCookieName } from './cookies';
import { findSession } from './find-session';
import type { FoundSession, NextAuthSettings } from './next-auth-options';
import { nextAuthCall } from './next-auth-options';

export interface SignedIn {
  session: EndUserSession;
  person: Person;
}

/**
 * The signed-in person of the page or handler that Next is answering; asked once per page. Undefined: nobody.
 * Throws `kind: 'storage-unavailable'` when the database is away, which is not the same as nobody.
 */
export const currentSignedIn = cache(async (): Promise<SignedIn | undefined> => {
  const gatehouse = await container();
  const sent = new Headers(await headers());
  const { options, outcome } = nextAuthCall(nextAuthSettings(gatehouse, sent));
  const request = sessionCookieAlone(sent, gatehouse.environment.issuer);
  const session = await getServerSession(request, new ServerResponse(request), options);
  const found = outcome();
  return session === null ? undefined : signedIn(gatehouse, found);
});

/** The signed-in person of a request, for route handlers; the same answer and failures as `currentSignedIn`. */
export async function signedInFromRequest(request: Request): Promise<SignedIn | undefined> {
  const gatehouse = await container();
  return signedIn(gatehouse, await findSession(gatehouse, request.headers));
}

/** The session of `signedInFromRequest`. */
export async function sessionFromRequest(request: Request): Promise<EndUserSession | undefined> {
  return (await signedInFromRequest(request))?.session;
}

/**
 * How next-auth is set up for one request. It joins all cookies whose names begin like the session cookie's, so what it
 * made of them is not looked at: pages and handlers read the one cookie in the same way.
 */
export function nextAuthSettings(gatehouse: Container, requestHeaders: Headers): NextAuthSettings {
  const { deriveSecret, environment, logger } = gatehouse;
  return {
    issuer: environment.issuer,
    secret: deriveSecret('next-auth'),
    find: () => findSession(gatehouse, requestHeaders),
    onError: (code) => logger.error({ code }, 'next-auth failed'),
  };
}

/** A request with that cookie and nothing else: next-auth fails on others of its own that hold nonsense. */
function sessionCookieAlone(from: Headers, issuer: string) {
  const name = sessionCookieName(issuer);
  const value = readCookie(from, name);
  return Object.assign(new IncomingMessage(new Socket()), { cookies: value === undefined ? {} : { [name]: value } });
}

function signedIn({ identity }: Container, found: FoundSession | undefined): SignedIn | undefined {
  if (found === undefined) return undefined;
  // Off the answer's path; losing one note of last use does no harm.
  identity.sessions.touch(found.session).catch(() => undefined);
  const { id, sid, personId, authTime, acr, amr } = found.session;
  return { session: { id, sid, personId, subject: found.person.subject, authTime, acr, amr }, person: found.person };
}
