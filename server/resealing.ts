/** Sealed values while the master secret is rotated: what the previous one sealed is sealed anew. */
import type { MasterVault } from './vault';

/** The value sealed under the current master secret; undefined when it is already. Throws `kind: 'vault-refused'`. */
export async function resealed(sealed: string, purpose: string, vault: MasterVault): Promise<string | undefined> {
  if (sealed.startsWith(`v1.${vault.keyId}.`)) return undefined;
  return vault.seal(await vault.open(sealed, purpose), purpose);
}
