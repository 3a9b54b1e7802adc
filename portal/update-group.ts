/** Changes a group. */
import { checkGroup } from '@/protocol/client-metadata/roles';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { groupObject } from './create-group';
import type { Group } from './ports';
import { toProblem } from './problem-sentences';
import { invalid, refusal } from './refusal';
import { noSuchGroup } from './show-group';

/**
 * Gives the group of a row id another name or description; tokens name it anew from the next one on. Throws `kind: 'not-found' |
 * 'invalid' | 'conflict'`.
 */
export async function updateGroup(
  useCase: UseCase,
  id: string,
  change: { name?: string | undefined; description?: string | undefined },
  check: (before: Group) => void = () => {},
): Promise<Group> {
  requireOperatorOf(useCase.actor, 'group');
  return useCase.storage.transaction(async (stores) => {
    const before = await stores.groups.findById(id);
    if (before === undefined) throw noSuchGroup(id);
    check(before);
    const { name = before.name, description = before.description } = change;
    const group = { id, name: name.trim(), description };
    const problems = checkGroup(group);
    if (problems.length > 0) throw invalid(problems.map(toProblem));
    const taken = await stores.groups.find(group.name);
    if (taken !== undefined && taken.id !== id) throw refusal('conflict', `There is a group ${group.name} already.`);
    await stores.groups.update(group);
    await stores.audit.append(changeEntry(useCase, 'group-update', groupObject(group), { name: group.name }));
    return group;
  });
}
