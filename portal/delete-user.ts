/** Deletes people. */
import { deletePerson } from '@/identity/delete-person';
import type { Person } from '@/identity/ports';
import { auditActor, requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { keepAnAdministrator, noSuchUser, requireReach } from './person-access';
import type { PortalStores } from './ports';
import type { UserName } from './show-user';
import { showUser } from './show-user';

/**
 * Deletes a person with all that is theirs alone; applications that nobody else owns are left to the operators. Nobody deletes
 * themselves by it. Throws `kind: 'not-found' | 'invalid' | 'conflict' | 'forbidden'`.
 */
export async function deleteUser(useCase: UseCase, name: UserName): Promise<Person> {
  const { actor, origin } = useCase;
  requireOperatorOf(actor, 'user');
  const person = await showUser(useCase, name);
  const isDeleted = await deletePerson(useCase, person.id, {
    actor: auditActor(actor),
    ...(origin === undefined ? {} : { origin }),
    async check(before: Person, stores: PortalStores) {
      requireReach(actor, before);
      await keepAnAdministrator(stores, actor, before);
    },
  });
  if (!isDeleted) throw noSuchUser(person.id);
  return person;
}
