/** Checking a client secret: against every live secret of the client, in constant time, and for unknown clients too. */
import { refusal } from '../errors';
import { equalInConstantTime } from '../identifiers';
import type { Client, Clock, Cryptography } from '../ports';

/** Throws `invalid_client` unless the secret is one of the client's that has not expired. */
export async function proveClientSecret(
  client: Client | undefined,
  secret: string,
  { clock, cryptography }: { clock: Clock; cryptography: Pick<Cryptography, 'digest'> },
): Promise<void> {
  const presented = cryptography.digest(secret);
  const now = clock.now();
  let matches = false;
  for (const { hash, expiresAt } of client?.secrets ?? []) {
    const isLive = expiresAt === null || expiresAt > now;
    if (equalInConstantTime(hash, presented) && isLive) matches = true;
  }
  if (!matches)
    throw refusal(
      'client-authentication-failed',
      client === undefined ? {} : { clientId: client.clientId, secret: 'wrong or expired' },
    );
}
