/** What a session may do only while it is certain that its person sits there: they gave their password not long ago. */
import type { Clock } from '@/protocol/ports';
import type { Caller } from './caller';
import { problem } from './problem';

/** So long a password counts. */
const freshMilliseconds = 600_000;

/** Until when an authentication of that time is fresh. */
export function freshUntil(authTime: Date): Date {
  return new Date(authTime.getTime() + freshMilliseconds);
}

/** Throws the problem for a session that is older. Software has proven itself with its token. */
export function requireFresh(caller: Caller, clock: Clock): void {
  if (caller.kind === 'token') return;
  if (clock.now() <= freshUntil(caller.session.authTime)) return;
  throw problem('fresh-authentication-needed', 'Confirm your password, then repeat this.');
}
