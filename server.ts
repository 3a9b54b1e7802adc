/** The production entry: one Node process, or several with WORKERS, that serve the fast door and Next. */
import cluster from 'node:cluster';
import { createAcceptor } from '@/server/acceptor';
import { announcement } from '@/server/announcement';
import type { Arrivals } from '@/server/arrivals';
import { handedOverBy, listeningOn } from '@/server/arrivals';
import { container } from '@/server/container';
import { environment } from '@/server/env';
import { createInstance } from '@/server/instance';
import type { Logger } from '@/server/logger';
import { createLogger } from '@/server/logger';
import { withPageStatus } from '@/server/page-status';
import { inTurns } from '@/server/page-turns';
import { createStaticDoor } from '@/server/static-door';
import type { ToAcceptor } from '@/server/worker-messages';
import { createWorkers } from '@/server/workers';

try {
  if (cluster.isPrimary && environment().workers > 1) supervise();
  else await serve();
} catch (error) {
  fail(error);
}

async function serve(): Promise<void> {
  const isFirst = cluster.isPrimary || cluster.worker?.id === 1;
  const gatehouse = await container();
  const { logger } = gatehouse;
  process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));
  // The link is made anew at each call, so one process makes it.
  const { setupUrl } = isFirst ? await gatehouse.startup() : { setupUrl: undefined };
  gatehouse.keepHouse();
  const pages = await openPages();
  const instance = createInstance({
    environment: gatehouse.environment,
    arrivals: arrivals(),
    engine: gatehouse.engine,
    api: gatehouse.api,
    ready: gatehouse.ready,
    next: pages.answer,
    logger,
    now: Date.now,
    async close() {
      await pages.close();
      await gatehouse.close();
    },
  });
  await instance.start();
  endOnSignal(() => instance.stop(), logger);
  if (cluster.isPrimary) process.stdout.write(announcement(gatehouse.environment, setupUrl));
  else tell({ kind: 'worker-ready', setupUrl });
}

/** One process listens itself; with several, the one that started them does. */
function arrivals(): Arrivals {
  if (cluster.isPrimary) return listeningOn(environment());
  return handedOverBy({ on: (...of) => process.on(...of), send: tell });
}

function tell(message: ToAcceptor): void {
  process.send?.(message);
}

/** Next, built beforehand by `next build`. */
async function openPages() {
  const { default: next } = await import('next');
  const { hostname, port, protocol } = new URL(environment().issuer);
  const app = next({ dev: false, hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) });
  await app.prepare();
  const answer = createStaticDoor('.next/static', inTurns(withPageStatus(app.getRequestHandler())));
  return { answer, close: () => app.close() };
}

function supervise(): void {
  const settings = environment();
  const logger = createLogger(settings.logLevel);
  cluster.setupPrimary({ exec: import.meta.filename });
  const workers = createWorkers({
    count: settings.workers,
    fork: () => cluster.fork(),
    acceptor: createAcceptor(settings),
    logger,
    onServing: (setupUrl) => process.stdout.write(announcement(settings, setupUrl)),
    onFailedStart: (exitCode) => process.exit(exitCode || 1),
    onCannotListen: fail,
    schedule: (work, milliseconds) => void setTimeout(work, milliseconds),
    now: () => performance.now(),
  });
  endOnSignal(() => workers.stop(), logger);
  workers.start();
}

/** The first signal ends things properly; a second one at once. One key press may send two signals, through npm. */
function endOnSignal(stop: () => Promise<void>, logger: Logger): void {
  let endingSince: number | undefined;
  const end = (signal: string) => {
    if (endingSince !== undefined) {
      if (performance.now() - endingSince > 1000) process.exit(1);
      return;
    }
    endingSince = performance.now();
    logger.info({ signal }, 'stopping');
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        logger.error({ err }, 'could not stop properly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/** What has a `kind` was foreseen and is one line; anything else is shown whole. */
function fail(error: unknown): never {
  const isForeseen = typeof error === 'object' && error !== null && 'kind' in error && 'message' in error;
  console.error(isForeseen ? error.message : error);
  process.exit(1);
}
