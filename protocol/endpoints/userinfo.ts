/** The userinfo endpoint (OpenID Connect Core 5.3): GET, POST with a header, POST with a body; plain or signed. */
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import { signingAlgorithms } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { KeyRing } from '../keys';
import type { Client, Cryptography, ProtocolStorage } from '../ports';
import { readAccessToken } from '../tokens/access-token';
import { userinfoClaims } from '../tokens/claims';
import { findLiveAccessToken } from '../tokens/live-authorization';
import { readBearerToken } from './bearer-token';
import type { EndpointDependencies } from './endpoint';
import { createEndpoint, json } from './endpoint';

type Dependencies = EndpointDependencies & {
  storage: ProtocolStorage;
  keys: KeyRing;
  cryptography: Cryptography;
};

/** Builds `GET` and `POST /oauth2/userinfo`. Revoked tokens and disabled people are refused at once. */
export function createUserinfoEndpoint(dependencies: Dependencies) {
  return createEndpoint(
    {
      step: 'userinfo',
      methods: ['GET', 'POST'],
      scheme: 'Bearer',
      isForBrowsers: true,
      async answer(request) {
        const { issuer, storage, clock } = dependencies;
        const { opaqueAccessTokens } = storage.stores;
        const token = await readAccessToken(await readBearerToken(request), { ...dependencies, opaqueAccessTokens });
        if (!token.audience.includes(issuer))
          throw refusal('access-token-invalid', { clientId: token.clientId, reason: 'audience' });
        const live = await findLiveAccessToken(token, storage.stores, clock.now());
        // A client that acts for itself has nobody to tell about.
        if (live?.endUser === undefined || live.authorization === undefined)
          throw refusal('access-token-invalid', { clientId: token.clientId, reason: live ? 'person' : 'revoked' });
        if (!token.scopes.includes('openid')) throw refusal('access-token-scope', { clientId: token.clientId });
        const { client, endUser, authorization } = live;
        const told = { client, endUser, scopes: token.scopes, request: authorization.claimsRequest };
        const claims = { ...userinfoClaims(told), sub: authorization.subject };
        const { subject, traceId } = authorization;
        return { response: await respond(claims, client, dependencies), client, told: { subject, traceId } };
      },
    },
    dependencies,
  );
}

async function respond(
  claims: Record<string, unknown>,
  client: Client,
  { issuer, keys }: Dependencies,
): Promise<Response> {
  const registered = client.metadata.userinfo_signed_response_alg;
  const alg: SigningAlgorithm | undefined = signingAlgorithms.find((known) => known === registered);
  if (alg === undefined) return json(claims);
  const signed = await keys.sign(alg, undefined, { ...claims, iss: issuer, aud: client.clientId });
  return new Response(signed, {
    headers: { 'content-type': 'application/jwt', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
}
