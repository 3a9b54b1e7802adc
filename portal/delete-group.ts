/** Deletes a group. */
import type { UseCase } from './change';
import { changeEntry } from './change';
import { groupObject } from './create-group';
import type { GroupName } from './show-group';
import { findGroup } from './show-group';

/** Deletes a group; its people lose the roles that they had by it alone. Throws `kind: 'not-found'`. */
export async function deleteGroup(useCase: UseCase, name: GroupName): Promise<void> {
  const group = await findGroup(useCase, name);
  await useCase.storage.transaction(async (stores) => {
    if (!(await stores.groups.delete(group.id))) return;
    await stores.audit.append(changeEntry(useCase, 'group-delete', groupObject(group), { name: group.name }));
  });
}
