/** Refresh token grant (RFC 6749 section 6, RFC 9700 section 4.14): rotation, reuse detection, replay window. */
import { refusal } from '../errors';
import { isCheckedSecret } from '../identifiers';
import { inTrace } from '../in-trace';
import { lifetimesOf } from '../options';
import type { Client, Granted, OpaqueAccessToken, RefreshToken } from '../ports';
import { parseScope } from '../scopes';
import type { LiveAuthorization } from '../tokens/live-authorization';
import { findLive, mayRefresh } from '../tokens/live-authorization';
import { createRefreshToken, slidingEnd } from '../tokens/refresh-token';
import type { Grant, GrantDependencies, GrantRequest, Proof } from './grant';
import { openReplay, replayFingerprint } from './refresh-replay';
import { chooseResources } from './resources';
import { revokeAfterReuse } from './reuse';
import { scopesOfNow } from './scopes';

/** The token that was presented and what of it the database knows. */
interface Presented {
  value: string;
  row: RefreshToken;
  granted: Granted;
  fingerprint: string;
}

export const refreshTokenGrant: Grant = {
  grantType: 'refresh_token',
  parameters: ['refresh_token', 'scope', 'resource'],

  async prove(request, dependencies) {
    const presented = await getPresented(request, dependencies);
    return inTrace(presented.granted.authorization.traceId, () => provePresented(presented, request, dependencies));
  },
};

async function provePresented(
  presented: Presented,
  request: GrantRequest,
  dependencies: GrantDependencies,
): Promise<Proof> {
  const live = await getLive(presented.granted, dependencies);
  if (presented.row.consumedAt !== null) {
    const answer = await replayOrRevoke(presented, presented.row.replay, request, dependencies);
    return { kind: 'replayed', answer, authorization: live.authorization };
  }
  if (presented.row.expiresAt <= dependencies.clock.now()) throw refusal('refresh-token-expired');
  return proveFresh(presented, live, request, dependencies);
}

async function proveFresh(
  presented: Presented,
  live: LiveAuthorization,
  request: GrantRequest,
  dependencies: GrantDependencies,
): Promise<Proof> {
  const { parameters, client } = request;
  const known = await dependencies.storage.stores.apiLookup.list();
  const chosen = chooseResources(parameters, live.authorization.resources, client, known);
  const narrowed = narrowScopes(parseScope(parameters.get('scope')), presented.row.scopes);
  const base = {
    ...live,
    ...chosen,
    scopes: scopesOfNow(narrowed, live, known, chosen.resources),
    nonce: undefined,
  };
  if (!isRotating(client)) {
    return {
      kind: 'proven',
      authorization: { ...base, refreshToken: undefined },
      spend: async (answer, accessToken) => {
        await extend(presented.row, accessToken, request, dependencies);
        return answer;
      },
    };
  }
  const successor = createRefreshToken(
    dependencies,
    { authorization: live.authorization, client, scopes: presented.row.scopes },
    presented.row.absoluteExpiresAt,
  );
  return {
    kind: 'proven',
    authorization: { ...base, refreshToken: successor.value },
    spend: (answer, accessToken) =>
      rotate(presented, { successor: successor.row, accessToken, answer }, request, dependencies),
  };
}

/** Public clients always rotate, whatever their setting: nothing else binds their tokens (RFC 9700 section 2.2.2). */
function isRotating({ metadata, settings }: Client): boolean {
  return settings.rotateRefreshTokens || metadata.token_endpoint_auth_method === 'none';
}

async function getPresented(
  { parameters, client }: GrantRequest,
  { storage, clock, cryptography }: GrantDependencies,
): Promise<Presented> {
  const value = parameters.get('refresh_token');
  if (value === undefined) throw refusal('refresh-token-missing');
  const { granted } = storage.stores;
  const found = isCheckedSecret('ghr_', value)
    ? await granted.byRefreshToken(cryptography.digest(value), clock.now())
    : undefined;
  if (found === undefined) throw refusal('refresh-token-unknown');
  const { refreshToken: row } = found;
  if (row.clientId !== client.clientId) throw refusal('refresh-token-other-client');
  return {
    value,
    row,
    granted: found.granted,
    fingerprint: replayFingerprint(client.clientId, parameters.get('scope'), parameters.all('resource'), cryptography),
  };
}

/** The person, client and, without `offline_access`, the session must still be there. */
async function getLive(granted: Granted, { storage }: GrantDependencies): Promise<LiveAuthorization> {
  const live = await findLive(granted, storage.stores);
  if (live === undefined) throw refusal('authorization-revoked');
  if (!mayRefresh(live)) throw refusal('session-ended');
  return live;
}

function narrowScopes(requested: string[], granted: string[]): string[] {
  if (requested.length === 0) return granted;
  if (requested.some((scope) => !granted.includes(scope))) throw refusal('scope-widened');
  return requested;
}

interface Yielded {
  successor: RefreshToken;
  accessToken: OpaqueAccessToken | undefined;
  answer: string;
}

async function rotate(
  presented: Presented,
  { successor, accessToken, answer }: Yielded,
  request: GrantRequest,
  dependencies: GrantDependencies,
): Promise<string> {
  const { storage, clock, cryptography } = dependencies;
  const { replayWindowSeconds } = request.client.settings;
  const at = clock.now();
  const replay =
    replayWindowSeconds === 0
      ? null
      : {
          fingerprint: presented.fingerprint,
          sealedAnswer: cryptography.sealUnder(presented.value, answer),
          until: new Date(at.getTime() + replayWindowSeconds * 1000),
        };
  const result = await storage.spends.rotateRefreshToken({
    ...{ hash: presented.row.hash, at, successor, accessToken, replay },
  });
  if (result.outcome === 'spent') return answer;
  if (result.outcome === 'unusable') throw refusal('refresh-token-expired');
  return replayOrRevoke(presented, result.replay, request, dependencies);
}

/** A token that was used before: the same answer inside the window, the end of the whole family outside it. */
async function replayOrRevoke(
  presented: Presented,
  replay: RefreshToken['replay'],
  request: GrantRequest,
  dependencies: GrantDependencies,
): Promise<string> {
  const answer = openReplay(replay, presented, dependencies);
  if (answer !== undefined) return answer;
  throw await revokeAfterReuse('refresh-token-reused', presented.row.authorizationId, request, dependencies);
}

async function extend(
  row: RefreshToken,
  accessToken: OpaqueAccessToken | undefined,
  { client }: GrantRequest,
  { storage, clock, options }: GrantDependencies,
): Promise<void> {
  const idleSeconds = lifetimesOf(client, options).refreshTokenIdleSeconds;
  const expiresAt = slidingEnd(clock.now(), idleSeconds, row.absoluteExpiresAt);
  if (accessToken === undefined) return storage.stores.refreshTokens.extend(row.id, expiresAt);
  await storage.transaction(async (stores) => {
    await stores.refreshTokens.extend(row.id, expiresAt);
    await stores.opaqueAccessTokens.create(accessToken);
  });
}
