/** Who calls an operation about themselves. */
import type { Caller } from './caller';
import { problem } from './problem';

export type SessionCaller = Extract<Caller, { kind: 'session' }>;

/** The person in front of the browser; operations of the audience `self` have no other caller. */
export function selfOf(caller: Caller): SessionCaller {
  if (caller.kind === 'session') return caller;
  throw problem('session-only', 'No access token is good for this.');
}
