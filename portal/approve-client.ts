/** Takes a client that registered itself out of quarantine. */
import type { Client } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { refusal } from './refusal';
import { noSuchClient } from './show-client';

/**
 * Approves what the client is now: people are no longer warned of it, and it stays although nobody uses it. A later change
 * of its own puts it back. Approving twice is no failure. Throws `kind: 'not-found' | 'invalid'`.
 */
export async function approveClient(useCase: UseCase, clientId: string): Promise<Client> {
  requireOperatorOf(useCase.actor, 'client');
  return useCase.storage.transaction(async ({ clientAdministration, audit }) => {
    const client = await clientAdministration.findForChange(clientId);
    if (client === undefined) throw noSuchClient(clientId);
    if (client.selfRegistration === null)
      throw refusal('invalid', `The client ${clientId} did not register itself; there is nothing to approve.`);
    const selfRegistration = { ...client.selfRegistration, quarantinedAt: null };
    await clientAdministration.update(clientId, { selfRegistration }, useCase.clock.now());
    await audit.append(changeEntry(useCase, 'client-approve', { kind: 'client', id: clientId }));
    return { ...client, selfRegistration };
  });
}
