/** Client secrets that are kept sealed, at start: those that the previous master secret sealed are sealed anew. */
import type { ClientStore } from '@/portal/ports';
import { clientSecretPurpose } from '@/protocol/client-metadata/sealed-secret';
import { resealed } from './resealing';
import type { MasterVault } from './vault';

/** One that neither master secret opens is left as it is: its client has to be given another, the others go on. */
export async function resealClientSecrets(
  clients: Pick<ClientStore, 'listSealedSecrets' | 'resealSecret'>,
  vault: MasterVault,
): Promise<void> {
  for (const { id, sealed } of await clients.listSealedSecrets()) {
    const anew = await resealed(sealed, clientSecretPurpose(id), vault).catch(() => undefined);
    if (anew !== undefined) await clients.resealSecret(id, anew);
  }
}
