/** Authorization code grant (RFC 6749 section 4.1.3, OpenID Connect Core 3.1.3.2). */
import { refusal } from '../errors';
import { equalInConstantTime } from '../identifiers';
import { inTrace } from '../in-trace';
import type { AuthorizationCode, Granted } from '../ports';
import type { Grant, GrantDependencies, GrantRequest, Proof } from './grant';
import { proveGranted } from './granted';
import { checkCodeVerifier } from './pkce';
import { revokeAfterReuse } from './reuse';

export const authorizationCodeGrant: Grant = {
  grantType: 'authorization_code',
  parameters: ['code', 'redirect_uri', 'code_verifier', 'resource'],

  async prove(request, dependencies) {
    const found = await getAuthorizationCode(request, dependencies);
    return inTrace(found.granted.authorization.traceId, () => proveCode(found, request, dependencies));
  },
};

async function proveCode(
  { code, granted }: Found,
  request: GrantRequest,
  dependencies: GrantDependencies,
): Promise<Proof> {
  const { parameters } = request;
  const { storage, clock, cryptography } = dependencies;
  if (code.consumedAt !== null)
    throw await revokeAfterReuse('code-reused', code.authorizationId, request, dependencies);
  if (code.expiresAt <= clock.now()) throw refusal('code-expired');
  checkRedirectUri(parameters.get('redirect_uri'), code);
  checkCodeVerifier(parameters.get('code_verifier'), code.codeChallenge, cryptography);
  const nonce = code.nonce ?? undefined;
  const { authorization, refreshToken } = await proveGranted(granted, request, dependencies, nonce);
  return {
    kind: 'proven',
    authorization,
    // Last, and in one transaction with the refresh token it yields: nothing after this can fail.
    async spend(answer, accessToken) {
      const outcome = await storage.spends.redeemAuthorizationCode({
        hash: code.hash,
        at: clock.now(),
        refreshToken,
        accessToken,
      });
      if (outcome === 'already-consumed')
        throw await revokeAfterReuse('code-reused', code.authorizationId, request, dependencies);
      if (outcome === 'unusable') throw refusal('code-expired');
      return answer;
    },
  };
}

interface Found {
  code: AuthorizationCode;
  granted: Granted;
}

async function getAuthorizationCode(
  { parameters, client }: GrantRequest,
  { storage, clock, cryptography }: GrantDependencies,
): Promise<Found> {
  const presented = parameters.get('code');
  if (presented === undefined) throw refusal('code-missing');
  const found = await storage.stores.granted.byAuthorizationCode(cryptography.digest(presented), clock.now());
  if (found === undefined) throw refusal('code-unknown');
  // Another client's attempt must neither use the code up nor count as its reuse.
  if (found.code.clientId !== client.clientId) throw refusal('code-other-client');
  return found;
}

/** Equal to the one sent before; needed whenever one was sent before (RFC 6749 section 4.1.3). */
function checkRedirectUri(sent: string | undefined, code: AuthorizationCode): void {
  if (sent === undefined && !code.redirectUriWasSent) return;
  if (sent === undefined || !equalInConstantTime(sent, code.redirectUri)) {
    throw refusal('code-redirect-uri', { expected: code.redirectUri, received: (sent ?? '').slice(0, 500) });
  }
}
