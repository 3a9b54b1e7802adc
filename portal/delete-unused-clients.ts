/** Deletes clients that registered themselves and that nobody uses. */
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { readRegistrationUnusedDays } from './setting-catalogue';

const dayMilliseconds = 86_400_000;

/**
 * Deletes, 100 at most, those that have been in quarantine for the realm's number of days, without being granted anything
 * in that time and without a refresh token that is still good. Returns their client ids. Safe in several processes at once.
 * Throws `kind: 'forbidden'`.
 */
export async function deleteUnusedClients(useCase: UseCase): Promise<string[]> {
  requireOperator(useCase.actor);
  const { storage, clock } = useCase;
  const now = clock.now();
  const days = await readRegistrationUnusedDays(storage.stores.settings);
  const since = new Date(now.getTime() - days * dayMilliseconds);
  const unused = await storage.stores.clientAdministration.findUnused(since, now);
  const deleted: string[] = [];
  for (const clientId of unused) {
    const isDeleted = await storage.transaction(async ({ clientAdministration, audit }) => {
      // Somebody may have approved it since it was found.
      const found = await clientAdministration.findForChange(clientId);
      if (!found?.selfRegistration?.quarantinedAt || !(await clientAdministration.delete(clientId))) return false;
      await audit.append(changeEntry(useCase, 'client-unused-delete', { kind: 'client', id: clientId }, { days }));
      return true;
    });
    if (isDeleted) deleted.push(clientId);
  }
  return deleted;
}
