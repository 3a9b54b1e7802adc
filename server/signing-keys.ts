/** Signing keys at start: the first set is made, the master secret is proven to open them, and a rotated one re-seals them. */
import { createFirstSigningKeys } from '@/protocol/keys';
import { privateKeyPurpose } from '@/protocol/keys/generate';
import type { Clock, SigningKeyStore } from '@/protocol/ports';
import { resealed } from './resealing';
import type { MasterVault } from './vault';

/** Throws `kind: 'master-secret-refused'` with one clear line when the keys in the database were sealed with another secret. */
export async function prepareSigningKeys({
  signingKeys,
  vault,
  clock,
}: {
  signingKeys: SigningKeyStore;
  vault: MasterVault;
  clock: Clock;
}): Promise<void> {
  await createFirstSigningKeys({ signingKeys, vault, clock });
  for (const { kid, sealedPrivateJwk } of await signingKeys.list()) {
    const purpose = `${privateKeyPurpose}:${kid}`;
    await vault.open(sealedPrivateJwk, purpose).catch(refuse);
    const anew = await resealed(sealedPrivateJwk, purpose, vault);
    if (anew !== undefined) await signingKeys.reseal(kid, anew);
  }
}

function refuse(): never {
  const line =
    'GATEHOUSE_SECRET does not open the signing keys in this database. Set it to the secret that they were made with; while you rotate it, put the old one into GATEHOUSE_SECRET_PREVIOUS.';
  throw Object.assign(new Error(line), { kind: 'master-secret-refused' as const });
}
