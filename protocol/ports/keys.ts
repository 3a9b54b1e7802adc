/** Signing keys at rest, and the vault that seals them. */
export interface SigningKeyRecord {
  kid: string;
  alg: string;
  publicJwk: Record<string, unknown>;
  /** The private JWK, sealed by the vault. */
  sealedPrivateJwk: string;
  createdAt: Date;
  /** Signs from here on (published before). */
  signsFrom: Date;
  /** Gone from the JWKS from here on; null while nothing has replaced it. */
  removedAt: Date | null;
}

export interface SigningKeyStore {
  list(): Promise<SigningKeyRecord[]>;
  /** Adds first keys; does nothing for an `alg` that already has one, so parallel first starts make one set. */
  createFirst(keys: SigningKeyRecord[]): Promise<void>;
  /**
   * Adds a successor and sets `removedAt` on the older keys of its `alg` that have none. With `replacedKid` only while
   * that key has no successor, so that of several processes that find it due one alone replaces it; false otherwise.
   */
  rotate(key: SigningKeyRecord, olderRemovedAt: Date, replacedKid?: string): Promise<boolean>;
  /** Replaces the sealed private part (used while the master secret is rotated). */
  reseal(kid: string, sealedPrivateJwk: string): Promise<void>;
}

/** Authenticated encryption under a key derived from the master secret; `purpose` is bound to the ciphertext. */
export interface Vault {
  seal(plaintext: Uint8Array, purpose: string): Promise<string>;
  /** Throws an error with `kind: 'vault-refused'` when the ciphertext is not ours or was altered. */
  open(sealed: string, purpose: string): Promise<Uint8Array>;
}
