/** What every serving process does by the clock, since the one that began may be gone while others serve. */
import { deleteUnusedClients } from '@/portal/delete-unused-clients';
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
 * Deletes expired rows, which count as expired before that all the same, and clients that registered themselves and that
 * nobody uses, and gives successors to signing keys that have had their time. A failure is logged and tried again at the next turn.
 */
export async function keepHouse({ logger, ...dependencies }: HousekeepingDependencies): Promise<void> {
  const { storage, clock } = dependencies;
  await storage.sweep(clock.now()).then(
    (rows) => logger.debug({ rows }, 'expired rows deleted'),
    (err: unknown) => logger.warn({ err }, 'expired rows could not be deleted'),
  );
  const useCase = { ...dependencies, actor: { kind: 'system' } } as const;
  await deleteUnusedClients(useCase).then(
    (clientIds) => {
      for (const clientId of clientIds) logger.info({ clientId }, 'unused client deleted');
    },
    (err: unknown) => logger.warn({ err }, 'unused clients could not be deleted'),
  );
  await rotateDueSigningKeys(useCase).then(
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
