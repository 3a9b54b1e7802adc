/** Deletes a client. */
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { noSuchClient } from './show-client';

/** Deletes a client and revokes all its authorizations. Throws `kind: 'not-found'`. */
export async function deleteClient(useCase: UseCase, clientId: string): Promise<void> {
  requireOperatorOf(useCase.actor, 'client');
  await useCase.storage.transaction(async (stores) => {
    await stores.authorizations.revokeOfClient(clientId, useCase.clock.now());
    if (!(await stores.clientAdministration.delete(clientId))) throw noSuchClient(clientId);
    await stores.audit.append(changeEntry(useCase, 'client-delete', { kind: 'client', id: clientId }));
  });
}
