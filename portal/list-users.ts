/** Lists people. */
import type { Person } from '@/identity/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';

/** One page of people, oldest first; `after` is the id of the last one before. Throws `kind: 'forbidden'`. */
export async function listUsers(
  useCase: Pick<UseCase, 'storage' | 'actor'>,
  page: { after?: string; limit: number; search?: string },
): Promise<Person[]> {
  requireOperator(useCase.actor);
  return useCase.storage.stores.people.list(page);
}
