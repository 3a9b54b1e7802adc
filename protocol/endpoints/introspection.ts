/** Token introspection (RFC 7662). A confidential client sees its own tokens and those of the APIs that it serves (DECISIONS 13). */
import type { AuthenticationDependencies } from '../client-authentication';
import { authenticateClient, authenticationParameters } from '../client-authentication';
import { refusal } from '../errors';
import type { KeyRing } from '../keys';
import { readForm } from '../parameters';
import type { Api, Client, ProtocolStorage } from '../ports';
import { isPairwise } from '../subjects';
import { accessTokenClaims } from '../tokens/claims';
import { findLive, findLiveAccessToken, mayRefresh } from '../tokens/live-authorization';
import type { EndpointDependencies } from './endpoint';
import { createEndpoint, json } from './endpoint';
import type { PresentedToken } from './presented-token';
import { recogniseToken } from './presented-token';

type Dependencies = EndpointDependencies & AuthenticationDependencies & { storage: ProtocolStorage; keys: KeyRing };

/** Builds `POST /oauth2/introspect`. Whatever is not known, not live or not the caller's is just inactive. */
export function createIntrospectionEndpoint(dependencies: Dependencies) {
  return createEndpoint(
    {
      step: 'introspection',
      methods: ['POST'],
      scheme: 'Basic',
      isForBrowsers: false,
      async answer(request) {
        const parameters = await readForm(request);
        parameters.check(['token', 'token_type_hint', ...authenticationParameters]);
        const { client, method } = await authenticateClient(request, parameters, 'introspection', dependencies);
        if (method === 'none') throw refusal('public-client-introspection', { clientId: client.clientId });
        const token = parameters.get('token');
        if (token === undefined) throw refusal('token-missing', { clientId: client.clientId });
        const presented = await recogniseToken(token, dependencies);
        const description = presented === undefined ? undefined : await describeToken(presented, client, dependencies);
        return { response: json(description ?? { active: false }), client };
      },
    },
    dependencies,
  );
}

async function describeToken(
  presented: PresentedToken,
  caller: Client,
  dependencies: Dependencies,
): Promise<Record<string, unknown> | undefined> {
  return presented.kind === 'refresh'
    ? describeRefreshToken(presented.row, caller, dependencies)
    : describeAccessToken(presented.claims, caller, dependencies);
}

async function describeRefreshToken(
  row: Extract<PresentedToken, { kind: 'refresh' }>['row'],
  caller: Client,
  { issuer, storage, clock }: Dependencies,
) {
  const now = clock.now();
  if (row.clientId !== caller.clientId || row.consumedAt !== null || row.expiresAt <= now) return undefined;
  const live = await findLive(await storage.stores.granted.byId(row.authorizationId, now), storage.stores);
  if (live === undefined || !mayRefresh(live)) return undefined;
  return {
    active: true,
    token_type: 'refresh_token',
    iss: issuer,
    sub: live.authorization.subject,
    client_id: row.clientId,
    ...(row.scopes.length === 0 ? {} : { scope: row.scopes.join(' ') }),
    iat: toSeconds(row.createdAt),
    exp: toSeconds(row.expiresAt),
  };
}

async function describeAccessToken(
  claims: Extract<PresentedToken, { kind: 'access' }>['claims'],
  caller: Client,
  { issuer, storage, clock }: Dependencies,
) {
  const apis = await findApis(claims.audience, storage);
  const serves = apis.some((api) => api.introspectionClientIds.includes(caller.clientId));
  if (claims.clientId !== caller.clientId && !serves) return undefined;
  const live = await findLiveAccessToken(claims, storage.stores, clock.now());
  if (live === undefined) return undefined;
  const { endUser } = live;
  const isNamed = !isPairwise(live.client) || claims.scopes.includes('profile');
  const username = isNamed ? endUser?.claims.preferred_username : undefined;
  const request = live.authorization?.claimsRequest ?? null;
  return {
    ...accessTokenClaims({ client: live.client, endUser, scopes: claims.scopes, request }),
    active: true,
    token_type: 'Bearer',
    iss: issuer,
    sub: claims.subject,
    aud: claims.audience.length === 1 ? claims.audience[0] : claims.audience,
    client_id: claims.clientId,
    ...(claims.scopes.length === 0 ? {} : { scope: claims.scopes.join(' ') }),
    iat: claims.issuedAtSeconds,
    exp: claims.expiresAtSeconds,
    jti: claims.jti,
    ...(username === undefined ? {} : { username }),
    // Those of now, where a JWT has those of its minting.
    ...(endUser !== undefined && apis.some((api) => api.includesRoles) ? { roles: endUser.roles } : {}),
  };
}

async function findApis(audience: string[], storage: ProtocolStorage): Promise<Api[]> {
  // Of the list, which is kept whole: that an audience is no API, as the issuer is none, would be looked up each time.
  const known = await storage.stores.apiLookup.list();
  return known.filter(({ identifier }) => audience.includes(identifier));
}

function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
