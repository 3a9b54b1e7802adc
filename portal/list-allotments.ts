/** Reads what a client may ask for at APIs. */
import type { Api } from '@/protocol/ports';
import type { UseCase } from './change';
import { getClient } from './client-access';

export interface NamedAllotment {
  api: Pick<Api, 'id' | 'identifier' | 'name'>;
  scopes: Pick<Api['scopes'][number], 'name' | 'description'>[];
}

/** In the order of the APIs, for everybody who may see the client. Throws `kind: 'not-found'`. */
export async function listAllotments(
  { storage, actor }: Pick<UseCase, 'storage' | 'actor'>,
  clientId: string,
): Promise<NamedAllotment[]> {
  const { allotments } = await getClient(storage.stores, actor, clientId);
  const apis = await storage.stores.apis.list();
  return apis.flatMap(({ id, identifier, name, scopes }) => {
    const allotted = allotments.find(({ api }) => api === identifier)?.scopes;
    if (allotted === undefined) return [];
    const named = scopes.filter((scope) => allotted.includes(scope.name));
    const described = named.map((scope) => ({ name: scope.name, description: scope.description }));
    return [{ api: { id, identifier, name }, scopes: described }];
  });
}
