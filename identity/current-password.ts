/** Fresh proof by somebody who is signed in: the password of now, behind a limit of its own. */
import type { AttemptRule } from './attempt-limit';
import { createAttemptLimit } from './attempt-limit';
import type { Origin } from './audit-entry';
import { auditEntry } from './audit-entry';
import type { PersonDependencies } from './create-person';

const rule: AttemptRule = { freeFailures: 10, firstDelaySeconds: 1, longestDelaySeconds: 900, windowSeconds: 86_400 };

export type CurrentPasswordRefusal =
  | { ok: false; code: 'wrong-password' }
  | { ok: false; code: 'too-many-attempts'; retryAfterSeconds: number };

/**
 * Proves the current password; `hash` is what it was proven against. A wrong one is written down under `action`.
 * Throws `kind: 'overloaded'`.
 */
export async function proveCurrentPassword(
  dependencies: PersonDependencies,
  personId: string,
  password: string,
  { action, origin }: { action: string; origin: Origin },
): Promise<{ ok: true; hash: string } | CurrentPasswordRefusal> {
  const { attempts, passwords, audit } = dependencies.storage.stores;
  const limit = createAttemptLimit({ attempts, clock: dependencies.clock }, 'current-password', rule);
  const admission = await limit.enter(personId);
  if (!admission.admitted)
    return { ok: false, code: 'too-many-attempts', retryAfterSeconds: admission.retryAfterSeconds };
  const hash = (await passwords.find(personId))?.hash;
  const { matches } = await dependencies.passwordHash.verify(password, hash);
  if (!matches || hash === undefined) {
    const facts = { actor: { kind: 'person', id: personId } as const, object: { kind: 'person', id: personId } };
    await audit.append(auditEntry(dependencies, { ...facts, action, origin, failureCode: 'wrong-password' }));
    return { ok: false, code: 'wrong-password' };
  }
  await limit.forget(personId);
  return { ok: true, hash };
}
