/** RFC 9068 access tokens. Nothing is written to issue one; its `jti` carries the authorization's id, so revoking that is known at once. */
import { jwtVerify } from 'jose';
import { signingAlgorithms } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import { issueIdentifier } from '../identifiers';
import type { KeyRing } from '../keys';
import type { Clock, RandomBytes } from '../ports';
import type { ProvenAuthorization } from './authorization';

export interface AccessTokenClaims {
  issuer: string;
  subject: string;
  audience: string[];
  clientId: string;
  scopes: string[];
  issuedAtSeconds: number;
  expiresAtSeconds: number;
  jti: string;
  authorizationId: string;
}

export interface AccessTokenDependencies {
  issuer: string;
  keys: KeyRing;
  clock: Clock;
  random: RandomBytes;
}

/** Signs an access token that lives `lifetimeSeconds`. Audience as DECISIONS 13: the resources, and the issuer for userinfo. */
export async function issueAccessToken(
  { issuer, keys, clock, random }: AccessTokenDependencies,
  { authorization, client, scopes, resources }: ProvenAuthorization,
  lifetimeSeconds: number,
): Promise<string> {
  const iat = Math.floor(clock.now().getTime() / 1000);
  const audience = resources.length === 0 ? [issuer] : scopes.includes('openid') ? [...resources, issuer] : resources;
  return keys.sign('RS256', 'at+jwt', {
    iss: issuer,
    sub: authorization.subject,
    aud: audience.length === 1 ? (audience[0] ?? issuer) : audience,
    client_id: client.clientId,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    iat,
    exp: iat + lifetimeSeconds,
    jti: `${authorization.id}.${issueIdentifier(random)}`,
    ...(authorization.authTime === null ? {} : { auth_time: Math.floor(authorization.authTime.getTime() / 1000) }),
    ...(authorization.acr === null ? {} : { acr: authorization.acr }),
    ...(authorization.amr.length === 0 ? {} : { amr: authorization.amr }),
  });
}

/**
 * Verifies signature, issuer, type and time of an access token of ours. Throws `invalid_token` otherwise; an ID token
 * is not an access token (RFC 9068 section 4). Whether it was revoked is another question, see `live-authorization`.
 */
export async function verifyAccessToken(
  token: string,
  { issuer, keys, clock }: Omit<AccessTokenDependencies, 'random'>,
): Promise<AccessTokenClaims> {
  const verificationKeys = await keys.verificationKeys();
  try {
    const { payload } = await jwtVerify(token, verificationKeys, {
      issuer,
      typ: 'at+jwt',
      algorithms: [...signingAlgorithms],
      currentDate: clock.now(),
      requiredClaims: ['sub', 'aud', 'client_id', 'exp', 'iat', 'jti'],
    });
    const { sub, aud, iat, exp, jti, client_id: clientId, scope } = payload;
    if (sub === undefined || aud === undefined || iat === undefined || exp === undefined || jti === undefined)
      throw refusal('access-token-invalid');
    return {
      issuer,
      subject: sub,
      audience: typeof aud === 'string' ? [aud] : aud,
      clientId: String(clientId),
      scopes: typeof scope === 'string' ? scope.split(' ').filter((word) => word !== '') : [],
      issuedAtSeconds: iat,
      expiresAtSeconds: exp,
      jti,
      authorizationId: jti.split('.', 1)[0] ?? '',
    };
  } catch (error) {
    throw refusal('access-token-invalid', {}, error);
  }
}
