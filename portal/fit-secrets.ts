/** Brings a client's secrets in line with the method by which it now authenticates. */
import type { Client, ClientMetadata } from '@/protocol/ports';
import type { IssuedSecret } from './client-document';
import type { SecretMaking } from './issue-secret';
import { issueSecret, needsSecret, signsWithSecret } from './issue-secret';
import type { ClientStore } from './ports';

/**
 * Deletes the secrets that the method has no use for and forgets the sealed form of those that are sent; makes one, which is
 * returned, where none is left that the method could use. Call it inside the transaction of the change.
 */
export async function fitSecrets(
  useCase: SecretMaking,
  clients: ClientStore,
  { clientId, secrets }: Client,
  metadata: ClientMetadata,
): Promise<IssuedSecret | undefined> {
  const signs = signsWithSecret(metadata);
  const useful = needsSecret(metadata) ? secrets.filter(({ sealed }) => !signs || sealed !== null) : [];
  for (const secret of secrets) {
    const isSealedInVain = !signs && secret.sealed !== null;
    if (useful.includes(secret) && !isSealedInVain) continue;
    await clients.deleteSecret(clientId, secret.id);
    if (useful.includes(secret)) await clients.addSecret(clientId, { ...secret, sealed: null });
  }
  if (!needsSecret(metadata) || useful.length > 0) return undefined;
  const issued = await issueSecret(useCase, 'first secret', metadata);
  await clients.addSecret(clientId, issued.record);
  return issued;
}
