/** Roles and groups on Maps, and who is in them. */
import type { GroupStore, RoleHolder, RoleStore } from '@/portal/ports';
import type { HeldName } from '../end-user';
import { storageFailure } from '../failure';
import { assertPrimitives } from '../query-values';
import { assertPresent, assertUnique, deleteWhere, insert, page, updateWhere } from './rows';
import type { MemoryAccess, State } from './state';

export function createRoleStore({ read, write }: MemoryAccess): RoleStore {
  const find = (name: string, clientId: string | null) =>
    read(({ roles }) => {
      assertPrimitives({ name, clientId: clientId ?? '' });
      return [...roles.values()].find((role) => role.name === name && role.clientId === clientId);
    });
  return {
    create: (role) =>
      write(({ roles }) => {
        const isTaken = [...roles.values()].some(
          ({ name, clientId }) => name === role.name && clientId === role.clientId,
        );
        if (isTaken) throw storageFailure('conflict', 'This value is taken.');
        insert(roles, role.id, role);
      }),
    find,
    // Units of work come one after the other here.
    findForChange: find,
    findById: (id) => read(({ roles }) => roles.get(id)),
    describe: (id, description) =>
      write(({ roles }) => updateWhere(roles, (role) => role.id === id, { description }) === 1),
    list: ({ clientId, ...window }) =>
      read(({ roles }) => {
        const all = [...roles.values()].filter((role) => clientId === undefined || role.clientId === clientId);
        return page(all, window);
      }),
    delete: (id) =>
      write((state) => {
        const role = state.roles.get(id);
        if (role !== undefined && role.clientId === null && isNeeded(state, role.name))
          throw storageFailure('conflict', 'A scope of an API needs this role.');
        deleteWhere(state.roleGrants, ({ roleId }) => roleId === id);
        return state.roles.delete(id);
      }),
    grant: (roleId, holder) =>
      write(({ roles, people, groups, roleGrants }) => {
        assertPresent(roles, roleId);
        if ('personId' in holder) assertPresent(people, holder.personId);
        else assertPresent(groups, holder.groupId);
        const key = grantKey(roleId, holder);
        if (roleGrants.has(key)) return false;
        insert(roleGrants, key, { roleId, holder });
        return true;
      }),
    revoke: (roleId, holder) => write(({ roleGrants }) => roleGrants.delete(grantKey(roleId, holder))),
    listPeople: (roleId, window) =>
      read(({ people, roleGrants }) => {
        const has = (personId: string) => roleGrants.has(grantKey(roleId, { personId }));
        return page(
          [...people.values()].filter(({ id }) => has(id)),
          window,
        );
      }),
    listGroups: (roleId, window) =>
      read(({ groups, roleGrants }) => {
        const has = (groupId: string) => roleGrants.has(grantKey(roleId, { groupId }));
        return page(
          [...groups.values()].filter(({ id }) => has(id)),
          window,
        );
      }),
  };
}

export function createGroupStore({ read, write }: MemoryAccess): GroupStore {
  return {
    create: (group) => write(({ groups }) => insert(groups, group.id, group, { name: undefined })),
    find: (name) =>
      read(({ groups }) => {
        assertPrimitives({ name });
        return [...groups.values()].find((group) => group.name === name);
      }),
    findById: (id) => read(({ groups }) => groups.get(id)),
    update: ({ id, name, description }) =>
      write(({ groups }) => {
        const group = { id, name, description };
        if (groups.has(id)) assertUnique(groups, id, group, { name: undefined });
        return updateWhere(groups, (each) => each.id === id, group) === 1;
      }),
    list: (window) => read(({ groups }) => page(groups.values(), window)),
    delete: (id) =>
      write(({ groups, memberships, roleGrants }) => {
        deleteWhere(memberships, ({ groupId }) => groupId === id);
        deleteWhere(roleGrants, ({ holder }) => 'groupId' in holder && holder.groupId === id);
        return groups.delete(id);
      }),
    add: (groupId, personId) =>
      write(({ groups, people, memberships }) => {
        assertPresent(groups, groupId);
        assertPresent(people, personId);
        const key = `${groupId} ${personId}`;
        if (memberships.has(key)) return false;
        insert(memberships, key, { groupId, personId });
        return true;
      }),
    remove: (groupId, personId) => write(({ memberships }) => memberships.delete(`${groupId} ${personId}`)),
    listPeople: (groupId, window) =>
      read(({ people, memberships }) =>
        page(
          [...people.values()].filter(({ id }) => memberships.has(`${groupId} ${id}`)),
          window,
        ),
      ),
    listRoles: (groupId, window) =>
      read(({ roles, roleGrants }) =>
        page(
          [...roles.values()].filter(({ id }) => roleGrants.has(grantKey(id, { groupId }))),
          window,
        ),
      ),
  };
}

/** All that a person holds, each once. */
export function findHeld({ roles, groups, roleGrants, memberships }: State, personId: string): HeldName[] {
  const groupIds = [...memberships.values()].filter((row) => row.personId === personId).map(({ groupId }) => groupId);
  const isHolder = (holder: RoleHolder) =>
    'personId' in holder ? holder.personId === personId : groupIds.includes(holder.groupId);
  const roleIds = new Set([...roleGrants.values()].filter(({ holder }) => isHolder(holder)).map((row) => row.roleId));
  const ofRoles = [...roleIds].flatMap((id) => roles.get(id) ?? []);
  return [
    ...ofRoles.map(({ clientId, name }): HeldName => ({ kind: 'role', clientId: clientId ?? '', name })),
    ...groupIds
      .flatMap((id) => groups.get(id) ?? [])
      .map(({ name }): HeldName => ({ kind: 'group', clientId: '', name })),
  ];
}

function isNeeded({ apis }: State, name: string): boolean {
  return [...apis.values()].some(({ scopes }) => scopes.some(({ roles }) => roles.includes(name)));
}

function grantKey(roleId: string, holder: RoleHolder): string {
  return 'personId' in holder ? `${roleId} person ${holder.personId}` : `${roleId} group ${holder.groupId}`;
}
