/** Changes an API. */
import type { Api, ApiScope } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import { readApiDocument } from './api-document';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { isOwnApi } from './own-api';
import { refusal } from './refusal';
import { noSuchApi } from './show-api';

export interface ApiChange {
  /** Members to lay over what is there; `scopes` replaces all of them. */
  document?: object;
  /** Scopes to add, or to describe anew when they are there; the roles of those stay. */
  describeScopes?: Pick<ApiScope, 'name' | 'description'>[];
  removeScopes?: string[];
  /** Told of the API as it is, inside the transaction; throws when that is not what the actor saw. */
  check?: (before: Api) => void;
}

/**
 * Changes an API in all but its identifier. What clients had allotted of a scope that goes is taken from them. The scopes of the
 * management API stay as they are, apart from the roles that they need. Throws
 * `kind: 'not-found' | 'invalid' | 'conflict'`.
 */
export async function updateApi(useCase: UseCase, identifier: string, change: ApiChange): Promise<Api> {
  requireOperatorOf(useCase.actor, 'API');
  const { storage } = useCase;
  return storage.transaction(async (stores) => {
    const before = await stores.apis.findForChange(identifier);
    if (before === undefined) throw noSuchApi(identifier);
    change.check?.(before);
    const given = await readApiDocument(change.document ?? {}, storage.issuer, stores, before);
    const scopes = changeScopes(given.scopes, change);
    const api = {
      id: before.id,
      ...(await readApiDocument({ scopes }, storage.issuer, stores, { ...before, ...given })),
    };
    if (isOwnApi(identifier, storage.issuer)) keepScopes(before.scopes, api.scopes);
    await stores.apis.update(api);
    const object = { kind: 'api', id: identifier };
    const detail = { format: api.accessTokenFormat, scopes: api.scopes.length };
    await stores.audit.append(changeEntry(useCase, 'api-update', object, detail));
    return api;
  });
}

/** They are what its operations ask for. */
function keepScopes(before: ApiScope[], after: ApiScope[]): void {
  const [known, given] = [before, after].map((scopes) =>
    JSON.stringify(scopes.map(({ name, description }) => [name, description])),
  );
  if (known !== given)
    throw refusal('conflict', 'The scopes of the management API stay; the roles they need may change.');
}

function changeScopes(scopes: ApiScope[], { describeScopes = [], removeScopes = [] }: ApiChange): ApiScope[] {
  const kept = scopes.filter(({ name }) => !removeScopes.includes(name));
  const described = kept.map((scope) => ({ ...scope, ...describeScopes.find(({ name }) => name === scope.name) }));
  const added = describeScopes.filter(({ name }) => kept.every((scope) => scope.name !== name));
  return [...described, ...added.map((scope) => ({ ...scope, roles: [] }))];
}
