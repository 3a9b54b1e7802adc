/** Makes one signing key pair and seals its private half. */
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import type { SigningKeyRecord, Vault } from '../ports';

/** What private keys are sealed for; the `kid` follows after a colon. */
export const privateKeyPurpose = 'signing-key';

const generationOptions: Record<SigningAlgorithm, { modulusLength?: number; crv?: string }> = {
  RS256: { modulusLength: 2048 },
  PS256: { modulusLength: 2048 },
  ES256: {},
  EdDSA: { crv: 'Ed25519' },
};

/**
 * A key for one algorithm, signing from `signsFrom` on. The `kid` is the first 22 characters of the RFC 7638 thumbprint,
 * 132 bits. A thumbprint leaves the algorithm out; RS256 and PS256 still get different ones, since no two keys share a modulus.
 */
export async function generateSigningKey(
  alg: SigningAlgorithm,
  createdAt: Date,
  signsFrom: Date,
  vault: Vault,
): Promise<SigningKeyRecord> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true, ...generationOptions[alg] });
  const publicJwk = await exportJWK(publicKey);
  const kid = (await calculateJwkThumbprint(publicJwk)).slice(0, 22);
  const privateJwk = new TextEncoder().encode(JSON.stringify(await exportJWK(privateKey)));
  return {
    kid,
    alg,
    publicJwk: { ...publicJwk, kid, alg, use: 'sig' },
    sealedPrivateJwk: await vault.seal(privateJwk, `${privateKeyPurpose}:${kid}`),
    createdAt,
    signsFrom,
    removedAt: null,
  };
}
