/** People change their own password. */
import { changeOwnPassword } from '@/identity/change-password';
import type { PasswordHash } from '@/identity/password-hash';
import type { MailVault } from '@/identity/ports';
import type { UseCase } from './change';
import { noSuchUser } from './person-access';
import { toPersonProblems } from './person-problems';
import { invalid } from './refusal';

export interface PasswordChange {
  personId: string;
  /** The session that goes on; all others end. */
  sessionId: string;
  currentPassword: string;
  newPassword: string;
}

/**
 * Proves the current password and sets the new one (DECISIONS 20). The seconds to wait when there were too many wrong attempts,
 * else undefined; the person is told by mail. Throws `kind: 'invalid' | 'not-found'` and identity's `kind: 'overloaded'`.
 */
export async function changePassword(
  useCase: UseCase & { passwordHash: PasswordHash; vault: MailVault },
  change: PasswordChange,
): Promise<{ retryAfterSeconds: number } | undefined> {
  const { origin } = useCase;
  const dependencies = { ...useCase, mailVault: useCase.vault };
  const result = await changeOwnPassword(dependencies, { ...change, ...(origin === undefined ? {} : { origin }) });
  if (result.ok) return undefined;
  if (result.code === 'too-many-attempts') return { retryAfterSeconds: result.retryAfterSeconds };
  if (result.code === 'not-found') throw noSuchUser(change.personId);
  if (result.code === 'invalid') {
    const problems = toPersonProblems([{ field: 'password', code: result.problem }]);
    throw invalid(problems.map((problem) => ({ ...problem, field: 'new_password' })));
  }
  throw invalid([{ field: 'current_password', code: 'wrong-password', sentence: 'The password is wrong.' }]);
}
