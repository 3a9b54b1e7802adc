/** Deletes a client. */
import type { UseCase } from './change';
import { changeEntry } from './change';
import { getClient, noSuchClient } from './client-access';

/** Deletes a client and revokes all its authorizations. Throws `kind: 'not-found' | 'forbidden'`. */
export async function deleteClient(useCase: UseCase, clientId: string): Promise<void> {
  await useCase.storage.transaction(async (stores) => {
    await getClient(stores, useCase.actor, clientId, { right: 'own', forChange: true });
    await stores.authorizations.revokeOfClient(clientId, useCase.clock.now());
    if (!(await stores.clientAdministration.delete(clientId))) throw noSuchClient(clientId);
    await stores.audit.append(changeEntry(useCase, 'client-delete', { kind: 'client', id: clientId }));
  });
}
