/** What people allowed applications: listed for the person and for operators, and taken back. */
import type { Person } from '@/identity/ports';
import type { Client, Consent } from '@/protocol/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { requireSelfOrOperator } from './person-access';
import type { ConsentQuery, Slice } from './ports';
import { refusal } from './refusal';

export interface ListedConsent {
  consent: Consent;
  person: Person;
  /** Undefined for an application that was deleted meanwhile. */
  client: Client | undefined;
}

/**
 * A part of the consents of one person, for themselves and for operators, or of one client or all. Throws `kind: 'forbidden' |
 * 'not-found' | 'invalid-cursor'`.
 */
export async function listConsents(
  { storage, actor }: Pick<UseCase, 'storage' | 'actor'>,
  query: ConsentQuery,
): Promise<Slice<ListedConsent>> {
  if (query.personId === undefined) requireOperator(actor);
  else requireSelfOrOperator(actor, query.personId);
  const { directory, clientAdministration } = storage.stores;
  const { rows, next } = await directory.consents(query);
  const clientIds = [...new Set(rows.map(({ clientId }) => clientId))];
  const clients = await Promise.all(clientIds.map((clientId) => clientAdministration.find(clientId)));
  const named = rows.map(({ person, ...consent }) => ({
    consent,
    person,
    client: clients.find((client) => client?.clientId === consent.clientId),
  }));
  return { rows: named, next };
}

/**
 * Takes back all that a person allowed a client: its authorizations for them die at once, codes and refresh tokens with them
 * (DECISIONS 20). Throws `kind: 'not-found'`.
 */
export async function revokeConsent(useCase: UseCase, personId: string, clientId: string): Promise<void> {
  requireSelfOrOperator(useCase.actor, personId);
  await useCase.storage.transaction(async ({ consents, authorizations, audit }) => {
    if ((await consents.find(personId, clientId)) === undefined)
      throw refusal('not-found', 'This application was allowed nothing.');
    await consents.revoke(personId, clientId);
    await authorizations.revokeOfClient(clientId, useCase.clock.now(), personId);
    await audit.append(changeEntry(useCase, 'consent-revoke', { kind: 'client', id: clientId }, { personId }));
  });
}
