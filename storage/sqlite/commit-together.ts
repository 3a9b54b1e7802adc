/**
 * One commit for all writes that wait. A commit lasts until the disk has it, which is longer than everything else about a
 * spend; so those that arrive in one turn of the event loop share it, and in the turns after it while each brings more. None
 * is answered before it is done.
 */
import { setImmediate as endOfTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';

/** Runs `work`, which is synchronous, all or nothing; answers once it is committed. */
export type CommitTogether = <T>(work: () => T) => Promise<T>;

/** Nobody waits longer for others. */
const mostTurns = 8;

interface Waiting {
  run(): void;
  /** After the commit, with what `run` found. */
  settle(): void;
  fail(error: unknown): void;
}

/** `exclusive` holds the process's write lock. Works that fail are undone alone; a commit that fails fails them all. */
export function createCommitTogether(
  database: Database.Database,
  exclusive: <T>(work: () => Promise<T>) => Promise<T>,
): CommitTogether {
  let waiting: Waiting[] = [];
  const runAll = database.transaction((works: Waiting[]) => {
    for (const work of works) {
      work.run();
      // SQLite itself has rolled back, as on a full disk: the next work must not commit by itself.
      if (!database.inTransaction) throw new Error('The transaction has ended early.');
    }
  });

  // Within `runAll` this is a savepoint.
  const alone = database.transaction((work: () => unknown) => work());
  const whileMoreArrive = async () => {
    let seen = 0;
    for (let turn = 0; turn < mostTurns && waiting.length > seen; turn += 1) {
      seen = waiting.length;
      await endOfTurn();
    }
  };
  const takeAll = () => {
    const works = waiting;
    waiting = [];
    return works;
  };
  const flush = async () => {
    const works = takeAll();
    try {
      runAll.immediate(works);
    } catch (error) {
      for (const work of works) work.fail(error);
      return;
    }
    for (const work of works) work.settle();
  };

  return <T>(work: () => T) =>
    new Promise<T>((resolve, reject) => {
      let settle = () => {};
      const run = () => {
        try {
          const value = alone(work) as T;
          settle = () => resolve(value);
        } catch (error) {
          settle = () => reject(error);
        }
      };
      waiting.push({ run, settle: () => settle(), fail: reject });
      if (waiting.length > 1) return;
      whileMoreArrive()
        .then(() => exclusive(flush))
        // Their turn did not come in time.
        .catch((error: unknown) => {
          for (const work of takeAll()) work.fail(error);
        });
    });
}
