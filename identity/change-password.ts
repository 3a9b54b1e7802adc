/** New passwords for people who exist, and what ends with the old one (DECISIONS 20). */
import type { AuditActor, Origin } from './audit-entry';
import { auditEntry, unknownOrigin } from './audit-entry';
import type { PersonDependencies } from './create-person';
import type { CurrentPasswordRefusal } from './current-password';
import { proveCurrentPassword } from './current-password';
import type { MailDependencies } from './mail';
import { sealNotice } from './notice';
import type { PasswordProblem } from './password-policy';
import { checkPassword } from './password-policy';
import type { IdentityStores, Person } from './ports';
import { endAllSessions } from './sessions';

export type PasswordChangeResult =
  | { ok: true }
  | { ok: false; code: 'not-found' }
  | CurrentPasswordRefusal
  | { ok: false; code: 'invalid'; problem: PasswordProblem };

export type PasswordChangeDependencies = PersonDependencies & MailDependencies;

/**
 * A person changes the own password and proves the current one. All other sessions end, all authorizations but the
 * current session's are revoked, and the person is told by mail, in the same transaction. Throws `kind: 'overloaded'`.
 */
export async function changeOwnPassword(
  dependencies: PasswordChangeDependencies,
  change: { personId: string; sessionId: string; currentPassword: string; newPassword: string; origin?: Origin },
): Promise<PasswordChangeResult> {
  const { personId, sessionId, newPassword, origin = unknownOrigin } = change;
  const person = await dependencies.storage.stores.people.find(personId);
  if (person?.status !== 'active') return { ok: false, code: 'not-found' };
  const problem = checkPassword(newPassword, person);
  if (problem !== undefined) return { ok: false, code: 'invalid', problem };
  const action = 'password-change';
  const proof = await proveCurrentPassword(dependencies, personId, change.currentPassword, { action, origin });
  if (!proof.ok) return proof;
  const isDone = await replacePassword(dependencies, {
    ...{ person, newPassword, action, actor: { kind: 'person', id: personId }, origin, sessionId },
    // A reset meanwhile must not be undone by it.
    mayWrite: async (stores) => (await stores.passwords.find(personId))?.hash === proof.hash,
  });
  return isDone ? { ok: true } : { ok: false, code: 'wrong-password' };
}

/**
 * An administrator or the operator sets a password. All sessions end, all authorizations are revoked, and the person is
 * told by mail, in the same transaction. Throws `kind: 'overloaded'`.
 */
export async function setPassword(
  dependencies: PasswordChangeDependencies,
  reset: { personId: string; newPassword: string; actor: AuditActor; origin?: Origin },
): Promise<PasswordChangeResult> {
  const { personId, newPassword, actor, origin = unknownOrigin } = reset;
  const person = await dependencies.storage.stores.people.find(personId);
  if (person === undefined) return { ok: false, code: 'not-found' };
  const problem = checkPassword(newPassword, person);
  if (problem !== undefined) return { ok: false, code: 'invalid', problem };
  await replacePassword(dependencies, { person, newPassword, action: 'password-reset', actor, origin });
  return { ok: true };
}

export interface PasswordReplacement {
  person: Person;
  newPassword: string;
  action: string;
  actor: AuditActor;
  origin: Origin;
  /** The session that goes on. */
  sessionId?: string;
  /** Asked in the transaction, with the person held: what the new password rests on may be gone. */
  mayWrite?: (stores: IdentityStores, now: Date) => Promise<boolean>;
}

/**
 * Writes a password that was checked, ends what ends with the old one, links that were mailed to the person included, and
 * tells the person. False, and nothing written, when `mayWrite` says no.
 */
export async function replacePassword(
  dependencies: PasswordChangeDependencies,
  { person, newPassword, action, actor, origin, sessionId, mayWrite }: PasswordReplacement,
): Promise<boolean> {
  const { storage, clock } = dependencies;
  const hash = await dependencies.passwordHash.hash(newPassword);
  const notice = await sealNotice(dependencies, person, 'password-changed');
  return storage.transaction(async (stores) => {
    const now = clock.now();
    // Against a sign-in or another new password at the same moment: whoever is second sees what the first one did.
    await stores.people.findForChange(person.id);
    if (mayWrite !== undefined && !(await mayWrite(stores, now))) return false;
    await stores.passwords.set(person.id, hash, now);
    await endAllSessions(stores, person.id, now, sessionId);
    await stores.mailedLinks.deleteOfPerson(person.id);
    if (notice !== undefined) await stores.mail.add(notice);
    const object = { kind: 'person', id: person.id };
    await stores.audit.append(auditEntry(dependencies, { actor, action, object, origin }));
    return true;
  });
}
