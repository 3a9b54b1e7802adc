/** Reads one group, who is in it and which roles it gives. */
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import type { Group, Role } from './ports';
import { refusal } from './refusal';

/** The group of a name. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function findGroup(useCase: Pick<UseCase, 'storage' | 'actor'>, name: string): Promise<Group> {
  requireOperatorOf(useCase.actor, 'group');
  const group = await useCase.storage.stores.groups.find(name);
  if (group === undefined) throw refusal('not-found', `There is no group ${name}.`);
  return group;
}

export interface GroupMembers {
  group: Group;
  /** The first 1000. */
  people: { id: string; username: string }[];
  roles: Role[];
}

/** The group of a name with its people and roles. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function showGroup(useCase: Pick<UseCase, 'storage' | 'actor'>, name: string): Promise<GroupMembers> {
  const group = await findGroup(useCase, name);
  const { groups } = useCase.storage.stores;
  const people = await groups.listPeople(group.id, { limit: 1000 });
  const roles = await groups.listRoles(group.id, { limit: 1000 });
  return { group, people: people.map(({ id, username }) => ({ id, username })), roles };
}
