/** Reads one API. */
import type { Api } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { refusal } from './refusal';

/** The API of an identifier or a row id. Throws `kind: 'not-found'`, also to those who may not see it. */
export async function showApi(useCase: Pick<UseCase, 'storage' | 'actor'>, name: string): Promise<Api> {
  requireOperatorOf(useCase.actor, 'API');
  const { apis } = useCase.storage.stores;
  // An identifier is a URI, so it is never taken for a row id.
  const api = (await apis.find(name)) ?? (await apis.list()).find(({ id }) => id === name);
  if (api === undefined) throw noSuchApi(name);
  return api;
}

/** The refusal for an identifier that no API has, or whose API is none of the actor's business. */
export function noSuchApi(identifier: string) {
  return refusal('not-found', `There is no API ${identifier}.`);
}
