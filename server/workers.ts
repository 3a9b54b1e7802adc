/** Several serving processes on the same addresses: starts them, replaces those that die, passes the end on. */
import type { Worker } from 'node:cluster';
import type { Logger } from './logger';

/** What a worker tells the process that started it. */
export interface WorkerReady {
  kind: 'worker-ready';
  setupUrl: string | undefined;
}

export interface WorkerDependencies {
  count: number;
  fork(): Pick<Worker, 'id' | 'process' | 'on' | 'once' | 'isDead'>;
  logger: Logger;
  /** Called once, when the first worker serves. */
  onServing(setupUrl: string | undefined): void;
  /** Called when the first worker ends before it serves; it has said why. */
  onFailedStart(exitCode: number): void;
  schedule(work: () => void, milliseconds: number): void;
  now(): number;
}

export interface Workers {
  start(): void;
  /** Resolves when the last worker is gone. */
  stop(): Promise<void>;
}

type Forked = ReturnType<WorkerDependencies['fork']>;
const longEnoughMilliseconds = 10_000;
const longestWaitMilliseconds = 30_000;

/** The first worker starts alone, so that migrations, keys and the set-up link are made once; the others follow it. */
export function createWorkers(dependencies: WorkerDependencies): Workers {
  const { logger } = dependencies;
  const living = new Map<Forked, Promise<void>>();
  let isServing = false;
  let stopping = false;
  let quickDeaths = 0;

  const add = () => {
    if (stopping) return;
    const worker = dependencies.fork();
    const startedAt = dependencies.now();
    worker.on('message', (message: unknown) => hear(message));
    const gone = new Promise<void>((resolve) => {
      worker.once('exit', (exitCode: number | null, signal: string | null) => {
        living.delete(worker);
        resolve();
        replace(worker.id, { exitCode, signal }, dependencies.now() - startedAt);
      });
    });
    living.set(worker, gone);
  };

  const hear = (message: unknown) => {
    if (isServing || !isWorkerReady(message)) return;
    isServing = true;
    dependencies.onServing(message.setupUrl);
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
      for (const worker of living.keys()) if (!worker.isDead()) worker.process.kill('SIGTERM');
      await Promise.all(living.values());
    },
  };
}

function isWorkerReady(message: unknown): message is WorkerReady {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'worker-ready';
}
