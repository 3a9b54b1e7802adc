/** Lists groups. */
import { requireOperator } from './actor';
import type { UseCase } from './change';
import type { Group } from './ports';

/** One page of groups, oldest first; `after` is the id of the last one before. Throws `kind: 'forbidden'`. */
export async function listGroups(
  useCase: Pick<UseCase, 'storage' | 'actor'>,
  page: { after?: string; limit: number },
): Promise<Group[]> {
  requireOperator(useCase.actor);
  return useCase.storage.stores.groups.list(page);
}
