/** Checking a client secret: against every live secret of the client, in constant time, and for unknown clients too. */
import { refusal } from '../errors';
import { equalInConstantTime } from '../identifiers';
import type { Client, Clock, Cryptography } from '../ports';

/** Throws `invalid_client` unless the secret is one of the client's that has not expired. */
export async function proveClientSecret(
  client: Client | undefined,
  secret: string,
  dependencies: { clock: Clock; cryptography: Pick<Cryptography, 'digest'>; noteSecretUse?(secretId: string): void },
): Promise<void> {
  const { clock, cryptography } = dependencies;
  const presented = cryptography.digest(secret);
  const now = clock.now();
  let found: 'wrong' | 'expired' | 'live' = 'wrong';
  let proven = '';
  for (const { id, hash, expiresAt } of client?.secrets ?? []) {
    if (!equalInConstantTime(hash, presented)) continue;
    found = expiresAt === null || expiresAt > now ? 'live' : 'expired';
    proven = id;
  }
  if (client === undefined) throw refusal('client-authentication-failed');
  if (found !== 'live') throw refusal(`client-secret-${found}`, { clientId: client.clientId });
  dependencies.noteSecretUse?.(proven);
}
