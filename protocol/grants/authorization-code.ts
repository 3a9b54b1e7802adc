/** Authorization code grant (RFC 6749 section 4.1.3, OpenID Connect Core 3.1.3.2). */
import { refusal } from '../errors';
import { digest, equalInConstantTime } from '../identifiers';
import type { AuthorizationCode } from '../ports';
import type { LiveAuthorization } from '../tokens/live-authorization';
import { findLiveAuthorization } from '../tokens/live-authorization';
import { createRefreshToken, isRefreshTokenDue } from '../tokens/refresh-token';
import type { Grant, GrantDependencies, GrantRequest } from './grant';
import { checkCodeVerifier } from './pkce';
import { chooseResources } from './resources';
import { revokeAfterReuse } from './reuse';
import { scopesOfNow } from './scopes';

export const authorizationCodeGrant: Grant = {
  grantType: 'authorization_code',
  parameters: ['code', 'redirect_uri', 'code_verifier', 'resource'],

  async prove(request, dependencies) {
    const { parameters, client } = request;
    const { storage, clock } = dependencies;
    const code = await getAuthorizationCode(request, dependencies);
    checkRedirectUri(parameters.get('redirect_uri'), code);
    await checkCodeVerifier(parameters.get('code_verifier'), code.codeChallenge);
    const live = await getLive(code.authorizationId, dependencies);
    const known = await storage.stores.apiLookup.list();
    const { grantedScopes, resources: authorized } = live.authorization;
    const chosen = chooseResources(parameters, authorized, client, known);
    const scopes = scopesOfNow(grantedScopes, live, known, chosen.resources);
    const refresh = isRefreshTokenDue(client, grantedScopes)
      ? await createRefreshToken(dependencies, { authorization: live.authorization, client, scopes: grantedScopes })
      : undefined;
    return {
      kind: 'proven',
      authorization: {
        ...live,
        scopes,
        ...chosen,
        nonce: code.nonce ?? undefined,
        refreshToken: refresh?.value,
      },
      // Last, and in one transaction with the refresh token it yields: nothing after this can fail.
      async spend(answer, accessToken) {
        const outcome = await storage.spends.redeemAuthorizationCode({
          hash: code.hash,
          at: clock.now(),
          refreshToken: refresh?.row ?? null,
          accessToken,
        });
        if (outcome === 'already-consumed')
          throw await revokeAfterReuse('code-reused', code.authorizationId, request, dependencies);
        if (outcome === 'unusable') throw refusal('code-expired');
        return answer;
      },
    };
  },
};

/** Signing out ends open codes, `offline_access` or not (DECISIONS 20). */
async function getLive(authorizationId: string, { storage, clock }: GrantDependencies): Promise<LiveAuthorization> {
  const live = await findLiveAuthorization(authorizationId, storage.stores);
  if (live === undefined) throw refusal('authorization-revoked');
  const { sessionId } = live.authorization;
  if (sessionId !== null && !(await storage.stores.sessionLookup.isLive(sessionId, clock.now())))
    throw refusal('session-ended');
  return live;
}

async function getAuthorizationCode(
  request: GrantRequest,
  dependencies: GrantDependencies,
): Promise<AuthorizationCode> {
  const { parameters, client } = request;
  const presented = parameters.get('code');
  if (presented === undefined) throw refusal('code-missing');
  const code = await dependencies.storage.stores.authorizationCodes.find(await digest(presented));
  if (code === undefined) throw refusal('code-unknown');
  // Another client's attempt must neither use the code up nor count as its reuse.
  if (code.clientId !== client.clientId) throw refusal('code-other-client');
  if (code.consumedAt !== null)
    throw await revokeAfterReuse('code-reused', code.authorizationId, request, dependencies);
  if (code.expiresAt <= dependencies.clock.now()) throw refusal('code-expired');
  return code;
}

/** Equal to the one sent before; needed whenever one was sent before (RFC 6749 section 4.1.3). */
function checkRedirectUri(sent: string | undefined, code: AuthorizationCode): void {
  if (sent === undefined && !code.redirectUriWasSent) return;
  if (sent === undefined || !equalInConstantTime(sent, code.redirectUri)) {
    throw refusal('code-redirect-uri', { expected: code.redirectUri, received: (sent ?? '').slice(0, 500) });
  }
}
