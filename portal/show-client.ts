/** Reads one client. */
import type { Client } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { refusal } from './refusal';

/** The client of an id. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function showClient(useCase: Pick<UseCase, 'storage' | 'actor'>, clientId: string): Promise<Client> {
  requireOperatorOf(useCase.actor, 'client');
  const client = await useCase.storage.stores.clientAdministration.find(clientId);
  if (client === undefined) throw noSuchClient(clientId);
  return client;
}

/** The refusal for a client id that nobody has, or that is none of the actor's business. */
export function noSuchClient(clientId: string) {
  return refusal('not-found', `There is no client ${clientId}.`);
}
