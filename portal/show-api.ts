/** Reads one API. */
import type { Api } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { refusal } from './refusal';

/** The API of an identifier. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function showApi(useCase: Pick<UseCase, 'storage' | 'actor'>, identifier: string): Promise<Api> {
  requireOperatorOf(useCase.actor, 'API');
  const api = await useCase.storage.stores.apis.find(identifier);
  if (api === undefined) throw noSuchApi(identifier);
  return api;
}

/** The refusal for an identifier that no API has, or whose API is none of the actor's business. */
export function noSuchApi(identifier: string) {
  return refusal('not-found', `There is no API ${identifier}.`);
}
