/** The management API as an API of its own realm: something whose scopes clients are allotted, like any other's. */
import { issueRowId } from '@/identity/identifiers';
import type { PortalStorage } from '@/portal/ports';
import { hasKind } from '@/protocol/errors';
import type { Api, Clock, RandomBytes } from '@/protocol/ports';
import { apiPath, apiScopes } from './scopes';

interface Dependencies {
  storage: PortalStorage;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Registers it, or brings its scopes up to date, keeping what operators changed: its name, its lifetimes, the roles that a scope
 * needs. Any number of processes may do this at once.
 */
export async function keepOwnApi(dependencies: Dependencies): Promise<void> {
  const { storage } = dependencies;
  const identifier = `${storage.issuer}${apiPath}`;
  const known = await storage.stores.apis.find(identifier);
  if (known !== undefined && isUpToDate(known)) return;
  const work = storage.transaction(async ({ apis }) => {
    const before = await apis.findForChange(identifier);
    if (before === undefined) await apis.create({ id: issueRowId(dependencies), identifier, ...asNew() });
    else await apis.update({ ...before, scopes: scopesOver(before) });
  });
  await work.catch((error: unknown) => {
    if (!hasKind(error, 'conflict')) throw error;
  });
}

function asNew(): Omit<Api, 'id' | 'identifier'> {
  return {
    name: 'Gatehouse management API',
    scopes: scopesOver({ scopes: [] }),
    accessTokenSeconds: null,
    accessTokenFormat: 'jwt',
    signingAlgorithm: 'RS256',
    includesRoles: false,
    introspectionClientIds: [],
  };
}

function scopesOver({ scopes }: Pick<Api, 'scopes'>): Api['scopes'] {
  return Object.entries(apiScopes).map(([name, description]) => ({
    name,
    description,
    roles: scopes.find((scope) => scope.name === name)?.roles ?? [],
  }));
}

function isUpToDate({ scopes }: Api): boolean {
  return JSON.stringify(scopes) === JSON.stringify(scopesOver({ scopes }));
}
