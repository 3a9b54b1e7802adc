/** Makes a client secret: the value for its holder, the row with nothing but its hash. */
import { issueRowId } from '@/identity/identifiers';
import type { Clock, RandomBytes } from '@/identity/ports';
import { issueClientSecret } from '@/protocol/client-metadata';
import type { ClientMetadata } from '@/protocol/ports';
import type { IssuedSecret } from './client-document';

/** A new secret that does not expire; nothing is stored yet. */
export async function issueSecret(
  dependencies: { clock: Clock; random: RandomBytes },
  label: string,
): Promise<IssuedSecret> {
  const { secret, prefix, hash } = issueClientSecret(dependencies.random);
  const createdAt = dependencies.clock.now();
  const record = {
    id: issueRowId(dependencies),
    label,
    prefix,
    hash: await hash,
    sealed: null,
    createdAt,
    expiresAt: null,
  };
  return { value: secret, record };
}

/** True for confidential clients, which authenticate with a secret. */
export function needsSecret(metadata: ClientMetadata): boolean {
  return metadata.token_endpoint_auth_method !== 'none';
}
