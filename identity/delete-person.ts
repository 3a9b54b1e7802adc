/** Deleting people. */
import type { AuditActor, Origin } from './audit-entry';
import { auditEntry, unknownOrigin } from './audit-entry';
import type { Clock, IdentityStores, Person, RandomBytes, UnitOfWork } from './ports';
import { endAllSessions } from './sessions';

/**
 * Ends and revokes everything of a person and takes them away, in one transaction (DECISIONS 20); applications hear of the ended
 * sessions, and the audit stays. `check` is told of the person before, and throws to keep them. False when there is no such person.
 */
export async function deletePerson<Stores extends IdentityStores>(
  dependencies: { storage: UnitOfWork<Stores>; clock: Clock; random: RandomBytes },
  personId: string,
  by: { actor: AuditActor; origin?: Origin; check(before: Person, stores: Stores): Promise<void> },
): Promise<boolean> {
  return dependencies.storage.transaction(async (stores) => {
    const before = await stores.people.findForChange(personId);
    if (before === undefined) return false;
    await by.check(before, stores);
    await endAllSessions(stores, personId, dependencies.clock.now());
    await stores.people.delete(personId);
    const { actor, origin = unknownOrigin } = by;
    const object = { kind: 'person', id: personId };
    const detail = { administrator: before.administrator };
    await stores.audit.append(auditEntry(dependencies, { actor, action: 'person-delete', object, origin, detail }));
    return true;
  });
}
