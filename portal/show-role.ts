/** Reads one role, and who has it. */
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import type { Group, Role } from './ports';
import { refusal } from './refusal';

/** Which role is meant: that of an application, or with null that of the realm. */
export interface RoleName {
  name: string;
  clientId: string | null;
}

/** A role by its name, or by its row id. */
export type RoleRef = RoleName | { id: string };

/** The role of a name. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function findRole(useCase: Pick<UseCase, 'storage' | 'actor'>, named: RoleRef): Promise<Role> {
  requireOperatorOf(useCase.actor, 'role');
  const { roles } = useCase.storage.stores;
  const role = 'id' in named ? await roles.findById(named.id) : await roles.find(named.name, named.clientId);
  if (role === undefined) throw noSuchRole(named);
  return role;
}

export interface RoleHolders {
  role: Role;
  /** The first 1000 of those who have it by themselves. */
  people: { id: string; username: string }[];
  groups: Group[];
}

/** The role of a name with those who have it. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function showRole(useCase: Pick<UseCase, 'storage' | 'actor'>, named: RoleRef): Promise<RoleHolders> {
  const role = await findRole(useCase, named);
  const { roles } = useCase.storage.stores;
  const people = await roles.listPeople(role.id, { limit: 1000 });
  const groups = await roles.listGroups(role.id, { limit: 1000 });
  return { role, people: people.map(({ id, username }) => ({ id, username })), groups };
}

/** The refusal for a name that no role has there. */
export function noSuchRole(named: RoleRef) {
  if ('id' in named) return refusal('not-found', `There is no role ${named.id}.`);
  const { name, clientId } = named;
  return refusal('not-found', `There is no role ${name} in ${clientId === null ? 'the realm' : clientId}.`);
}
