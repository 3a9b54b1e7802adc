/** Reads which roles and groups a person has. */
import type { EndUser } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { refusal } from './refusal';

export type Held = Pick<EndUser, 'roles' | 'applicationRoles' | 'groups'>;

/** Everything that counts for the person now, by themselves and by their groups. Throws `kind: 'not-found'`. */
export async function listHeld(useCase: Pick<UseCase, 'storage' | 'actor'>, personId: string): Promise<Held> {
  requireOperatorOf(useCase.actor, 'user');
  const endUser = await useCase.storage.stores.endUsers.find(personId);
  if (endUser === undefined) throw refusal('not-found', `There is no user ${personId}.`);
  const { roles, applicationRoles, groups } = endUser;
  return { roles, applicationRoles, groups };
}
