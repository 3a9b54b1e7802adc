/** Changes a client. */
import type { Client } from '@/protocol/ports';
import { changeEntry } from './change';
import type { SectorCheck } from './check-sector';
import { prepareSectorCheck } from './check-sector';
import { getClient } from './client-access';
import type { IssuedSecret } from './client-document';
import { readClientDocument } from './client-document';
import { fitSecrets } from './fit-secrets';
import type { ClientUseCase } from './issue-secret';
import { toProblem } from './problem-sentences';
import { invalid } from './refusal';
import { findReserved, isStillVouchedFor } from './reserved-settings';

export interface ClientChange {
  /** Members to lay over what is there; null takes one away. `settings` is laid over member by member too. */
  document?: unknown;
  status?: Client['status'];
  /** Told of the client as it is, inside the transaction; throws when that is not what the actor saw. */
  check?: (before: Client) => void;
}

/**
 * Changes a client; all rules are checked over the whole result. Secrets that the
 * method has no use for are lost, and a client that needs one without having any gets it, in this answer only. Disabling revokes all its authorizations.
 * What an administrator vouched for is no longer vouched for when somebody else changes what people see of it or where it leads
 * them. Throws `kind: 'not-found' | 'invalid'`.
 */
export async function updateClient(
  useCase: ClientUseCase,
  clientId: string,
  change: ClientChange,
): Promise<{ client: Client; issued?: IssuedSecret }> {
  const { storage, clock, actor } = useCase;
  const checkSector = await prepare(useCase, clientId, change.document);
  return storage.transaction(async (stores) => {
    const before = await getClient(stores, actor, clientId, { forChange: true });
    change.check?.(before);
    const { metadata, settings } = await readClientDocument(
      change.document ?? {},
      { issuer: storage.issuer, settings: stores.settings },
      before,
    );
    const problems = [...checkSector(metadata, before.metadata), ...findReserved(actor, settings, before.settings)];
    if (problems.length > 0) throw invalid(problems.map(toProblem));
    const status = change.status ?? before.status;
    const isSwitchedOff = status === 'disabled' && before.status === 'active';
    const disabledAt = isSwitchedOff ? clock.now() : before.disabledAt;
    const verifiedAt = isStillVouchedFor(actor, metadata, before.metadata) ? before.verifiedAt : null;
    const state = { metadata, settings, status, disabledAt, verifiedAt };
    await stores.clientAdministration.update(clientId, state, clock.now());
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

/** What the change comes to as things are now, so that nothing is fetched while the transaction waits. */
async function prepare(
  { storage, fetchDocument, actor }: ClientUseCase,
  clientId: string,
  document: unknown = {},
): Promise<SectorCheck> {
  const { settings } = storage.stores;
  const known = await getClient(storage.stores, actor, clientId);
  const { metadata } = await readClientDocument(document, { issuer: storage.issuer, settings }, known);
  return prepareSectorCheck(fetchDocument, metadata, known.metadata);
}
