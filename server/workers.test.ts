import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger';
import type { WorkerDependencies } from './workers';
import { createWorkers } from './workers';

class FakeWorker extends EventEmitter {
  readonly signals: string[] = [];
  isGone = false;
  readonly process = { kill: (signal: string) => this.signals.push(signal) };
  constructor(readonly id: number) {
    super();
  }
  isDead() {
    return this.isGone;
  }
  serve(setupUrl?: string) {
    this.emit('message', { kind: 'worker-ready', setupUrl });
  }
  die(exitCode: number) {
    this.isGone = true;
    this.emit('exit', exitCode, null);
  }
}

const setUp = (count: number) => {
  const forked: FakeWorker[] = [];
  const told: unknown[] = [];
  const waits: number[] = [];
  let clock = 0;
  const fork = () => {
    const worker = new FakeWorker(forked.length + 1);
    forked.push(worker);
    return worker as unknown as ReturnType<WorkerDependencies['fork']>;
  };
  const workers = createWorkers({
    count,
    fork,
    logger: createLogger('silent'),
    onServing: (setupUrl) => told.push(['serving', setupUrl]),
    onFailedStart: (exitCode) => told.push(['failed', exitCode]),
    now: () => clock,
    schedule(work, milliseconds) {
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
  return { workers, forked, told, waits, pass, worker };
};

describe('several workers', () => {
  it('start with one, so that the set-up link is made and told once', () => {
    const { workers, forked, told, worker } = setUp(3);
    workers.start();
    expect(forked).toHaveLength(1);
    worker(1).serve('link');
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

  it('are replaced when they die, later and later while they die quickly', () => {
    const { workers, waits, pass, worker } = setUp(2);
    workers.start();
    worker(1).serve();
    for (const id of [2, 3, 4]) worker(id).die(1);
    expect(waits).toEqual([250, 500, 1000]);
    for (const id of [5, 6, 7, 8, 9, 10]) worker(id).die(1);
    expect(Math.max(...waits)).toBe(30_000);
    pass(60_000);
    worker(11).die(1);
    expect(waits.at(-1)).toBe(250);
  });

  it('are all told to stop, waited for, and not replaced', async () => {
    const { workers, forked, worker } = setUp(2);
    workers.start();
    worker(1).serve();
    let isStopped = false;
    const stopped = workers.stop().then(() => {
      isStopped = true;
    });
    expect(forked.map(({ signals }) => signals)).toEqual([['SIGTERM'], ['SIGTERM']]);
    worker(1).die(0);
    await Promise.resolve();
    expect(isStopped).toBe(false);
    worker(2).die(0);
    await stopped;
    expect(forked).toHaveLength(2);
  });
});
