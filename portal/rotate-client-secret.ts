/** Gives a client a new secret beside or instead of those it has. */
import type { Client, ClientSecret } from '@/protocol/ports';
import { changeEntry } from './change';
import { getClient } from './client-access';
import type { IssuedSecret } from './client-document';
import { mostSecrets } from './client-secrets';
import type { SecretUseCase } from './issue-secret';
import { issueSecret, needsSecret } from './issue-secret';
import { refusal } from './refusal';

/** What becomes of the secrets that the client has. */
export type OldSecrets = { fate: 'keep' } | { fate: 'revoke' } | { fate: 'expire'; inSeconds: number };

/** A day: time to roll the new secret out, and no more. */
const defaultOldSecrets: OldSecrets = { fate: 'expire', inSeconds: 86_400 };

/**
 * Adds a secret, in this answer only. By default those before it work for another 24 hours; they never live longer than
 * they would have. Secrets that have expired are deleted. Throws `kind: 'not-found' | 'invalid'`.
 */
export async function rotateClientSecret(
  useCase: SecretUseCase,
  clientId: string,
  { label = 'rotated', old = defaultOldSecrets }: { label?: string; old?: OldSecrets } = {},
): Promise<{ client: Client; issued: IssuedSecret }> {
  const now = useCase.clock.now();
  return useCase.storage.transaction(async (stores) => {
    const { clientAdministration } = stores;
    const before = await getClient(stores, useCase.actor, clientId, { forChange: true });
    const { token_endpoint_auth_method: method } = before.metadata;
    if (!needsSecret(before.metadata)) throw refusal('invalid', `A client of the method ${method} has no secret.`);
    const issued = await issueSecret(useCase, label.slice(0, 200), before.metadata);
    const kept = before.secrets.flatMap((secret) => outlive(secret, old, now));
    if (kept.length >= mostSecrets)
      throw refusal('invalid', `The client has ${kept.length} secrets; revoke old ones first.`);
    for (const secret of before.secrets) {
      const after = kept.find(({ id }) => id === secret.id);
      if (after === secret) continue;
      await clientAdministration.deleteSecret(clientId, secret.id);
      if (after !== undefined) await clientAdministration.addSecret(clientId, after);
    }
    await clientAdministration.addSecret(clientId, issued.record);
    const object = { kind: 'client', id: clientId };
    const detail = { secretId: issued.record.id, prefix: issued.record.prefix, old: old.fate };
    await stores.audit.append(changeEntry(useCase, 'client-secret-rotate', object, detail));
    return { client: (await clientAdministration.find(clientId)) ?? before, issued };
  });
}

/** The secret as it goes on, or nothing. */
function outlive(secret: ClientSecret, old: OldSecrets, now: Date): ClientSecret[] {
  if (old.fate === 'revoke' || (secret.expiresAt !== null && secret.expiresAt <= now)) return [];
  if (old.fate === 'keep') return [secret];
  const end = new Date(now.getTime() + old.inSeconds * 1000);
  return secret.expiresAt !== null && secret.expiresAt <= end ? [secret] : [{ ...secret, expiresAt: end }];
}
