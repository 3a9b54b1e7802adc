import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger';
import type { WorkerDependencies } from './workers';
import { createWorkers } from './workers';

class FakeWorker extends EventEmitter {
  readonly signals: string[] = [];
  readonly sent: unknown[] = [];
  isGone = false;
  readonly process = { kill: (signal: string) => this.signals.push(signal) };
  constructor(readonly id: number) {
    super();
  }
  isDead() {
    return this.isGone;
  }
  isConnected() {
    return !this.isGone;
  }
  send(message: unknown) {
    this.sent.push(message);
  }
  serve(setupUrl?: string) {
    this.emit('message', { kind: 'worker-ready', setupUrl });
  }
  die(exitCode: number) {
    this.isGone = true;
    this.emit('exit', exitCode, null);
    this.emit('disconnect');
  }
}

const idOf = (worker: unknown) => (worker as FakeWorker).id;

const setUp = (count: number, open: () => Promise<void> = async () => {}) => {
  const forked: FakeWorker[] = [];
  const told: unknown[] = [];
  const waits: number[] = [];
  let clock = 0;
  const fork = () => {
    const worker = new FakeWorker(forked.length + 1);
    forked.push(worker);
    return worker as unknown as ReturnType<WorkerDependencies['fork']>;
  };
  const heard: string[] = [];
  let kill = () => {};
  let endArrivals = () => {};
  const acceptor: WorkerDependencies['acceptor'] = {
    open,
    join: (worker) => void heard.push(`${idOf(worker)} joins`),
    leave: (worker) => void heard.push(`${idOf(worker)} leaves`),
    acknowledge: (worker) => void heard.push(`${idOf(worker)} has it`),
    close: () =>
      new Promise((resolve) => {
        endArrivals = resolve;
      }),
  };
  const workers = createWorkers({
    count,
    fork,
    acceptor,
    onCannotListen: (error) => told.push(['cannot listen', error]),
    logger: createLogger('silent'),
    onServing: (setupUrl) => told.push(['serving', setupUrl]),
    onFailedStart: (exitCode) => told.push(['failed', exitCode]),
    now: () => clock,
    schedule(work, milliseconds) {
      if (milliseconds === 20_000) {
        kill = work;
        return;
      }
      waits.push(milliseconds);
      clock += milliseconds;
      work();
    },
  });
  const pass = (milliseconds: number) => {
    clock += milliseconds;
  };
  const worker = (id: number) => {
    const found = forked[id - 1];
    if (found === undefined) throw new Error(`No worker ${id}`);
    return found;
  };
  return { workers, forked, told, heard, waits, pass, worker, endArrivals: () => endArrivals(), kill: () => kill() };
};

/** Lets what has been promised happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('several workers', () => {
  it('start with one, so that the set-up link is made and told once', async () => {
    const { workers, forked, told, worker } = setUp(3);
    workers.start();
    expect(forked).toHaveLength(1);
    worker(1).serve('link');
    await settle();
    expect(forked).toHaveLength(3);
    worker(2).serve();
    worker(3).serve();
    expect(told).toEqual([['serving', 'link']]);
  });

  it('end the start when the first one cannot serve', () => {
    const { workers, forked, told, worker } = setUp(3);
    workers.start();
    worker(1).die(1);
    expect(told).toEqual([['failed', 1]]);
    expect(forked).toHaveLength(1);
  });

  it('end the start when nobody can listen', async () => {
    const error = new Error('PORT 3000 is in use');
    const { workers, forked, told, worker } = setUp(3, async () => Promise.reject(error));
    workers.start();
    worker(1).serve();
    await settle();
    expect(told).toEqual([['cannot listen', error]]);
    expect(forked).toHaveLength(1);
  });

  it('are given connections from when they can serve until they are gone', async () => {
    const { workers, heard, worker } = setUp(2);
    workers.start();
    worker(1).serve();
    await settle();
    worker(2).serve();
    worker(2).emit('message', { kind: 'connection-taken' });
    worker(1).die(1);
    expect(heard).toEqual(['1 joins', '2 joins', '2 has it', '1 leaves']);
  });

  it('are replaced when they die, later and later while they die quickly', async () => {
    const { workers, waits, pass, worker } = setUp(2);
    workers.start();
    worker(1).serve();
    await settle();
    for (const id of [2, 3, 4]) worker(id).die(1);
    expect(waits).toEqual([250, 500, 1000]);
    for (const id of [5, 6, 7, 8, 9, 10]) worker(id).die(1);
    expect(Math.max(...waits)).toBe(30_000);
    pass(60_000);
    worker(11).die(1);
    expect(waits.at(-1)).toBe(250);
  });

  it('are all told to stop, then that no connection follows, waited for, and not replaced', async () => {
    const { workers, forked, worker, endArrivals } = setUp(2);
    workers.start();
    worker(1).serve();
    await settle();
    let isStopped = false;
    const stopped = workers.stop().then(() => {
      isStopped = true;
    });
    expect(forked.map(({ signals }) => signals)).toEqual([['SIGTERM'], ['SIGTERM']]);
    await settle();
    expect(forked.map(({ sent }) => sent)).toEqual([[], []]);
    endArrivals();
    await settle();
    expect(forked.map(({ sent }) => sent)).toEqual(Array(2).fill([{ kind: 'last-connection' }]));
    worker(1).die(0);
    await settle();
    expect(isStopped).toBe(false);
    worker(2).die(0);
    await stopped;
    expect(forked).toHaveLength(2);
  });

  it('are killed when they do not end, those that are there still', async () => {
    const { workers, forked, worker, kill } = setUp(2);
    workers.start();
    worker(1).serve();
    await settle();
    void workers.stop();
    worker(2).die(0);
    kill();
    expect(forked.map(({ signals }) => signals)).toEqual([['SIGTERM', 'SIGKILL'], ['SIGTERM']]);
  });
});
