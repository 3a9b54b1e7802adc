/** Roles and groups as JSON. */
import type { Held } from './list-held';
import type { Group, Role } from './ports';
import type { GroupMembers } from './show-group';
import type { RoleHolders } from './show-role';

/** The document of a role; `client_id` is null for one of the realm. */
export function toRoleDocument({ name, clientId, description }: Role) {
  return { name, client_id: clientId, description };
}

export function toGroupDocument({ name, description }: Group) {
  return { name, description };
}

/** The same with those who have it. */
export function toHoldersDocument({ role, people, groups }: RoleHolders) {
  return { ...toRoleDocument(role), users: people.map(toUser), groups: groups.map(toGroupDocument) };
}

/** The same with those who are in it, and what they have by it. */
export function toMembersDocument({ group, people, roles }: GroupMembers) {
  return { ...toGroupDocument(group), users: people.map(toUser), roles: roles.map(toRoleDocument) };
}

/** What a person has, by themselves and by their groups. */
export function toHeldDocument({ roles, applicationRoles, groups }: Held) {
  return {
    roles,
    application_roles: applicationRoles.map(({ clientId, name }) => ({ client_id: clientId, name })),
    groups,
  };
}

const toUser = ({ id, username }: { id: string; username: string }) => ({ id, preferred_username: username });
