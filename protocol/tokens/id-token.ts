/** ID tokens (OpenID Connect Core 2 and 3.1.3.6). */
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import { encodeBase64Url } from '../identifiers';
import type { KeyRing } from '../keys';
import type { Authorization, Clock } from '../ports';
import type { ProvenAuthorization } from './authorization';
import { idTokenClaims } from './claims';

const hashOfAlgorithm: Record<SigningAlgorithm, string> = {
  RS256: 'SHA-256',
  PS256: 'SHA-256',
  ES256: 'SHA-256',
  EdDSA: 'SHA-512',
};

export interface IdTokenContent {
  /** What goes with it in the same answer, and is bound to it by its hash. */
  accessToken?: string | undefined;
  code?: string | undefined;
  /** The scopes whose claims it holds, because nothing else will tell them. */
  claimScopes?: string[];
}

/** Signs an ID token with the algorithm that the client registered (RS256 where it chose none), valid `lifetimeSeconds`. */
export async function issueIdToken(
  { issuer, keys, clock }: { issuer: string; keys: KeyRing; clock: Clock },
  { authorization, client, endUser, nonce }: ProvenAuthorization & { authorization: Authorization },
  content: IdTokenContent,
  lifetimeSeconds: number,
): Promise<string> {
  const alg = (client.metadata.id_token_signed_response_alg ?? 'RS256') as SigningAlgorithm;
  const iat = Math.floor(clock.now().getTime() / 1000);
  const { authTime, acr, amr, sid } = authorization;
  return keys.sign(alg, undefined, {
    ...(endUser === undefined ? {} : idTokenClaims(endUser, content.claimScopes ?? [], authorization.claimsRequest)),
    iss: issuer,
    sub: authorization.subject,
    aud: client.clientId,
    iat,
    exp: iat + lifetimeSeconds,
    ...(authTime === null ? {} : { auth_time: Math.floor(authTime.getTime() / 1000) }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(acr === null ? {} : { acr }),
    ...(amr.length === 0 ? {} : { amr }),
    ...(sid === null ? {} : { sid }),
    ...(content.accessToken === undefined ? {} : { at_hash: await leftHalfHash(content.accessToken, alg) }),
    ...(content.code === undefined ? {} : { c_hash: await leftHalfHash(content.code, alg) }),
  });
}

/** `at_hash` and `c_hash`: the left half of the hash that goes with the signature algorithm (OpenID Connect Core 3.3.2.11). */
export async function leftHalfHash(value: string, alg: SigningAlgorithm): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest(hashOfAlgorithm[alg], new TextEncoder().encode(value)));
  return encodeBase64Url(hash.subarray(0, hash.length / 2));
}
