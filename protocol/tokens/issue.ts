/** The one mint: every proven authorization becomes tokens here, at the token endpoint and at the authorization endpoint. */
import type { Yield } from '../client-metadata/response-types';
import type { AuthorizationServerOptions } from '../options';
import { lifetimesOf } from '../options';
import type { AccessTokenDependencies } from './access-token';
import { issueAccessToken } from './access-token';
import type { AccessTokenAnswer, FrontChannelAnswer, ProvenAuthorization, TokenAnswer } from './authorization';
import { issueIdToken } from './id-token';

type Dependencies = AccessTokenDependencies & { options: AuthorizationServerOptions };

/** Mints the answer of the token endpoint (RFC 6749 section 5.1); an ID token goes with the scope `openid`. */
export async function issueTokens(dependencies: Dependencies, proven: ProvenAuthorization): Promise<TokenAnswer> {
  const answer = await mintAccessToken(dependencies, proven);
  const { idTokenSeconds } = lifetimesOf(proven.client, dependencies.options);
  return {
    ...answer,
    ...(proven.refreshToken === undefined ? {} : { refresh_token: proven.refreshToken }),
    ...(proven.scopes.includes('openid')
      ? { id_token: await issueIdToken(dependencies, proven, { accessToken: answer.access_token }, idTokenSeconds) }
      : {}),
  };
}

/**
 * Mints what passes through the browser (RFC 6749 section 4.2.2, OpenID Connect Core 3.2.2.5 and 3.3.2.5): never a refresh
 * token, and an ID token bound to the code and access token beside it. With no access token it holds the scopes' claims.
 */
export async function issueFrontChannelTokens(
  dependencies: Dependencies,
  proven: ProvenAuthorization,
  yields: Yield,
  code: string | undefined,
): Promise<FrontChannelAnswer> {
  const answer: Partial<AccessTokenAnswer> = yields.accessToken ? await mintAccessToken(dependencies, proven) : {};
  if (!yields.idToken) return answer;
  const content = {
    accessToken: answer.access_token,
    code,
    claimScopes: yields.accessToken || yields.code ? [] : proven.scopes,
  };
  const { idTokenSeconds } = lifetimesOf(proven.client, dependencies.options);
  return { ...answer, id_token: await issueIdToken(dependencies, proven, content, idTokenSeconds) };
}

async function mintAccessToken(dependencies: Dependencies, proven: ProvenAuthorization): Promise<AccessTokenAnswer> {
  const ofApis = proven.apis.flatMap((api) => api.accessTokenSeconds ?? []);
  const { accessTokenSeconds } = lifetimesOf(proven.client, dependencies.options);
  const seconds = Math.min(accessTokenSeconds, ...ofApis);
  return {
    access_token: await issueAccessToken(dependencies, proven, seconds),
    token_type: 'Bearer',
    expires_in: seconds,
    // A scope is never empty on the wire (RFC 6749 section 3.3).
    ...(proven.scopes.length === 0 ? {} : { scope: proven.scopes.join(' ') }),
  };
}
