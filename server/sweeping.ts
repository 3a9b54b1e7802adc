/** Expired rows are deleted now and then; until then they are expired all the same. */
import type { Clock } from '@/protocol/ports';
import type { Storage } from '@/storage/storage';
import type { Logger } from './logger';

/** Sweeps every `milliseconds` while the process lives; returns what stops it. */
export function sweepEvery(
  milliseconds: number,
  storage: Pick<Storage, 'sweep'>,
  clock: Clock,
  logger: Logger,
): () => void {
  const sweep = () =>
    storage.sweep(clock.now()).then(
      (rows) => logger.debug({ rows }, 'expired rows deleted'),
      (err: unknown) => logger.warn({ err }, 'expired rows could not be deleted'),
    );
  const timer = setInterval(() => void sweep(), milliseconds).unref();
  return () => clearInterval(timer);
}
