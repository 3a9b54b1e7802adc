/**
 * next-auth as keeper of the end-user session: database strategy over identity's sessions. It reads and never writes:
 * the adapter has no other method, so a slip that would let next-auth make people or sessions fails instead.
 */
import type { AuthOptions, CookieOption } from 'next-auth';
import type { Person, SessionRecord } from '@/identity/ports';
import { cookieName, isHttps, sessionCookieName } from './cookies';

export interface FoundSession {
  session: SessionRecord;
  person: Person;
}

export interface NextAuthSettings {
  issuer: string;
  /** Signs next-auth's own short-lived cookies; derived from the master secret. */
  secret: string;
  /** The live session of a cookie value, as `identity` finds it. */
  find: (cookieValue: string) => Promise<FoundSession | undefined>;
  /** Told next-auth's error codes, never their details. */
  onError: (code: string) => void;
}

/** The cookie in which next-auth remembers where to return to. */
export const callbackNoun = 'callback-url';

/** Whether a session is live is decided by `find` and its clock, so next-auth is told of no end that it could act on. */
const neverExpires = new Date('9999-12-31T00:00:00Z');

export interface NextAuthCall {
  options: AuthOptions;
  /** What `find` gave. Throws what `find` threw: next-auth would swallow it and call the person signed out. */
  outcome(): FoundSession | undefined;
}

/** The options for one request, and the way to learn what came of it. */
export function nextAuthCall({ find, ...settings }: NextAuthSettings): NextAuthCall {
  let found: FoundSession | undefined;
  let failure: { cause: unknown } | undefined;
  const remember = async (cookieValue: string) => {
    try {
      found = await find(cookieValue);
    } catch (cause) {
      failure = { cause };
    }
    return found;
  };
  const outcome = () => {
    if (failure !== undefined) throw failure.cause;
    return found;
  };
  return { options: nextAuthOptions(settings, remember, () => found), outcome };
}

function nextAuthOptions(
  { issuer, secret, onError }: Omit<NextAuthSettings, 'find'>,
  find: NextAuthSettings['find'],
  lastFound: () => FoundSession | undefined,
): AuthOptions {
  return {
    secret,
    providers: [],
    useSecureCookies: isHttps(issuer),
    cookies: {
      sessionToken: cookieOption(sessionCookieName(issuer), issuer),
      callbackUrl: cookieOption(cookieName(callbackNoun, issuer), issuer),
      csrfToken: cookieOption(cookieName('csrf', issuer), issuer),
      state: cookieOption(cookieName('external-state', issuer), issuer, 900),
      nonce: cookieOption(cookieName('external-nonce', issuer), issuer, 900),
      pkceCodeVerifier: cookieOption(cookieName('external-pkce', issuer), issuer, 900),
    },
    session: { strategy: 'database' },
    adapter: {
      async getSessionAndUser(cookieValue) {
        const found = await find(cookieValue);
        if (found === undefined) return null;
        const { person, session } = found;
        return {
          session: { sessionToken: cookieValue, userId: session.personId, expires: neverExpires },
          user: { id: person.id, email: person.email ?? '', emailVerified: null },
        };
      },
    },
    callbacks: {
      // What `/api/auth/session` tells our own pages' scripts: enough to greet, nothing to act with.
      session: ({ session }) => {
        const found = lastFound();
        const name = found?.person.profile.name ?? found?.person.username ?? null;
        return { ...session, user: { name }, expires: (found?.session.expiresAt ?? new Date(0)).toISOString() };
      },
    },
    logger: { error: onError, warn: () => undefined, debug: () => undefined },
  };
}

function cookieOption(name: string, issuer: string, maxAgeSeconds?: number): CookieOption {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(issuer) } as const;
  return { name, options: maxAgeSeconds === undefined ? options : { ...options, maxAge: maxAgeSeconds } };
}
