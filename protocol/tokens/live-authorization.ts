/** Is what a token stands for still true? Asked at every use, never cached (SECURITY invariant 5). */
import type { Client, Granted, ProtocolStores } from '../ports';
import type { AccessTokenClaims } from './access-token';

type Stores = Pick<ProtocolStores, 'granted' | 'clients'>;

export type LiveAuthorization = Granted & { client: Client };

/** What was granted, with its active client, and of an active person; undefined when any of them is not there any more. */
export async function findLive(
  granted: Granted | undefined,
  { clients }: Pick<Stores, 'clients'>,
): Promise<LiveAuthorization | undefined> {
  if (granted === undefined) return undefined;
  const { authorization, endUser } = granted;
  if (authorization.revokedAt !== null) return undefined;
  if (authorization.personId !== null && endUser?.status !== 'active') return undefined;
  const client = await clients.find(authorization.clientId);
  return client?.status === 'active' ? { ...granted, client } : undefined;
}

/** Whether a refresh token still stands: without `offline_access` it ends with its session (DECISIONS 12). */
export function mayRefresh({ authorization, isSessionLive }: Granted): boolean {
  return authorization.offline || isSessionLive;
}

/** What stands behind an access token; without authorization and person where a client acts for itself. */
export type LiveAccessToken = Partial<Granted> & Pick<LiveAuthorization, 'client'>;

/** `findLive` for an access token that was read, which may also have been revoked by itself. */
export async function findLiveAccessToken(
  claims: AccessTokenClaims,
  stores: Stores & Pick<ProtocolStores, 'deniedAccessTokens'>,
  at: Date,
): Promise<LiveAccessToken | undefined> {
  const { jti, authorizationId } = claims;
  if (authorizationId === null)
    return (await stores.deniedAccessTokens.has(jti)) ? undefined : findLiveClient(claims, stores);
  const live = await findLive(await stores.granted.byAccessToken({ jti, authorizationId }, at), stores);
  return live?.authorization.clientId === claims.clientId ? live : undefined;
}

/** Switching a client off revokes what it got for itself, also when it is switched on again (DECISIONS 20). */
async function findLiveClient(
  { clientId, issuedAtSeconds }: AccessTokenClaims,
  { clients }: Pick<Stores, 'clients'>,
): Promise<LiveAccessToken | undefined> {
  const client = await clients.find(clientId);
  if (client === undefined || client.status !== 'active') return undefined;
  const isOlder = client.disabledAt !== null && issuedAtSeconds * 1000 <= client.disabledAt.getTime();
  return isOlder ? undefined : { client };
}
