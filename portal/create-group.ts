/** Makes a group. */
import { issueRowId } from '@/identity/identifiers';
import { checkGroup } from '@/protocol/client-metadata/roles';
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import type { Group } from './ports';
import { toProblem } from './problem-sentences';
import { invalid, refusal } from './refusal';

/** Makes a group with nobody in it. Throws `kind: 'invalid' | 'conflict' | 'forbidden'`. */
export async function createGroup(
  useCase: UseCase,
  { name, description = '' }: { name: string; description?: string },
): Promise<Group> {
  requireOperator(useCase.actor);
  const group = { id: issueRowId(useCase), name: name.trim(), description };
  const problems = checkGroup(group);
  if (problems.length > 0) throw invalid(problems.map(toProblem));
  await useCase.storage.transaction(async (stores) => {
    if ((await stores.groups.find(group.name)) !== undefined)
      throw refusal('conflict', `There is a group ${group.name} already.`);
    await stores.groups.create(group);
    await stores.audit.append(changeEntry(useCase, 'group-create', groupObject(group), { name: group.name }));
  });
  return group;
}

/** A group as audit rows name it. */
export function groupObject({ id }: Group) {
  return { kind: 'group', id };
}
