/** What takes a password more than a session that is open: whoever finds a browser unlocked must not do it. */
import type { Call } from './operation';
import { problem } from './problem';

/**
 * Throws the problem unless somebody who is signed in has typed their password. Software has proven itself with its token,
 * and nobody types anything there.
 */
export async function requirePassword({ caller, confirmPassword }: Call, password: string | undefined): Promise<void> {
  if (caller.kind === 'token') return;
  const outcome = await confirmPassword(caller.person, password ?? '');
  if (outcome === 'right') return;
  if (outcome !== 'wrong') throw tooManyAttempts(outcome.retryAfterSeconds);
  const errors = [{ pointer: '#/password', code: 'wrong-password', detail: 'The password is wrong.' }];
  throw problem('invalid', 'The password is wrong.', { errors });
}

/** The problem of too many wrong passwords. */
export function tooManyAttempts(retryAfterSeconds: number) {
  const headers = { 'retry-after': String(retryAfterSeconds) };
  return problem('too-many-requests', 'There were too many attempts. Try again later.', { headers });
}
