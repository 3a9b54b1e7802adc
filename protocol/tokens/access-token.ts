/**
 * Access tokens: JWTs of RFC 9068, for which nothing is written, or opaque values, of which the hash is kept with what they
 * stand for. Either way the `jti` carries the authorization's id, so revoking that is known at once.
 */
import { refusal } from '../errors';
import { isCheckedSecret, issueCheckedSecret, issueIdentifier } from '../identifiers';
import type { KeyRing } from '../keys';
import type { Clock, Cryptography, OpaqueAccessToken, OpaqueAccessTokenStore, RandomBytes } from '../ports';
import type { AccessTokenAgreement } from './agreement';
import type { ProvenAuthorization } from './authorization';
import { accessTokenClaims } from './claims';

/** What every access token says, whatever it looks like. */
export interface AccessTokenClaims {
  subject: string;
  audience: string[];
  clientId: string;
  scopes: string[];
  issuedAtSeconds: number;
  expiresAtSeconds: number;
  jti: string;
  /** Null when the client acts for itself. */
  authorizationId: string | null;
}

export interface AccessTokenDependencies {
  issuer: string;
  keys: KeyRing;
  clock: Clock;
  random: RandomBytes;
  cryptography: Cryptography;
}

/** Stands in the `jti` where the authorization's id would, when there is none (DECISIONS 1). */
const noAuthorization = 'client';

/** Makes an access token; `row` is there for an opaque one, and must be written before the token is sent. */
export async function issueAccessToken(
  dependencies: AccessTokenDependencies,
  proven: ProvenAuthorization,
  agreement: AccessTokenAgreement,
): Promise<{ value: string; row: OpaqueAccessToken | undefined }> {
  const claims = describeAccessToken(dependencies, proven, agreement.lifetimeSeconds);
  if (agreement.format === 'jwt')
    return { value: await signAccessToken(dependencies, proven, claims, agreement), row: undefined };
  const value = issueCheckedSecret('gha_', dependencies.random);
  const { issuedAtSeconds, expiresAtSeconds, ...kept } = claims;
  const times = { issuedAt: new Date(issuedAtSeconds * 1000), expiresAt: new Date(expiresAtSeconds * 1000) };
  return { value, row: { ...kept, ...times, hash: dependencies.cryptography.digest(value) } };
}

/** Audience as DECISIONS 13: the resources, and the issuer for userinfo. */
function describeAccessToken(
  { issuer, clock, random }: AccessTokenDependencies,
  { authorization, client, scopes, resources }: ProvenAuthorization,
  lifetimeSeconds: number,
): AccessTokenClaims {
  const issuedAtSeconds = Math.floor(clock.now().getTime() / 1000);
  return {
    subject: authorization?.subject ?? client.clientId,
    audience: resources.length === 0 || scopes.includes('openid') ? [...resources, issuer] : resources,
    clientId: client.clientId,
    scopes,
    issuedAtSeconds,
    expiresAtSeconds: issuedAtSeconds + lifetimeSeconds,
    jti: `${authorization?.id ?? noAuthorization}.${issueIdentifier(random)}`,
    authorizationId: authorization?.id ?? null,
  };
}

async function signAccessToken(
  { issuer, keys }: AccessTokenDependencies,
  { authorization, client, endUser, scopes: granted }: ProvenAuthorization,
  claims: AccessTokenClaims,
  { signingAlgorithm, includesRoles }: AccessTokenAgreement,
): Promise<string> {
  const { audience, scopes } = claims;
  const { authTime = null, acr = null, amr = [] } = authorization ?? {};
  const told = { client, endUser, scopes: granted, request: authorization?.claimsRequest ?? null };
  return keys.sign(signingAlgorithm, 'at+jwt', {
    ...accessTokenClaims(told),
    iss: issuer,
    sub: claims.subject,
    aud: audience.length === 1 ? (audience[0] ?? issuer) : audience,
    client_id: claims.clientId,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    iat: claims.issuedAtSeconds,
    exp: claims.expiresAtSeconds,
    jti: claims.jti,
    ...(authTime === null ? {} : { auth_time: Math.floor(authTime.getTime() / 1000) }),
    ...(acr === null ? {} : { acr }),
    ...(amr.length === 0 ? {} : { amr }),
    // An API relies on the realm's roles alone, whatever this client calls what.
    ...(includesRoles && endUser !== undefined ? { roles: endUser.roles } : {}),
  });
}

/**
 * What an access token of ours says, of either format, while it has not expired. Throws `invalid_token` otherwise. Whether
 * it was revoked is another question, see `live-authorization`.
 */
export async function readAccessToken(
  token: string,
  dependencies: Omit<AccessTokenDependencies, 'random'> & { opaqueAccessTokens: OpaqueAccessTokenStore },
): Promise<AccessTokenClaims> {
  if (!isCheckedSecret('gha_', token)) return verifyAccessToken(token, dependencies);
  const row = await dependencies.opaqueAccessTokens.find(dependencies.cryptography.digest(token));
  if (row === undefined || row.expiresAt <= dependencies.clock.now()) throw refusal('access-token-invalid');
  const { hash: _, issuedAt, expiresAt, ...claims } = row;
  return { ...claims, issuedAtSeconds: issuedAt.getTime() / 1000, expiresAtSeconds: expiresAt.getTime() / 1000 };
}

/**
 * Verifies signature, issuer, type and time of an access token of ours. Throws `invalid_token` otherwise; an ID token
 * is not an access token (RFC 9068 section 4).
 */
export async function verifyAccessToken(
  token: string,
  { issuer, keys, clock }: Pick<AccessTokenDependencies, 'issuer' | 'keys' | 'clock'>,
): Promise<AccessTokenClaims> {
  const { header, payload } = (await keys.verify(token)) ?? {};
  const { iss, sub, aud, iat, exp, jti, client_id: clientId, scope } = payload ?? {};
  const isOurs = header?.typ === 'at+jwt' && iss === issuer;
  const isComplete =
    isText(sub) && isText(jti) && isText(clientId) && isNumber(iat) && isNumber(exp) && isAudience(aud);
  if (!isOurs || !isComplete || exp * 1000 <= clock.now().getTime()) throw refusal('access-token-invalid');
  const [authorizationId = ''] = jti.split('.', 1);
  return {
    subject: sub,
    audience: typeof aud === 'string' ? [aud] : aud,
    clientId,
    scopes: typeof scope === 'string' ? scope.split(' ').filter((word) => word !== '') : [],
    issuedAtSeconds: iat,
    expiresAtSeconds: exp,
    jti,
    authorizationId: authorizationId === noAuthorization ? null : authorizationId,
  };
}

const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number';
const isAudience = (value: unknown): value is string | string[] =>
  isText(value) || (Array.isArray(value) && value.every(isText));
