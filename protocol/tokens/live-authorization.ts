/** Is what a token stands for still true? Asked at every use, never cached (SECURITY invariant 5). */
import type { Authorization, Client, EndUser, ProtocolStores, SessionLookup } from '../ports';
import type { AccessTokenClaims } from './access-token';

type Stores = Pick<ProtocolStores, 'authorizations' | 'clients' | 'endUsers' | 'deniedAccessTokens'>;

export interface LiveAuthorization {
  authorization: Authorization;
  client: Client;
  endUser: EndUser | undefined;
}

/** The authorization with its active client and active person; undefined when any of them is not there any more. */
export async function findLiveAuthorization(
  id: string,
  stores: Pick<Stores, 'authorizations' | 'clients' | 'endUsers'>,
): Promise<LiveAuthorization | undefined> {
  const authorization = await stores.authorizations.find(id);
  if (authorization === undefined || authorization.revokedAt !== null) return undefined;
  const client = await stores.clients.find(authorization.clientId);
  if (client === undefined || client.status !== 'active') return undefined;
  if (authorization.personId === null) return { authorization, client, endUser: undefined };
  const endUser = await stores.endUsers.find(authorization.personId);
  return endUser?.status === 'active' ? { authorization, client, endUser } : undefined;
}

/** Whether a refresh token still stands: without `offline_access` it ends with its session (DECISIONS 12). */
export async function mayRefresh(
  { offline, sessionId }: Pick<Authorization, 'offline' | 'sessionId'>,
  sessions: SessionLookup,
  at: Date,
): Promise<boolean> {
  return offline || sessionId === null || sessions.isLive(sessionId, at);
}

/** What stands behind an access token; without authorization and person where a client acts for itself. */
export type LiveAccessToken = Partial<Omit<LiveAuthorization, 'client'>> & Pick<LiveAuthorization, 'client'>;

/** `findLiveAuthorization` for an access token that was read, which may also have been revoked by itself. */
export async function findLiveAccessToken(
  claims: AccessTokenClaims,
  stores: Stores,
): Promise<LiveAccessToken | undefined> {
  if (await stores.deniedAccessTokens.has(claims.jti)) return undefined;
  if (claims.authorizationId === null) return findLiveClient(claims, stores);
  const live = await findLiveAuthorization(claims.authorizationId, stores);
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
