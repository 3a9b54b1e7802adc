/** What a code stands for, whether a browser or a device redeems it: the authorization as it is now, and its refresh token. */
import { refusal } from '../errors';
import type { Granted, RefreshToken } from '../ports';
import type { ProvenAuthorization } from '../tokens/authorization';
import type { LiveAuthorization } from '../tokens/live-authorization';
import { findLive } from '../tokens/live-authorization';
import { createRefreshToken, isRefreshTokenDue } from '../tokens/refresh-token';
import type { GrantDependencies, GrantRequest } from './grant';
import { chooseResources } from './resources';
import { scopesOfNow } from './scopes';

/** Throws `invalid_grant` where client, person, authorization or session are not there any more. Nothing is written. */
export async function proveGranted(
  granted: Granted | undefined,
  { parameters, client }: GrantRequest,
  dependencies: GrantDependencies,
  nonce?: string,
): Promise<{ authorization: ProvenAuthorization; refreshToken: RefreshToken | null }> {
  const live = await getLive(granted, dependencies);
  const known = await dependencies.storage.stores.apiLookup.list();
  const { grantedScopes, resources: authorized } = live.authorization;
  const chosen = chooseResources(parameters, authorized, client, known);
  const scopes = scopesOfNow(grantedScopes, live, known, chosen.resources);
  const refresh = isRefreshTokenDue(client, grantedScopes)
    ? createRefreshToken(dependencies, { authorization: live.authorization, client, scopes: grantedScopes })
    : undefined;
  return {
    authorization: { ...live, scopes, ...chosen, nonce, refreshToken: refresh?.value },
    refreshToken: refresh?.row ?? null,
  };
}

/** Signing out ends open codes, `offline_access` or not (DECISIONS 20); what no session owns outlives it. */
async function getLive(granted: Granted | undefined, { storage }: GrantDependencies): Promise<LiveAuthorization> {
  const live = await findLive(granted, storage.stores);
  if (live === undefined) throw refusal('authorization-revoked');
  if (!live.isSessionLive) throw refusal('session-ended');
  return live;
}
