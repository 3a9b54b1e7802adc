/** Registers a client. */
import type { Client } from '@/protocol/ports';
import { requireOperator } from './actor';
import { changeEntry } from './change';
import { prepareSectorCheck } from './check-sector';
import type { IssuedSecret } from './client-document';
import { readClientDocument } from './client-document';
import type { ClientUseCase } from './issue-secret';
import { newClient } from './new-client';
import { toProblem } from './problem-sentences';
import { invalid } from './refusal';

/**
 * Makes a client from an RFC 7591 document, with `settings` beside its members. A client that authenticates with a secret gets one,
 * which is in this answer and nowhere else. Throws `kind: 'invalid' | 'forbidden'`.
 */
export async function createClient(
  useCase: ClientUseCase,
  document: unknown,
): Promise<{ client: Client; issued?: IssuedSecret }> {
  requireOperator(useCase.actor);
  const { metadata, settings } = await readClientDocument(document, {
    issuer: useCase.storage.issuer,
    settings: useCase.storage.stores.settings,
  });
  const checkSector = await prepareSectorCheck(useCase.fetchDocument, metadata);
  const problems = checkSector(metadata);
  if (problems.length > 0) throw invalid(problems.map(toProblem));
  const { client, issued } = await newClient(useCase, { metadata, settings });
  await useCase.storage.transaction(async (stores) => {
    await stores.clientAdministration.create(client);
    const object = { kind: 'client', id: client.clientId };
    const detail = { method: metadata.token_endpoint_auth_method, firstParty: settings.firstParty };
    await stores.audit.append(changeEntry(useCase, 'client-create', object, detail));
  });
  return issued === undefined ? { client } : { client, issued };
}
