/** Whose business a person is: their own, and the operators'. */
import type { Person } from '@/identity/ports';
import type { Actor } from './actor';
import { isOperator } from './actor';
import type { PortalStores } from './ports';
import { refusal } from './refusal';

/** True for operators and for the person. */
export function isSelfOrOperator(actor: Actor, personId: string): boolean {
  return isOperator(actor) || (actor.kind === 'person' && actor.personId === personId);
}

/** Lets both through; to others there is no such person: throws `kind: 'not-found'`. */
export function requireSelfOrOperator(actor: Actor, personId: string): void {
  if (!isSelfOrOperator(actor, personId)) throw noSuchUser(personId);
}

/**
 * Software that acts for itself may look after people, but not after administrators: whoever can change one, or make one, can do
 * everything. Throws `kind: 'forbidden'`.
 */
export function requireReach(actor: Actor, { administrator }: Pick<Person, 'administrator'>): void {
  if (actor.kind === 'service' && administrator)
    throw refusal('forbidden', 'Only administrators themselves may look after administrators.');
}

/**
 * Sees to it that somebody is left who may do everything when this person is an administrator no more. Throws `kind: 'invalid'`
 * for oneself, and `kind: 'conflict'` for the last one.
 */
export async function keepAnAdministrator(
  { people, directory }: Pick<PortalStores, 'people' | 'directory'>,
  actor: Actor,
  person: Person,
): Promise<void> {
  if (actor.kind === 'person' && actor.personId === person.id)
    throw refusal('invalid', 'You cannot shut yourself out. Ask another administrator.');
  if (!person.administrator || person.status !== 'active') return;
  const query = { order: 'created', administrator: true, status: 'active', limit: 2 } as const;
  const others = (await directory.people(query)).rows.filter(({ id }) => id !== person.id);
  // Held, so that of two administrators who do this to each other one is left.
  const [other] = others;
  const kept = other && (await people.findForChange(other.id));
  if (kept?.status !== 'active' || !kept.administrator)
    throw refusal('conflict', 'The last administrator stays: make somebody else one first.');
}

/** The refusal for somebody whom there is not, or who is none of the actor's business. */
export function noSuchUser(name: string) {
  return refusal('not-found', `There is no user ${name}.`);
}
