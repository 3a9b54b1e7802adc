/** Gives roles to people and groups, and takes them away. */
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { roleDetail, roleObject } from './create-role';
import type { Role, RoleHolder } from './ports';
import type { GroupName } from './show-group';
import { findGroup } from './show-group';
import type { RoleRef } from './show-role';
import { findRole } from './show-role';
import type { UserName } from './show-user';
import { showUser } from './show-user';

export type NamedHolder = { user: UserName } | { group: GroupName };

/**
 * Grants or revokes a role; it counts from the next token on. False when nothing changed, since it was so already.
 * Throws `kind: 'not-found'`.
 */
export async function changeRoleHolder(
  useCase: UseCase,
  verb: 'grant' | 'revoke',
  named: RoleRef,
  by: NamedHolder,
): Promise<{ role: Role; changed: boolean }> {
  requireOperatorOf(useCase.actor, 'role');
  const role = await findRole(useCase, named);
  const holder = await findHolder(useCase, by);
  const changed = await useCase.storage.transaction(async (stores) => {
    if (!(await stores.roles[verb](role.id, holder))) return false;
    const detail = { ...roleDetail(role), ...holder };
    await stores.audit.append(changeEntry(useCase, `role-${verb}`, roleObject(role), detail));
    return true;
  });
  return { role, changed };
}

async function findHolder(useCase: UseCase, by: NamedHolder): Promise<RoleHolder> {
  return 'user' in by
    ? { personId: (await showUser(useCase, by.user)).id }
    : { groupId: (await findGroup(useCase, by.group)).id };
}
