/** What clients may ask for at APIs, on Maps. */
import type { Allotment } from '@/protocol/ports';
import { storageFailure } from '../failure';
import { page } from './rows';
import type { State } from './state';

/** Throws `missing-reference` for what no API has. */
export function assertAllottable(apis: State['apis'], identifier: string, scopes: string[]): void {
  const known = apis.get(identifier)?.scopes.map(({ name }) => name);
  if (known === undefined || scopes.some((scope) => !known.includes(scope)))
    throw storageFailure('missing-reference', 'The API or one of the scopes does not exist.');
}

/** What of the allotments there still is, in the order of the APIs and of their scopes. */
export function inOrder(apis: State['apis'], allotments: Allotment[]): Allotment[] {
  return page(apis.values(), { limit: 1000 }).flatMap((api) => {
    const allotted = allotments.find((each) => each.api === api.identifier)?.scopes;
    const scopes = api.scopes.map(({ name }) => name).filter((name) => allotted?.includes(name));
    return allotted === undefined ? [] : [{ api: api.identifier, scopes }];
  });
}

/** Takes away what clients may no longer ask for because it is gone. */
export function trimAllotments({ clients, apis }: State): void {
  for (const [clientId, client] of clients)
    clients.set(clientId, { ...client, allotments: inOrder(apis, client.allotments) });
}
