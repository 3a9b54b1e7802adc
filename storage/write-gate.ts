/** One writer at a time within a process: SQLite has one anyway, and here nobody blocks the event loop while waiting. */
import { storageFailure } from './failure';

export interface WriteGate {
  /** Runs `work` alone, in the order of calls. Throws `storage-unavailable` when its turn does not come in time. */
  run<T>(work: () => Promise<T> | T): Promise<T>;
}

/** A gate at which each call waits at most `waitMilliseconds` for its turn. */
export function createWriteGate(waitMilliseconds: number): WriteGate {
  const waiting: Array<() => void> = [];
  let busy = false;

  const enter = (): Promise<void> => {
    if (!busy) {
      busy = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(admit), 1);
        reject(storageFailure('storage-unavailable', 'Too many writes are waiting.'));
      }, waitMilliseconds);
      waiting.push(admit);
    });
  };

  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else busy = false;
  };

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
