/** Deletes an API. */
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { isOwnApi } from './own-api';
import { refusal } from './refusal';
import { noSuchApi } from './show-api';

/**
 * Deletes an API and all that clients had allotted of it. Throws `kind: 'not-found'`, and `kind: 'conflict'` for the
 * management API.
 */
export async function deleteApi(useCase: UseCase, identifier: string): Promise<void> {
  requireOperatorOf(useCase.actor, 'API');
  if (isOwnApi(identifier, useCase.storage.issuer)) throw refusal('conflict', 'The management API stays.');
  await useCase.storage.transaction(async (stores) => {
    if (!(await stores.apis.delete(identifier))) throw noSuchApi(identifier);
    await stores.audit.append(changeEntry(useCase, 'api-delete', { kind: 'api', id: identifier }));
  });
}
