/** Several serving processes for one that accepts: starts them, replaces those that die, passes the end on. */
import type { Worker } from 'node:cluster';
import type { Acceptor } from './acceptor';
import type { Logger } from './logger';
import type { ToWorker } from './worker-messages';
import { hasKind } from './worker-messages';

type Forked = Pick<Worker, 'id' | 'process' | 'on' | 'once' | 'isDead' | 'isConnected'> & {
  send(message: ToWorker, ...more: unknown[]): unknown;
};

export interface WorkerDependencies {
  count: number;
  fork(): Forked;
  acceptor: Acceptor<Forked>;
  logger: Logger;
  /** Called once, when the first worker serves and connections are accepted. */
  onServing(setupUrl: string | undefined): void;
  /** Called when the first worker ends before it serves; it has said why. */
  onFailedStart(exitCode: number): void;
  /** Called with what `acceptor.open` throws. */
  onCannotListen(error: unknown): void;
  schedule(work: () => void, milliseconds: number): void;
  now(): number;
}

export interface Workers {
  start(): void;
  /** Resolves when the last worker is gone. */
  stop(): Promise<void>;
}

/** Twice what a worker has for what is in flight. */
const longestEndMilliseconds = 20_000;
const longEnoughMilliseconds = 10_000;
const longestWaitMilliseconds = 30_000;

/** The first worker starts alone, so that migrations, keys and the set-up link are made once; the others follow it. */
export function createWorkers(dependencies: WorkerDependencies): Workers {
  const { logger, acceptor } = dependencies;
  const living = new Map<Forked, Promise<void>>();
  let isServing = false;
  let stopping = false;
  let quickDeaths = 0;

  const add = () => {
    if (stopping) return;
    const worker = dependencies.fork();
    const startedAt = dependencies.now();
    worker.on('message', (message: unknown) => hear(worker, message));
    // Comes after all that it has said, unlike its exit.
    worker.once('disconnect', () => acceptor.leave(worker));
    const gone = new Promise<void>((resolve) => {
      worker.once('exit', (exitCode: number | null, signal: string | null) => {
        living.delete(worker);
        resolve();
        replace(worker.id, { exitCode, signal }, dependencies.now() - startedAt);
      });
    });
    living.set(worker, gone);
  };

  const hear = (worker: Forked, message: unknown) => {
    if (hasKind(message, 'connection-taken')) return acceptor.acknowledge(worker);
    if (!hasKind(message, 'worker-ready')) return;
    acceptor.join(worker);
    if (!isServing) serve(message.setupUrl).catch(dependencies.onCannotListen);
  };

  const serve = async (setupUrl: string | undefined) => {
    isServing = true;
    await acceptor.open();
    dependencies.onServing(setupUrl);
    for (let more = 1; more < dependencies.count; more += 1) add();
  };

  const replace = (id: number, end: { exitCode: number | null; signal: string | null }, livedMilliseconds: number) => {
    if (stopping) return;
    if (!isServing) return dependencies.onFailedStart(end.exitCode ?? 1);
    quickDeaths = livedMilliseconds < longEnoughMilliseconds ? quickDeaths + 1 : 1;
    const waitMilliseconds = Math.min(longestWaitMilliseconds, 250 * 2 ** (quickDeaths - 1));
    logger.error({ worker: id, ...end, livedMilliseconds, waitMilliseconds }, 'a worker died and will be replaced');
    dependencies.schedule(add, waitMilliseconds);
  };

  return {
    start: add,
    async stop() {
      stopping = true;
      const signal = (name: 'SIGTERM' | 'SIGKILL') => {
        for (const worker of living.keys()) if (!worker.isDead()) worker.process.kill(name);
      };
      signal('SIGTERM');
      // One that is stuck neither takes what it was handed nor ends.
      dependencies.schedule(() => signal('SIGKILL'), longestEndMilliseconds);
      await acceptor.close();
      for (const worker of living.keys()) if (worker.isConnected()) worker.send({ kind: 'last-connection' });
      await Promise.all(living.values());
    },
  };
}
