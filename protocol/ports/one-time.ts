/** What is spent once: codes and refresh tokens, and the spends themselves. */
import type { OpaqueAccessToken } from './access-token';

export interface AuthorizationCode {
  /** SHA-256 of the code, base64url. */
  hash: string;
  authorizationId: string;
  clientId: string;
  redirectUri: string;
  /** False when the authorization request left `redirect_uri` out (allowed with one registered URI in plain OAuth). */
  redirectUriWasSent: boolean;
  codeChallenge: string | null;
  nonce: string | null;
  createdAt: Date;
  expiresAt: Date;
  consumedAt: Date | null;
}

export interface AuthorizationCodeStore {
  create(code: AuthorizationCode): Promise<void>;
  find(hash: string): Promise<AuthorizationCode | undefined>;
}

export interface RefreshToken {
  id: string;
  /** SHA-256 of the token, base64url. */
  hash: string;
  authorizationId: string;
  clientId: string;
  scopes: string[];
  createdAt: Date;
  /** The sliding end. */
  expiresAt: Date;
  /** The end that no use moves. */
  absoluteExpiresAt: Date;
  consumedAt: Date | null;
  /** While the replay window lasts: the answer that the consuming request got, sealed under the presented token. */
  replay: RefreshReplay | null;
}

export interface RefreshReplay {
  /** SHA-256 over client, scope and resource of the consuming request, base64url. */
  fingerprint: string;
  sealedAnswer: string;
  until: Date;
}

export interface RefreshTokenStore {
  create(token: RefreshToken): Promise<void>;
  find(hash: string): Promise<RefreshToken | undefined>;
  /** For clients that do not rotate: moves the sliding end. */
  extend(id: string, expiresAt: Date): Promise<void>;
}

/**
 * The hot spends (SECURITY invariant 1). Each is one transaction with what it yields; exactly one of any number of
 * parallel callers, in any number of processes, is told `spent`. On failure nothing is written.
 */
export interface Spends {
  redeemAuthorizationCode(spend: {
    hash: string;
    at: Date;
    refreshToken: RefreshToken | null;
    accessToken?: OpaqueAccessToken | undefined;
  }): Promise<'spent' | 'already-consumed' | 'unusable'>;
  rotateRefreshToken(spend: {
    hash: string;
    at: Date;
    successor: RefreshToken;
    accessToken?: OpaqueAccessToken | undefined;
    replay: RefreshReplay | null;
  }): Promise<
    | { outcome: 'spent' }
    /** Consumed before; `replay` is what the first request left: the window may have passed, then it is soon null. */
    | { outcome: 'already-consumed'; replay: RefreshReplay | null }
    /** Unknown, expired, or its authorization is revoked. */
    | { outcome: 'unusable' }
  >;
  /** Remembers a client assertion until `expiresAt`; `hash` is SHA-256 over client and `jti` (RFC 7523 section 3). */
  spendClientAssertion(spend: { hash: string; expiresAt: Date }): Promise<'spent' | 'already-consumed'>;
}
