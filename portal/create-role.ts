/** Makes a role. */
import { issueRowId } from '@/identity/identifiers';
import { checkRole } from '@/protocol/client-metadata/roles';
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { noSuchClient } from './client-access';
import type { Role } from './ports';
import { toProblem } from './problem-sentences';
import { invalid, refusal } from './refusal';
import type { RoleName } from './show-role';

/**
 * Makes a role in the realm or in one application, with nobody in it. Throws
 * `kind: 'invalid' | 'conflict' | 'not-found' | 'forbidden'`.
 */
export async function createRole(
  useCase: UseCase,
  { name, clientId, description = '' }: RoleName & { description?: string },
): Promise<Role> {
  requireOperator(useCase.actor);
  const problems = checkRole({ name, description });
  if (problems.length > 0) throw invalid(problems.map(toProblem));
  const role = { id: issueRowId(useCase), clientId, name, description };
  return useCase.storage.transaction(async (stores) => {
    if (clientId !== null && (await stores.clientAdministration.findForChange(clientId)) === undefined)
      throw noSuchClient(clientId);
    if ((await stores.roles.findForChange(name, clientId)) !== undefined)
      throw refusal('conflict', `There is a role ${name} already.`);
    await stores.roles.create(role);
    await stores.audit.append(changeEntry(useCase, 'role-create', roleObject(role), roleDetail(role)));
    return role;
  });
}

/** A role as audit rows name it. */
export function roleObject({ id }: Role) {
  return { kind: 'role', id };
}

/** What audit rows tell of it, since the row outlives it. */
export function roleDetail({ name, clientId }: Role) {
  return { name, application: clientId ?? '' };
}
