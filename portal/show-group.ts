/** Reads one group, who is in it and which roles it gives. */
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import type { Group, Role } from './ports';
import { refusal } from './refusal';

/** The name of a group, or its row id. */
export type GroupName = string | { id: string };

/** The group of a name. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function findGroup(useCase: Pick<UseCase, 'storage' | 'actor'>, name: GroupName): Promise<Group> {
  requireOperatorOf(useCase.actor, 'group');
  const { groups } = useCase.storage.stores;
  const group = typeof name === 'string' ? await groups.find(name) : await groups.findById(name.id);
  if (group === undefined) throw noSuchGroup(typeof name === 'string' ? name : name.id);
  return group;
}

/** The refusal for a name or a row id that no group has. */
export function noSuchGroup(name: string) {
  return refusal('not-found', `There is no group ${name}.`);
}

export interface GroupMembers {
  group: Group;
  /** The first 1000. */
  people: { id: string; username: string }[];
  roles: Role[];
}

/** The group of a name with its people and roles. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function showGroup(useCase: Pick<UseCase, 'storage' | 'actor'>, name: GroupName): Promise<GroupMembers> {
  const group = await findGroup(useCase, name);
  const { groups } = useCase.storage.stores;
  const people = await groups.listPeople(group.id, { limit: 1000 });
  const roles = await groups.listRoles(group.id, { limit: 1000 });
  return { group, people: people.map(({ id, username }) => ({ id, username })), roles };
}
