/** New passwords for people who exist, and what ends with the old one (DECISIONS 20). */
import type { AttemptRule } from './attempt-limit';
import { createAttemptLimit } from './attempt-limit';
import type { AuditActor, Origin } from './audit-entry';
import { auditEntry, unknownOrigin } from './audit-entry';
import type { PersonDependencies } from './create-person';
import type { PasswordProblem } from './password-policy';
import { checkPassword } from './password-policy';
import { endAllSessions } from './sessions';

export type PasswordChangeResult =
  | { ok: true }
  | { ok: false; code: 'not-found' | 'wrong-password' }
  | { ok: false; code: 'invalid'; problem: PasswordProblem }
  | { ok: false; code: 'too-many-attempts'; retryAfterSeconds: number };

const currentPasswordRule: AttemptRule = {
  freeFailures: 10,
  firstDelaySeconds: 1,
  longestDelaySeconds: 900,
  windowSeconds: 86_400,
};

/**
 * A person changes the own password and proves the current one. All other sessions end, and all authorizations but the
 * current session's are revoked, in the same transaction. Throws `kind: 'overloaded'`.
 */
export async function changeOwnPassword(
  dependencies: PersonDependencies,
  change: { personId: string; sessionId: string; currentPassword: string; newPassword: string; origin?: Origin },
): Promise<PasswordChangeResult> {
  const { storage, clock, passwordHash } = dependencies;
  const { personId, sessionId } = change;
  const person = await storage.stores.people.find(personId);
  if (person?.status !== 'active') return { ok: false, code: 'not-found' };
  const problem = checkPassword(change.newPassword, person);
  if (problem !== undefined) return { ok: false, code: 'invalid', problem };
  const limit = createAttemptLimit(
    { attempts: storage.stores.attempts, clock },
    'current-password',
    currentPasswordRule,
  );
  const admission = await limit.enter(personId);
  if (!admission.admitted)
    return { ok: false, code: 'too-many-attempts', retryAfterSeconds: admission.retryAfterSeconds };
  const stored = (await storage.stores.passwords.find(personId))?.hash;
  const { matches } = await passwordHash.verify(change.currentPassword, stored);
  const actor: AuditActor = { kind: 'person', id: personId };
  const { origin = unknownOrigin } = change;
  if (!matches) {
    const facts = { actor, action: 'password-change', object: { kind: 'person', id: personId }, origin };
    await storage.stores.audit.append(auditEntry(dependencies, { ...facts, failureCode: 'wrong-password' }));
    return { ok: false, code: 'wrong-password' };
  }
  await limit.forget(personId);
  const { newPassword } = change;
  const wanted = { personId, newPassword, action: 'password-change', actor, origin, sessionId, provenHash: stored };
  return (await write(dependencies, wanted)) ? { ok: true } : { ok: false, code: 'wrong-password' };
}

/**
 * An administrator or the operator sets a password. All sessions end and all authorizations are revoked in the same
 * transaction. Throws `kind: 'overloaded'`.
 */
export async function resetPassword(
  dependencies: PersonDependencies,
  reset: { personId: string; newPassword: string; actor: AuditActor; origin?: Origin },
): Promise<PasswordChangeResult> {
  const { personId, newPassword, actor, origin = unknownOrigin } = reset;
  const person = await dependencies.storage.stores.people.find(personId);
  if (person === undefined) return { ok: false, code: 'not-found' };
  const problem = checkPassword(newPassword, person);
  if (problem !== undefined) return { ok: false, code: 'invalid', problem };
  await write(dependencies, { personId, newPassword, action: 'password-reset', actor, origin });
  return { ok: true };
}

interface PasswordWrite {
  personId: string;
  newPassword: string;
  action: string;
  actor: AuditActor;
  origin: Origin;
  /** The session that goes on. */
  sessionId?: string;
  /** What the current password was proven against. */
  provenHash?: string | undefined;
}

/** False, and nothing written, when the password was replaced since it was proven: a reset must not be undone by it. */
async function write(dependencies: PersonDependencies, wanted: PasswordWrite): Promise<boolean> {
  const { storage, clock } = dependencies;
  const { personId, action, actor, origin, provenHash } = wanted;
  const hash = await dependencies.passwordHash.hash(wanted.newPassword);
  return storage.transaction(async (stores) => {
    const now = clock.now();
    // Against a sign-in or another new password at the same moment: whoever is second sees what the first one did.
    await stores.people.findForChange(personId);
    if (provenHash !== undefined && (await stores.passwords.find(personId))?.hash !== provenHash) return false;
    await stores.passwords.set(personId, hash, now);
    await endAllSessions(stores, personId, now, wanted.sessionId);
    const object = { kind: 'person', id: personId };
    await stores.audit.append(auditEntry(dependencies, { actor, action, object, origin }));
    return true;
  });
}
