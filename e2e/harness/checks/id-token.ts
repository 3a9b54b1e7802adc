/** CONFORMANCE.md 2.1: the ID token. */
import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import type { AuthorizationRequest, RelyingParty } from '../relying-party';
import { checkClaimTypes } from './claims';

/** Whatever else is in an ID token by default costs a warning. */
const knownClaims = 'iss sub aud exp iat auth_time nonce acr amr azp at_hash c_hash s_hash nbf jti sid txn'.split(' ');
const fiveMinutes = 300;
const fiftyYears = 50 * 31_536_000;

export interface IdTokenSurroundings {
  relyingParty: RelyingParty;
  request: AuthorizationRequest;
  accessToken: string | null;
  code: string | null;
  /** It came in the authorization response: then it must name what came beside it (OpenID Connect Core 3.3.2.11). */
  isFrontChannel?: boolean;
  /** A refreshed ID token needs no nonce. */
  isRefreshed?: boolean;
  /** Claims that were asked for by name. */
  requestedClaims?: readonly string[];
}

/** What is wrong with an ID token. */
export async function checkIdToken(idToken: string, surroundings: IdTokenSurroundings): Promise<string[]> {
  const problems = await checkSignature(idToken, surroundings.relyingParty);
  const claims = decodeJwt(idToken);
  const requested = surroundings.requestedClaims ?? [];
  const strangers = Object.keys(claims).filter((name) => !knownClaims.includes(name) && !requested.includes(name));
  if (strangers.length > 0) problems.push(`id token: nobody asked for ${strangers.join(', ')}`);
  problems.push(...checkMembers(claims, surroundings), ...checkTimes(claims), ...checkClaimTypes('id token', claims));
  problems.push(...checkHashes(idToken, claims, surroundings));
  return problems;
}

async function checkSignature(idToken: string, { client, jwks }: RelyingParty): Promise<string[]> {
  const header = decodeProtectedHeader(idToken);
  const expected = client.id_token_signed_response_alg ?? 'RS256';
  if (header.alg !== expected) return [`id token: signed with ${header.alg}, not ${expected}`];
  const key = jwks.keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) return [`id token: no key has the kid ${header.kid}`];
  const family = { RS256: 'RSA', PS256: 'RSA', ES256: 'EC', EdDSA: 'OKP' }[expected];
  if (key.kty !== family || key.use !== 'sig') return [`id token: the key is ${key.kty} for ${key.use}`];
  if (key.alg !== undefined && key.alg !== expected) return [`id token: the key is for ${key.alg}`];
  const imported = await importJWK(key, expected);
  return compactVerify(idToken, imported).then(
    () => [],
    (error: unknown) => [`id token: ${error}`],
  );
}

function checkMembers(claims: JWTPayload, { relyingParty, request, isRefreshed = false }: IdTokenSurroundings) {
  const { client, configuration } = relyingParty;
  const problems: string[] = [];
  const report = (isGood: boolean, problem: string) => {
    if (!isGood) problems.push(`id token: ${problem}`);
  };
  report(claims.iss === configuration.issuer, `iss is ${claims.iss}`);
  report([claims.aud].flat().includes(client.client_id), `aud is ${claims.aud}`);
  report(claims.azp === undefined || claims.azp === client.client_id, `azp is ${claims.azp}`);
  report(/^[\x20-\x7e]{1,255}$/.test(claims.sub ?? ''), `sub is ${claims.sub}`);
  const nonce = claims.nonce ?? null;
  report(nonce === request.nonce || (isRefreshed && nonce === null), `nonce is ${nonce}, not ${request.nonce}`);
  report(typeof claims.acr === 'string' && claims.acr !== '', `acr is ${claims.acr}`);
  return problems;
}

/** A token of this moment; `auth_time` is a whole second of the past year. */
function checkTimes({ exp = 0, iat = 0, auth_time: authTime }: JWTPayload): string[] {
  const now = Date.now() / 1000;
  const problems: string[] = [];
  if (!(exp > now && exp < now + fiftyYears)) problems.push(`id token: exp is ${exp}`);
  if (Math.abs(iat - now) > fiveMinutes) problems.push(`id token: iat is ${iat}`);
  const isMoment = typeof authTime === 'number' && Number.isInteger(authTime);
  if (!isMoment || authTime > now || authTime < now - 31_536_000) problems.push(`id token: auth_time is ${authTime}`);
  return problems;
}

/** Optional at the token endpoint, but right when they are there. All algorithms of ours but EdDSA hash with SHA-256. */
function checkHashes(
  idToken: string,
  claims: JWTPayload,
  { accessToken, code, isFrontChannel = false }: IdTokenSurroundings,
): string[] {
  const hash = decodeProtectedHeader(idToken).alg === 'EdDSA' ? 'sha512' : 'sha256';
  const half = (text: string) => {
    const digest = createHash(hash).update(text).digest();
    return digest.subarray(0, digest.length / 2).toString('base64url');
  };
  const problems: string[] = [];
  const check = (name: 'at_hash' | 'c_hash', value: string | null) => {
    const isRight = value !== null && claims[name] === half(value);
    const mayBeAbsent = !isFrontChannel || value === null;
    if (!isRight && !(claims[name] === undefined && mayBeAbsent)) problems.push(`id token: wrong ${name}`);
  };
  check('at_hash', accessToken);
  if (isFrontChannel || code !== null) check('c_hash', code);
  return problems;
}
