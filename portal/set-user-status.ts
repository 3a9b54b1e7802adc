/** Disables and enables people. */
import type { Person, PersonStatus } from '@/identity/ports';
import { setPersonStatus } from '@/identity/set-person-status';
import { auditActor } from './actor';
import type { UseCase } from './change';
import { refusal } from './refusal';
import { showUser } from './show-user';

/**
 * Sets a person's status. Disabling or locking ends all sessions and authorizations at once. Nobody shuts themselves
 * out by it. Throws `kind: 'not-found' | 'invalid'`.
 */
export async function setUserStatus(useCase: UseCase, name: string, status: PersonStatus): Promise<Person> {
  const person = await showUser(useCase, name);
  const { actor, origin } = useCase;
  if (actor.kind === 'person' && actor.personId === person.id && status !== 'active') {
    throw refusal('invalid', 'You cannot disable yourself.');
  }
  const change = { personId: person.id, status, actor: auditActor(actor), ...(origin === undefined ? {} : { origin }) };
  if (!(await setPersonStatus(useCase, change))) throw refusal('not-found', `There is no user ${name}.`);
  return { ...person, status };
}
