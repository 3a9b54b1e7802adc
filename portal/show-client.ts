/** Reads one client. */
import type { Client } from '@/protocol/ports';
import type { UseCase } from './change';
import { getClient } from './client-access';

/** The client of an id. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function showClient(
  { storage, actor }: Pick<UseCase, 'storage' | 'actor'>,
  clientId: string,
): Promise<Client> {
  return getClient(storage.stores, actor, clientId);
}
