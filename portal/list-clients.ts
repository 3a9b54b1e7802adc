/** Lists clients. */
import type { Client } from '@/protocol/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';

/** One page of clients, oldest first; `after` is the row id of the last one before. Throws `kind: 'forbidden'`. */
export async function listClients(
  useCase: Pick<UseCase, 'storage' | 'actor'>,
  page: { after?: string; limit: number; search?: string },
): Promise<Client[]> {
  requireOperator(useCase.actor);
  return useCase.storage.stores.clientAdministration.list(page);
}
