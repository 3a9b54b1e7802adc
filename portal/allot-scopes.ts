/** Says what a client may ask for at an API. */
import type { Client } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { noSuchClient } from './client-access';
import { refusal } from './refusal';
import { noSuchApi } from './show-api';

export interface AllotmentChange {
  clientId: string;
  /** The identifier of the API. */
  api: string;
  /**
   * `allow` lets the client ask for tokens for the API, and for these scopes beside those that it has; `disallow` takes
   * these scopes away, and without any the whole API; `set` lets it ask for tokens and for exactly these scopes.
   */
  verb: 'allow' | 'disallow' | 'set';
  scopes: string[];
}

const actions = { allow: 'client-allow', disallow: 'client-disallow', set: 'client-allot' } as const;

/** For what the client does for people and for itself alike. Throws `kind: 'not-found' | 'invalid'`. */
export async function allotScopes(useCase: UseCase, change: AllotmentChange): Promise<Client> {
  requireOperatorOf(useCase.actor, 'client');
  const { clientId, api: identifier, verb } = change;
  return useCase.storage.transaction(async (stores) => {
    const before = await stores.clientAdministration.findForChange(clientId);
    if (before === undefined) throw noSuchClient(clientId);
    const api = await stores.apis.find(identifier);
    if (api === undefined) throw noSuchApi(identifier);
    const known = api.scopes.map(({ name }) => name);
    const unknown = change.scopes.filter((scope) => !known.includes(scope));
    if (unknown.length > 0) throw refusal('invalid', `The API has no scope ${unknown.join(', ')}.`);
    const had = before.allotments.find((allotment) => allotment.api === identifier)?.scopes;
    const scopes = changeAllotted(had, change);
    await stores.clientAdministration.allot(clientId, identifier, scopes && known.filter((name) => scopes.has(name)));
    const detail = { api: identifier, scope: change.scopes.join(' ').slice(0, 500) };
    await stores.audit.append(changeEntry(useCase, actions[verb], { kind: 'client', id: clientId }, detail));
    return (await stores.clientAdministration.find(clientId)) ?? before;
  });
}

/** Null when nothing of the API is left. */
function changeAllotted(had: string[] | undefined, { verb, scopes }: AllotmentChange): Set<string> | null {
  if (verb === 'set') return new Set(scopes);
  if (verb === 'allow') return new Set([...(had ?? []), ...scopes]);
  if (had === undefined || scopes.length === 0) return null;
  return new Set(had.filter((scope) => !scopes.includes(scope)));
}
