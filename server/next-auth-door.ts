/** What next-auth may answer under `/api/auth`: little, so that there is no second way in or out. */

import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { hasKind } from '@/protocol/errors';
import { container } from './container';
import { clearedCookie, cookieName, readCookie, sessionCookieName } from './cookies';
import { callbackNoun, nextAuthCall } from './next-auth-options';
import { commonHeaders } from './security-headers';
import { nextAuthSettings } from './session';

/** Method and action; true when the action takes the id of a configured provider. */
const allowed: Record<string, boolean> = {
  'GET csrf': false,
  'GET session': false,
  'POST signin': true,
  'GET callback': true,
  'POST callback': true,
};

/** True for provider start, callback, `csrf` and `session`; everything else under `/api/auth` does not exist. */
export function isAllowed(method: string, segments: string[], providerIds: string[]): boolean {
  const [action, providerId, ...rest] = segments;
  const takesProvider = Object.entries(allowed).find(([key]) => key === `${method} ${action}`)?.[1];
  if (takesProvider === undefined || rest.length > 0) return false;
  return takesProvider ? providerId !== undefined && providerIds.includes(providerId) : providerId === undefined;
}

/**
 * Answers GET and POST of `/api/auth/...`. While the database is away it answers 503, for nobody knows then whether
 * somebody is signed in.
 */
export async function answerNextAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const settings = nextAuthSettings(await container(), request.headers);
  const { options, outcome } = nextAuthCall(settings);
  const { nextauth } = await context.params;
  const providerIds = options.providers.map((provider) => provider.id);
  if (!isAllowed(request.method, nextauth, providerIds)) return bareAnswer(404, settings.issuer);
  if (!returnsHere(request, settings.issuer)) return refuseReturn(settings.issuer);
  const answer: Response = await NextAuth(request, context, options);
  try {
    outcome();
  } catch (thrown) {
    if (hasKind(thrown, 'storage-unavailable')) return bareAnswer(503, settings.issuer);
    throw thrown;
  }
  return withOurCookies(answer, nextauth[0] === 'session', settings.issuer);
}

/**
 * False when the address to return to, from the query or from the cookie that remembers it, is not one of ours. next-auth
 * calls some of these a fault of its set-up and answers 500.
 */
export function returnsHere(request: Pick<Request, 'url' | 'headers'>, issuer: string): boolean {
  const kept = readCookie(request.headers, cookieName(callbackNoun, issuer));
  const asked = new URL(request.url).searchParams.getAll('callbackUrl');
  return [...(kept === undefined ? [] : [decode(kept)]), ...asked].every((address) => {
    const isOurs = address !== undefined && URL.canParse(address, issuer);
    return isOurs && new URL(address, issuer).origin === issuer && /^(?:https?:|\/(?!\/))/.test(address);
  });
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The cookie goes, or the browser that has it would never get another answer. */
function refuseReturn(issuer: string): Response {
  const answer = bareAnswer(400, issuer);
  answer.headers.append('set-cookie', clearedCookie(callbackNoun, issuer));
  return answer;
}

function bareAnswer(status: number, issuer: string): Response {
  return new Response(null, { status, headers: { ...commonHeaders(issuer), 'cache-control': 'no-store' } });
}

/** The answer with our common headers, without cookies at all or at least without any for the session cookie. */
export function withOurCookies(answer: Response, withoutCookies: boolean, issuer: string): Response {
  const headers = new Headers(answer.headers);
  headers.delete('set-cookie');
  const sent = withoutCookies ? [] : answer.headers.getSetCookie();
  const kept = sent.filter((cookie) => !cookie.startsWith(sessionCookieName(issuer)));
  for (const cookie of kept) headers.append('set-cookie', cookie);
  for (const [name, value] of Object.entries(commonHeaders(issuer))) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}
