/** Changes a client. */
import type { Client } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import type { IssuedSecret } from './client-document';
import { readClientDocument } from './client-document';
import { issueSecret, needsSecret } from './issue-secret';
import type { PortalStores } from './ports';
import { noSuchClient } from './show-client';

export interface ClientChange {
  /** Members to lay over what is there; null takes one away. `settings` is laid over member by member too. */
  document?: unknown;
  status?: Client['status'];
}

/**
 * Changes a client; all rules are checked over the whole result. A client that becomes public loses its secrets, one
 * that becomes confidential without having any gets one, in this answer only. Disabling revokes all its authorizations.
 * Throws `kind: 'not-found' | 'invalid'`.
 */
export async function updateClient(
  useCase: UseCase,
  clientId: string,
  change: ClientChange,
): Promise<{ client: Client; issued?: IssuedSecret }> {
  requireOperatorOf(useCase.actor, 'client');
  const { storage, clock } = useCase;
  const spare = await issueSecret(useCase, 'first secret');
  return storage.transaction(async (stores) => {
    const before = await stores.clientAdministration.findForChange(clientId);
    if (before === undefined) throw noSuchClient(clientId);
    const { metadata, settings } = await readClientDocument(change.document ?? {}, stores.settings, before);
    const status = change.status ?? before.status;
    await stores.clientAdministration.update(clientId, { metadata, settings, status }, clock.now());
    const issued = needsSecret(metadata) && before.secrets.length === 0 ? spare : undefined;
    if (issued !== undefined) await stores.clientAdministration.addSecret(clientId, issued.record);
    if (!needsSecret(metadata)) await deleteSecrets(stores, before);
    if (status === 'disabled') await stores.authorizations.revokeOfClient(clientId, clock.now());
    const members = Object.keys(change.document ?? {})
      .sort()
      .join(' ')
      .slice(0, 500);
    const object = { kind: 'client', id: clientId };
    await stores.audit.append(changeEntry(useCase, 'client-update', object, { members, status }));
    const client = (await stores.clientAdministration.find(clientId)) ?? before;
    return issued === undefined ? { client } : { client, issued };
  });
}

async function deleteSecrets(stores: PortalStores, client: Client): Promise<void> {
  for (const secret of client.secrets) await stores.clientAdministration.deleteSecret(client.clientId, secret.id);
}
