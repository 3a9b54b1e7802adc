/** The one mint: every proven authorization becomes tokens here, at the token endpoint and at the authorization endpoint. */
import type { Yield } from '../client-metadata/response-types';
import type { AuthorizationServerOptions } from '../options';
import { lifetimesOf } from '../options';
import type { AccessTokenDependencies } from './access-token';
import { issueAccessToken } from './access-token';
import { agreeOnAccessToken } from './agreement';
import type { AccessTokenAnswer, FrontChannelAnswer, Minted, ProvenAuthorization, TokenAnswer } from './authorization';
import type { IdTokenContent } from './id-token';
import { issueIdToken } from './id-token';

type Dependencies = AccessTokenDependencies & { options: AuthorizationServerOptions };

/** Mints the answer of the token endpoint (RFC 6749 section 5.1); an ID token goes with the scope `openid`. */
export async function issueTokens(
  dependencies: Dependencies,
  proven: ProvenAuthorization,
): Promise<Minted<TokenAnswer>> {
  const { answer, opaqueAccessToken } = await mintAccessToken(dependencies, proven);
  const { scopeClaimsInIdToken } = proven.client.settings;
  const idToken = proven.scopes.includes('openid')
    ? await mintIdToken(dependencies, proven, {
        accessToken: answer.access_token,
        holdsScopeClaims: scopeClaimsInIdToken,
      })
    : {};
  const refreshToken = proven.refreshToken === undefined ? {} : { refresh_token: proven.refreshToken };
  return { answer: { ...answer, ...refreshToken, ...idToken }, opaqueAccessToken };
}

/**
 * Mints what passes through the browser (RFC 6749 section 4.2.2, OpenID Connect Core 3.2.2.5 and 3.3.2.5): never a refresh
 * token, and an ID token bound to the code and access token beside it. With nothing beside it, it holds the scopes' claims.
 */
export async function issueFrontChannelTokens(
  dependencies: Dependencies,
  proven: ProvenAuthorization,
  yields: Yield,
  code: string | undefined,
): Promise<Minted<FrontChannelAnswer>> {
  const minted: Minted<Partial<AccessTokenAnswer>> = yields.accessToken
    ? await mintAccessToken(dependencies, proven)
    : { answer: {}, opaqueAccessToken: undefined };
  if (!yields.idToken) return minted;
  const content = {
    accessToken: minted.answer.access_token,
    code,
    // What the code yields needs not pass through the browser.
    holdsScopeClaims: !yields.code && (!yields.accessToken || proven.client.settings.scopeClaimsInIdToken),
  };
  return { ...minted, answer: { ...minted.answer, ...(await mintIdToken(dependencies, proven, content)) } };
}

/** An ID token tells of a person, so without an authorization there is none. */
async function mintIdToken(dependencies: Dependencies, proven: ProvenAuthorization, content: IdTokenContent) {
  const { authorization, client } = proven;
  if (authorization === undefined) return {};
  const { idTokenSeconds } = lifetimesOf(client, dependencies.options);
  return { id_token: await issueIdToken(dependencies, { ...proven, authorization }, content, idTokenSeconds) };
}

async function mintAccessToken(
  dependencies: Dependencies,
  proven: ProvenAuthorization,
): Promise<Minted<AccessTokenAnswer>> {
  const { accessTokenSeconds } = lifetimesOf(proven.client, dependencies.options);
  const agreement = agreeOnAccessToken(proven.apis, accessTokenSeconds);
  const { value, row } = await issueAccessToken(dependencies, proven, agreement);
  const answer: AccessTokenAnswer = {
    access_token: value,
    token_type: 'Bearer',
    expires_in: agreement.lifetimeSeconds,
    // A scope is never empty on the wire (RFC 6749 section 3.3).
    ...(proven.scopes.length === 0 ? {} : { scope: proven.scopes.join(' ') }),
  };
  return { answer, opaqueAccessToken: row };
}
