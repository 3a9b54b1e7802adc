/** Access tokens: those that are kept because they say nothing by themselves, and those that are no longer good. */
export interface OpaqueAccessToken {
  /** SHA-256 of the token, base64url. */
  hash: string;
  jti: string;
  /** Null when the client acts for itself. */
  authorizationId: string | null;
  clientId: string;
  subject: string;
  scopes: string[];
  audience: string[];
  issuedAt: Date;
  expiresAt: Date;
}

export interface OpaqueAccessTokenStore {
  create(token: OpaqueAccessToken): Promise<void>;
  find(hash: string): Promise<OpaqueAccessToken | undefined>;
}

export interface DeniedAccessTokenStore {
  add(jti: string, expiresAt: Date): Promise<void>;
  has(jti: string): Promise<boolean>;
}
