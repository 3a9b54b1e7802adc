/** Deletes a role. */
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { roleDetail, roleObject } from './create-role';
import { refusal } from './refusal';
import type { RoleName } from './show-role';
import { noSuchRole } from './show-role';

/**
 * Takes a role from everybody and deletes it. Throws `kind: 'not-found'`, and `kind: 'conflict'` while a scope of an API
 * needs it: without the role that scope would be for everyone.
 */
export async function deleteRole(useCase: UseCase, named: RoleName): Promise<void> {
  requireOperatorOf(useCase.actor, 'role');
  await useCase.storage.transaction(async (stores) => {
    const role = await stores.roles.findForChange(named.name, named.clientId);
    if (role === undefined) throw noSuchRole(named);
    const apis = role.clientId === null ? await stores.apis.list() : [];
    const api = apis.find(({ scopes }) => scopes.some(({ roles }) => roles.includes(role.name)));
    if (api !== undefined)
      throw refusal('conflict', `A scope of the API ${api.identifier} is for those who have the role ${role.name}.`);
    await stores.roles.delete(role.id);
    await stores.audit.append(changeEntry(useCase, 'role-delete', roleObject(role), roleDetail(role)));
  });
}
