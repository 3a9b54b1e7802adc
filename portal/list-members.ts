/** Lists who is in a group and who has a role, a part at a time. */
import type { Person } from '@/identity/ports';
import type { UseCase } from './change';
import type { Group, Role } from './ports';
import type { GroupName } from './show-group';
import { findGroup } from './show-group';
import type { RoleRef } from './show-role';
import { findRole } from './show-role';

type Reading = Pick<UseCase, 'storage' | 'actor'>;
/** In the order of ids; `after` is the last one of the part before. */
type Page = { after?: string; limit: number };

/** Throws `kind: 'not-found'`, also to those who may not see groups. */
export async function listGroupMembers(useCase: Reading, name: GroupName, page: Page): Promise<Person[]> {
  const { id } = await findGroup(useCase, name);
  return useCase.storage.stores.groups.listPeople(id, page);
}

/** The roles that its members have by it. Throws `kind: 'not-found'`, also to those who may not see groups. */
export async function listGroupRoles(useCase: Reading, name: GroupName, page: Page): Promise<Role[]> {
  const { id } = await findGroup(useCase, name);
  return useCase.storage.stores.groups.listRoles(id, page);
}

/** Those who have it by themselves. Throws `kind: 'not-found'`, also to those who may not see roles. */
export async function listRolePeople(useCase: Reading, named: RoleRef, page: Page): Promise<Person[]> {
  const { id } = await findRole(useCase, named);
  return useCase.storage.stores.roles.listPeople(id, page);
}

/** Throws `kind: 'not-found'`, also to those who may not see roles. */
export async function listRoleGroups(useCase: Reading, named: RoleRef, page: Page): Promise<Group[]> {
  const { id } = await findRole(useCase, named);
  return useCase.storage.stores.roles.listGroups(id, page);
}
