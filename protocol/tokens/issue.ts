/** The one mint: every grant's proven authorization becomes tokens here. */
import type { AuthorizationServerOptions } from '../options';
import { lifetimesOf } from '../options';
import type { AccessTokenDependencies } from './access-token';
import { issueAccessToken } from './access-token';
import type { ProvenAuthorization, TokenAnswer } from './authorization';
import { issueIdToken } from './id-token';

/** Mints the answer of the token endpoint (RFC 6749 section 5.1); an ID token goes with the scope `openid`. */
export async function issueTokens(
  dependencies: AccessTokenDependencies & { options: AuthorizationServerOptions },
  proven: ProvenAuthorization,
): Promise<TokenAnswer> {
  const lifetimes = lifetimesOf(proven.client, dependencies.options);
  const ofApis = proven.apis.flatMap((api) => api.accessTokenSeconds ?? []);
  const accessTokenSeconds = Math.min(lifetimes.accessTokenSeconds, ...ofApis);
  const accessToken = await issueAccessToken(dependencies, proven, accessTokenSeconds);
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
    // A scope is never empty on the wire (RFC 6749 section 3.3).
    ...(proven.scopes.length === 0 ? {} : { scope: proven.scopes.join(' ') }),
    ...(proven.refreshToken === undefined ? {} : { refresh_token: proven.refreshToken }),
    ...(proven.scopes.includes('openid')
      ? { id_token: await issueIdToken(dependencies, proven, { accessToken }, lifetimes.idTokenSeconds) }
      : {}),
  };
}
