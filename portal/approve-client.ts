/** Vouches for what a client says of itself. */
import type { Client } from '@/protocol/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { noSuchClient } from './client-access';

/**
 * Approves what the client is now: it is shown as verified, and one that registered itself stays although nobody uses it. A
 * later change by anybody but an operator takes that back. Approving twice is no failure. Throws `kind: 'not-found'`.
 */
export async function approveClient(useCase: UseCase, clientId: string): Promise<Client> {
  requireOperatorOf(useCase.actor, 'client');
  return useCase.storage.transaction(async ({ clientAdministration, audit }) => {
    const client = await clientAdministration.findForChange(clientId);
    if (client === undefined) throw noSuchClient(clientId);
    const verifiedAt = client.verifiedAt ?? useCase.clock.now();
    const selfRegistration = client.selfRegistration && { ...client.selfRegistration, quarantinedAt: null };
    await clientAdministration.update(clientId, { selfRegistration, verifiedAt }, useCase.clock.now());
    await audit.append(changeEntry(useCase, 'client-approve', { kind: 'client', id: clientId }));
    return { ...client, selfRegistration, verifiedAt };
  });
}
