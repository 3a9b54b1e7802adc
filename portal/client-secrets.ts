/** The secrets of a client, one at a time: added beside the others, so that a roll-over has no gap. */
import type { ClientSecret } from '@/protocol/ports';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { getClient } from './client-access';
import type { IssuedSecret } from './client-document';
import type { SecretUseCase } from './issue-secret';
import { issueSecret, needsSecret } from './issue-secret';
import { refusal } from './refusal';

/** Ten that work, so that each can be told apart and none is forgotten. */
export const mostSecrets = 10;

/**
 * Adds a secret, shown in this answer only; `expiresInSeconds` of null never ends. Those that have expired go. Throws
 * `kind: 'not-found'`, and `kind: 'invalid'` for a client that authenticates otherwise or has enough secrets.
 */
export async function addClientSecret(
  useCase: SecretUseCase,
  clientId: string,
  { label, expiresInSeconds }: { label: string; expiresInSeconds: number | null },
): Promise<IssuedSecret> {
  const now = useCase.clock.now();
  const expiresAt = expiresInSeconds === null ? null : new Date(now.getTime() + expiresInSeconds * 1000);
  return useCase.storage.transaction(async (stores) => {
    const { metadata, secrets } = await getClient(stores, useCase.actor, clientId, { forChange: true });
    if (!needsSecret(metadata))
      throw refusal('invalid', `A client of the method ${metadata.token_endpoint_auth_method} has no secret.`);
    const ended = secrets.filter((secret) => secret.expiresAt !== null && secret.expiresAt <= now);
    if (secrets.length - ended.length >= mostSecrets)
      throw refusal('invalid', `The client has ${mostSecrets} secrets; revoke one that is not used any more.`);
    for (const { id } of ended) await stores.clientAdministration.deleteSecret(clientId, id);
    const issued = await issueSecret(useCase, label, metadata, expiresAt);
    await stores.clientAdministration.addSecret(clientId, issued.record);
    await stores.audit.append(entry(useCase, 'client-secret-add', clientId, issued.record));
    return issued;
  });
}

/** Another label, or another end in seconds from now. Throws `kind: 'not-found'`. */
export async function changeClientSecret(
  useCase: UseCase,
  clientId: string,
  secretId: string,
  { label, expiresInSeconds }: { label?: string | undefined; expiresInSeconds?: number | null | undefined },
): Promise<ClientSecret> {
  const { clock } = useCase;
  const expiresAt = expiresInSeconds == null ? null : new Date(clock.now().getTime() + expiresInSeconds * 1000);
  return useCase.storage.transaction(async (stores) => {
    const secret = await getSecret(useCase, stores, clientId, secretId);
    const change = {
      ...(label === undefined ? {} : { label }),
      ...(expiresInSeconds === undefined ? {} : { expiresAt }),
    };
    await stores.clientAdministration.changeSecret(clientId, secretId, change);
    await stores.audit.append(entry(useCase, 'client-secret-change', clientId, secret));
    return { ...secret, ...change };
  });
}

/** It stops working at once (within 5 s in other processes). Throws `kind: 'not-found'`. */
export async function deleteClientSecret(useCase: UseCase, clientId: string, secretId: string): Promise<void> {
  await useCase.storage.transaction(async (stores) => {
    const secret = await getSecret(useCase, stores, clientId, secretId);
    await stores.clientAdministration.deleteSecret(clientId, secretId);
    await stores.audit.append(entry(useCase, 'client-secret-delete', clientId, secret));
  });
}

async function getSecret(
  { actor }: UseCase,
  stores: Parameters<typeof getClient>[0],
  clientId: string,
  secretId: string,
): Promise<ClientSecret> {
  const { secrets } = await getClient(stores, actor, clientId, { forChange: true });
  const secret = secrets.find(({ id }) => id === secretId);
  if (secret === undefined) throw refusal('not-found', 'This client has no such secret.');
  return secret;
}

function entry(useCase: UseCase, action: string, clientId: string, { id, prefix }: ClientSecret) {
  return changeEntry(useCase, action, { kind: 'client', id: clientId }, { secretId: id, prefix });
}
