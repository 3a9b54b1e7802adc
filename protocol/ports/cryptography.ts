/**
 * What nearly every request computes. Each takes microseconds, so it is done at once: handing it to another thread, as the
 * Web's cryptography does, costs more than the work itself.
 */
import type { SigningAlgorithm } from '../client-metadata/vocabulary';

export interface Cryptography {
  /** SHA-256 of a text, base64url: how high-entropy secrets are stored and looked up. */
  digest(text: string): string;
  /** The left half of a text's hash, base64url (OpenID Connect Core 3.3.2.11). */
  leftHalfHash(text: string, hash: 'SHA-256' | 'SHA-512'): string;
  /** Makes a signer of JWTs (RFC 7515 section 7.1). Throws when the key is none for `alg`. */
  createJwtSigner(alg: SigningAlgorithm, privateJwk: Record<string, unknown>): JwtSigner;
  /** Makes a verifier of JWTs. Throws when the key is none for `alg`. */
  createJwtVerifier(alg: SigningAlgorithm, publicJwk: Record<string, unknown>): JwtVerifier;
  /** Authenticated encryption under a key that is derived from a secret of 256 bits; equal texts look different. */
  sealUnder(secret: string, text: string): string;
  /** Throws when it was sealed under another secret, or altered. */
  openUnder(secret: string, sealed: string): string;
}

/** The compact form of a signed JWT; `header` must name the algorithm that the signer is for. */
export type JwtSigner = (header: Record<string, unknown>, payload: Record<string, unknown>) => string;

/** Whether the signature of a JWT in its compact form is by the key, whatever its header says. */
export type JwtVerifier = (jwt: string) => boolean;
