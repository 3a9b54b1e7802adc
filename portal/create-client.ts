/** Registers a client. */
import type { Client } from '@/protocol/ports';
import type { Actor } from './actor';
import { isOperator, personOf } from './actor';
import { changeEntry } from './change';
import { prepareSectorCheck } from './check-sector';
import type { IssuedSecret } from './client-document';
import { readClientDocument } from './client-document';
import type { ClientUseCase } from './issue-secret';
import { newClient } from './new-client';
import type { PortalStores } from './ports';
import { toProblem } from './problem-sentences';
import { invalid, refusal } from './refusal';
import { findReserved } from './reserved-settings';
import { readSetting } from './setting-catalogue';

/**
 * Makes a client from an RFC 7591 document, with `settings` beside its members. A client that authenticates with a secret gets one,
 * which is in this answer and nowhere else. A person owns what they make. Throws `kind: 'invalid' | 'forbidden'`.
 */
export async function createClient(
  useCase: ClientUseCase,
  document: unknown,
): Promise<{ client: Client; issued?: IssuedSecret }> {
  await requireCreator(useCase);
  const { metadata, settings } = await readClientDocument(document, {
    issuer: useCase.storage.issuer,
    settings: useCase.storage.stores.settings,
  });
  const checkSector = await prepareSectorCheck(useCase.fetchDocument, metadata);
  const problems = [...checkSector(metadata), ...findReserved(useCase.actor, settings)];
  if (problems.length > 0) throw invalid(problems.map(toProblem));
  const made = await newClient(useCase, { metadata, settings });
  const { issued } = made;
  const client = { ...made.client, verifiedAt: isOperator(useCase.actor) ? made.client.createdAt : null };
  const personId = personOf(useCase.actor);
  await useCase.storage.transaction(async (stores) => {
    await requireRoom(stores, useCase.actor);
    await stores.clientAdministration.create(client);
    const owned = { clientId: client.clientId, role: 'owner', createdAt: client.createdAt } as const;
    if (personId !== null) await stores.clientMembers.save({ ...owned, personId });
    const object = { kind: 'client', id: client.clientId };
    const detail = { method: metadata.token_endpoint_auth_method, firstParty: settings.firstParty };
    await stores.audit.append(changeEntry(useCase, 'client-create', object, detail));
  });
  return issued === undefined ? { client } : { client, issued };
}

/** Operators always; other people where the realm lets everybody register applications. */
async function requireCreator({ actor, storage }: ClientUseCase): Promise<void> {
  if (isOperator(actor)) return;
  const isOpen = (await readSetting(storage.stores.settings, 'application-creation')) === 'everybody';
  if (actor.kind !== 'person' || !isOpen)
    throw refusal('forbidden', 'Only administrators may register applications here.');
}

/** Against somebody who fills the database. The person is held, so that no number of requests at once comes past it. */
async function requireRoom({ people, clientMembers, settings }: PortalStores, actor: Actor): Promise<void> {
  if (isOperator(actor) || actor.kind !== 'person') return;
  await people.findForChange(actor.personId);
  const most = Number(await readSetting(settings, 'applications-per-person'));
  if ((await clientMembers.countOwned(actor.personId)) >= most)
    throw refusal('forbidden', `You own ${most} applications, and nobody here may own more.`);
}
