/** Changes a client. */
import type { Client } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import { changeEntry } from './change';
import type { IssuedSecret } from './client-document';
import { readClientDocument } from './client-document';
import { fitSecrets } from './fit-secrets';
import type { SecretUseCase } from './issue-secret';
import { noSuchClient } from './show-client';

export interface ClientChange {
  /** Members to lay over what is there; null takes one away. `settings` is laid over member by member too. */
  document?: unknown;
  status?: Client['status'];
}

/**
 * Changes a client; all rules are checked over the whole result. Secrets that the
 * method has no use for are lost, and a client that needs one without having any gets it, in this answer only. Disabling revokes all its authorizations.
 * Throws `kind: 'not-found' | 'invalid'`.
 */
export async function updateClient(
  useCase: SecretUseCase,
  clientId: string,
  change: ClientChange,
): Promise<{ client: Client; issued?: IssuedSecret }> {
  requireOperatorOf(useCase.actor, 'client');
  const { storage, clock } = useCase;
  return storage.transaction(async (stores) => {
    const before = await stores.clientAdministration.findForChange(clientId);
    if (before === undefined) throw noSuchClient(clientId);
    const { metadata, settings } = await readClientDocument(change.document ?? {}, stores.settings, before);
    const status = change.status ?? before.status;
    const isSwitchedOff = status === 'disabled' && before.status === 'active';
    const disabledAt = isSwitchedOff ? clock.now() : before.disabledAt;
    await stores.clientAdministration.update(clientId, { metadata, settings, status, disabledAt }, clock.now());
    const issued = await fitSecrets(useCase, stores.clientAdministration, before, metadata);
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
