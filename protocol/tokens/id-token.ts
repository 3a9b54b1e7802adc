/** ID tokens (OpenID Connect Core 2 and 3.1.3.6). */
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import type { KeyRing } from '../keys';
import type { Authorization, Clock, Cryptography } from '../ports';
import type { ProvenAuthorization } from './authorization';
import { idTokenClaims } from './claims';

const hashOfAlgorithm: Record<SigningAlgorithm, 'SHA-256' | 'SHA-512'> = {
  RS256: 'SHA-256',
  PS256: 'SHA-256',
  ES256: 'SHA-256',
  EdDSA: 'SHA-512',
};

export interface IdTokenContent {
  /** What goes with it in the same answer, and is bound to it by its hash. */
  accessToken?: string | undefined;
  code?: string | undefined;
  /** Whether it holds the claims of the granted scopes. */
  holdsScopeClaims: boolean;
}

/** Signs an ID token with the algorithm that the client registered (RS256 where it chose none), valid `lifetimeSeconds`. */
export async function issueIdToken(
  { issuer, keys, clock, cryptography }: { issuer: string; keys: KeyRing; clock: Clock; cryptography: Cryptography },
  { authorization, client, endUser, scopes, nonce }: ProvenAuthorization & { authorization: Authorization },
  content: IdTokenContent,
  lifetimeSeconds: number,
): Promise<string> {
  const alg = (client.metadata.id_token_signed_response_alg ?? 'RS256') as SigningAlgorithm;
  const iat = Math.floor(clock.now().getTime() / 1000);
  const { authTime, acr, amr, sid } = authorization;
  // `at_hash` and `c_hash`: the hash that goes with the signature algorithm (OpenID Connect Core 3.3.2.11).
  const boundTo = (value: string) => cryptography.leftHalfHash(value, hashOfAlgorithm[alg]);
  return keys.sign(alg, undefined, {
    ...idTokenClaims({ client, endUser, scopes, request: authorization.claimsRequest }, content.holdsScopeClaims),
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
    ...(content.accessToken === undefined ? {} : { at_hash: boundTo(content.accessToken) }),
    ...(content.code === undefined ? {} : { c_hash: boundTo(content.code) }),
  });
}
