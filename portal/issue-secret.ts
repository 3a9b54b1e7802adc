/** Makes a client secret: the value for its holder, the row with its hash and, where an HMAC needs it, its sealed form. */
import { issueRowId } from '@/identity/identifiers';
import { credentialKinds } from '@/protocol/client-metadata';
import { issueClientSecret } from '@/protocol/client-metadata/credentials';
import { sealClientSecret } from '@/protocol/client-metadata/sealed-secret';
import type { ClientMetadata, DocumentFetch, Vault } from '@/protocol/ports';
import type { Actor } from './actor';
import { personOf } from './actor';
import type { UseCase } from './change';
import type { IssuedSecret } from './client-document';

/** A use case that may make a secret. */
export type SecretUseCase = UseCase & { vault: Vault };
/** A use case that changes what a client is. */
export type ClientUseCase = SecretUseCase & { fetchDocument: DocumentFetch };

/** What making a secret takes; without an actor it is the client itself that registers. */
export type SecretMaking = Pick<SecretUseCase, 'clock' | 'random' | 'vault'> & { actor?: Actor };

/** A new secret for a client with this metadata, that does not expire unless it is told to; nothing is stored yet. */
export async function issueSecret(
  useCase: SecretMaking,
  label: string,
  metadata: ClientMetadata,
  expiresAt: Date | null = null,
): Promise<IssuedSecret> {
  const { secret, prefix, hash } = issueClientSecret(useCase.random);
  const id = issueRowId(useCase);
  const sealed = signsWithSecret(metadata) ? await sealClientSecret(secret, id, useCase.vault) : null;
  const createdAt = useCase.clock.now();
  const createdBy = useCase.actor === undefined ? null : personOf(useCase.actor);
  const made = { createdAt, expiresAt, createdBy, lastUsedAt: null };
  return { value: secret, record: { id, label, prefix, hash: await hash, sealed, ...made } };
}

/** True for clients that authenticate with a secret. */
export function needsSecret(metadata: ClientMetadata): boolean {
  return signsWithSecret(metadata) || credentialKinds[metadata.token_endpoint_auth_method] === 'sent-secret';
}

/** True for clients whose secret is the key of an HMAC, so that we must be able to read it. */
export function signsWithSecret(metadata: ClientMetadata): boolean {
  return credentialKinds[metadata.token_endpoint_auth_method] === 'signing-secret';
}
