/** Lists APIs. */
import type { Api } from '@/protocol/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';

/** All APIs, oldest first. Throws `kind: 'forbidden'`. */
export async function listApis(useCase: Pick<UseCase, 'storage' | 'actor'>): Promise<Api[]> {
  requireOperator(useCase.actor);
  return useCase.storage.stores.apis.list();
}
