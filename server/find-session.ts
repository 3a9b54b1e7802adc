/** The session that a request's cookie names. */
import type { Sessions } from '@/identity/sessions';
import { readCookie, sessionCookieName } from './cookies';
import type { Environment } from './env';

/** The live session and its active person; undefined without a cookie, or when either of them is no more. */
export async function findSession(
  { environment, identity }: { environment: Pick<Environment, 'issuer'>; identity: { sessions: Sessions } },
  from: Headers,
): ReturnType<Sessions['find']> {
  const cookieValue = readCookie(from, sessionCookieName(environment.issuer));
  return cookieValue === undefined ? undefined : identity.sessions.find(cookieValue);
}
