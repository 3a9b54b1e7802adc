/** What every serving process does by the clock, since the one that began may be gone while others serve. */
import { rotateDueSigningKeys } from '@/portal/rotate-signing-keys';
import type { Clock, RandomBytes, Vault } from '@/protocol/ports';
import type { Storage } from '@/storage/storage';
import type { Logger } from './logger';

export interface HousekeepingDependencies {
  storage: Storage;
  vault: Vault;
  clock: Clock;
  random: RandomBytes;
  logger: Logger;
}

/**
 * Deletes expired rows, which count as expired before that all the same, and gives successors to signing keys that have
 * had their time. A failure is logged and tried again at the next turn.
 */
export async function keepHouse({ logger, ...dependencies }: HousekeepingDependencies): Promise<void> {
  const { storage, clock } = dependencies;
  await storage.sweep(clock.now()).then(
    (rows) => logger.debug({ rows }, 'expired rows deleted'),
    (err: unknown) => logger.warn({ err }, 'expired rows could not be deleted'),
  );
  await rotateDueSigningKeys({ ...dependencies, actor: { kind: 'system' } }).then(
    (keys) => {
      for (const { kid, alg, signs_from } of keys) logger.info({ kid, alg, signs_from }, 'signing key published');
    },
    (err: unknown) => logger.warn({ err }, 'signing keys could not be rotated'),
  );
}

/** Keeps house every `milliseconds` while the process lives; returns what stops it. */
export function keepHouseEvery(milliseconds: number, dependencies: HousekeepingDependencies): () => void {
  const timer = setInterval(() => void keepHouse(dependencies), milliseconds).unref();
  return () => clearInterval(timer);
}
