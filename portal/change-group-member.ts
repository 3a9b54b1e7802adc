/** Puts people into groups, and takes them out. */
import type { UseCase } from './change';
import { changeEntry } from './change';
import { groupObject } from './create-group';
import type { Group } from './ports';
import type { GroupName } from './show-group';
import { findGroup } from './show-group';
import type { UserName } from './show-user';
import { showUser } from './show-user';

/**
 * Adds or removes a person; what follows from it counts from the next token on.
 * `changed` is false when it was so already. Throws `kind: 'not-found'`.
 */
export async function changeGroupMember(
  useCase: UseCase,
  verb: 'add' | 'remove',
  name: GroupName,
  user: UserName,
): Promise<{ group: Group; changed: boolean }> {
  const group = await findGroup(useCase, name);
  const { id: personId } = await showUser(useCase, user);
  const changed = await useCase.storage.transaction(async (stores) => {
    if (!(await stores.groups[verb](group.id, personId))) return false;
    const detail = { name: group.name, personId };
    await stores.audit.append(changeEntry(useCase, `group-${verb}`, groupObject(group), detail));
    return true;
  });
  return { group, changed };
}
