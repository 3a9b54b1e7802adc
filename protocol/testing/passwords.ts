/** The proof of a password without hashes and limits: here a stored password is its own text. */
import type { createMemoryStorage } from '@/storage/memory/storage';
import type { AuthenticatePassword, PasswordAttempt } from '../ports';

/** `attempts` has what was tried; `beforeAnswer` may be replaced by what happens while a hash would be computed. */
export function createTestPasswords({
  people,
  passwords,
}: Pick<ReturnType<typeof createMemoryStorage>['stores'], 'people' | 'passwords'>) {
  const attempts: PasswordAttempt[] = [];
  const test = { attempts, beforeAnswer: async () => {}, waitSeconds: 0, authenticate };

  async function authenticate(attempt: PasswordAttempt): ReturnType<AuthenticatePassword> {
    attempts.push(attempt);
    if (test.waitSeconds > 0) return { ok: false, code: 'too-many-attempts', retryAfterSeconds: test.waitSeconds };
    const person = await people.findByName(attempt.name);
    const stored = person && (await passwords.find(person.id));
    await test.beforeAnswer();
    if (person?.status !== 'active' || stored?.hash !== attempt.password)
      return { ok: false, code: 'wrong-name-or-password' };
    const { changedAt: passwordChangedAt } = stored;
    return { ok: true, person, passwordChangedAt, acr: 'urn:gatehouse:aal1', amr: ['pwd'] };
  }
  return test;
}
