/** Deletes an API. */
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { noSuchApi } from './show-api';

/** Deletes an API and all that clients had allotted of it. Throws `kind: 'not-found'`. */
export async function deleteApi(useCase: UseCase, identifier: string): Promise<void> {
  requireOperatorOf(useCase.actor, 'API');
  await useCase.storage.transaction(async (stores) => {
    if (!(await stores.apis.delete(identifier))) throw noSuchApi(identifier);
    await stores.audit.append(changeEntry(useCase, 'api-delete', { kind: 'api', id: identifier }));
  });
}
