/** Disabling, locking and activating people. */
import type { AuditActor, Origin } from './audit-entry';
import { auditEntry, unknownOrigin } from './audit-entry';
import type { Clock, IdentityStorage, PersonStatus, RandomBytes } from './ports';
import { endAllSessions } from './sessions';

/**
 * Sets a status. Anything but `active` ends all sessions and revokes all authorizations at once, in the same
 * transaction (DECISIONS 20). False when there is no such person.
 */
export async function setPersonStatus(
  dependencies: { storage: IdentityStorage; clock: Clock; random: RandomBytes },
  change: { personId: string; status: PersonStatus; actor: AuditActor; origin?: Origin },
): Promise<boolean> {
  const { personId, status, actor, origin = unknownOrigin } = change;
  return dependencies.storage.transaction(async (stores) => {
    const now = dependencies.clock.now();
    if (!(await stores.people.update(personId, { status, updatedAt: now }))) return false;
    if (status !== 'active') await endAllSessions(stores, personId, now);
    const object = { kind: 'person', id: personId };
    const detail = { status };
    await stores.audit.append(auditEntry(dependencies, { actor, action: 'person-status', object, origin, detail }));
    return true;
  });
}
