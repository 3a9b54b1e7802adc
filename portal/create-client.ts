/** Registers a client. */
import { issueRowId } from '@/identity/identifiers';
import { issueClientId } from '@/protocol/client-metadata';
import type { Client } from '@/protocol/ports';
import { requireOperator } from './actor';
import { changeEntry } from './change';
import type { IssuedSecret } from './client-document';
import { readClientDocument } from './client-document';
import type { SecretUseCase } from './issue-secret';
import { issueSecret, needsSecret } from './issue-secret';

/**
 * Makes a client from an RFC 7591 document, with `settings` beside its members. A client that authenticates with a secret gets one,
 * which is in this answer and nowhere else. Throws `kind: 'invalid' | 'forbidden'`.
 */
export async function createClient(
  useCase: SecretUseCase,
  document: unknown,
): Promise<{ client: Client; issued?: IssuedSecret }> {
  requireOperator(useCase.actor);
  const { metadata, settings } = await readClientDocument(document, useCase.storage.stores.settings);
  const issued = needsSecret(metadata) ? await issueSecret(useCase, 'first secret', metadata) : undefined;
  const now = useCase.clock.now();
  const client: Client = {
    id: issueRowId(useCase),
    clientId: issueClientId(useCase.random),
    status: 'active',
    metadata,
    settings,
    secrets: issued === undefined ? [] : [issued.record],
    allotments: [],
    createdAt: now,
    updatedAt: now,
    disabledAt: null,
  };
  await useCase.storage.transaction(async (stores) => {
    await stores.clientAdministration.create(client);
    const object = { kind: 'client', id: client.clientId };
    const detail = { method: metadata.token_endpoint_auth_method, firstParty: settings.firstParty };
    await stores.audit.append(changeEntry(useCase, 'client-create', object, detail));
  });
  return issued === undefined ? { client } : { client, issued };
}
