/** Gives a role another description. */
import { checkRole } from '@/protocol/client-metadata/roles';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { roleDetail, roleObject } from './create-role';
import type { Role } from './ports';
import { toProblem } from './problem-sentences';
import { invalid } from './refusal';
import { noSuchRole } from './show-role';

/** Of the role of a row id; its name stays, since tokens and APIs know it by that. Throws `kind: 'not-found' | 'invalid'`. */
export async function describeRole(
  useCase: UseCase,
  id: string,
  description: string,
  check: (before: Role) => void = () => {},
): Promise<Role> {
  requireOperatorOf(useCase.actor, 'role');
  return useCase.storage.transaction(async (stores) => {
    const before = await stores.roles.findById(id);
    if (before === undefined) throw noSuchRole({ id });
    check(before);
    const role = { ...before, description };
    const problems = checkRole(role);
    if (problems.length > 0) throw invalid(problems.map(toProblem));
    await stores.roles.describe(id, description);
    await stores.audit.append(changeEntry(useCase, 'role-describe', roleObject(role), roleDetail(role)));
    return role;
  });
}
