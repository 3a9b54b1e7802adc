/** Client secrets that are kept sealed besides their hash, because an HMAC needs them (`client_secret_jwt`, DECISIONS 6). */
import type { ClientSecret, Vault } from '../ports';

/** What the vault seals the secret with this row id for. */
export function clientSecretPurpose(secretId: string): string {
  return `client-secret:${secretId}`;
}

/** The sealed form of a secret, good for its own row alone. */
export function sealClientSecret(secret: string, secretId: string, vault: Pick<Vault, 'seal'>): Promise<string> {
  return vault.seal(new TextEncoder().encode(secret), clientSecretPurpose(secretId));
}

/** The bytes of a sealed secret; undefined for one that was never sealed. Throws `kind: 'vault-refused'`. */
export async function openClientSecret(
  { id, sealed }: Pick<ClientSecret, 'id' | 'sealed'>,
  vault: Pick<Vault, 'open'>,
): Promise<Uint8Array | undefined> {
  return sealed === null ? undefined : vault.open(sealed, clientSecretPurpose(id));
}
