/** Single calls and units of work of one realm. */

import type { Clock } from '@/protocol/ports';
import type { Engine } from '../engine';
import { storageFailure, translated } from '../failure';
import type { Access, Queries } from './access';

const waitMilliseconds = 3000;
const unitOfWorkMilliseconds = 10_000;

export interface PrismaUnitOfWork {
  /** For single calls. */
  access: Access;
  /** All that `work` does through the access that it is given, or nothing. */
  run<T>(work: (access: Access) => Promise<T>): Promise<T>;
}

/** `onOwnChange` is called after each committed change to what is cached. */
export function createUnitOfWork(
  engine: Engine,
  realm: { realmId: string; clock: Clock },
  onOwnChange: () => void,
): PrismaUnitOfWork {
  const atOnce = <T>(work: (db: Queries) => Promise<T>): Promise<T> => {
    const options = { maxWait: waitMilliseconds, timeout: unitOfWorkMilliseconds };
    return translated(() =>
      engine.exclusive(() => engine.writer.$transaction((db) => withDeadline(work(db)), options)),
    );
  };

  /** Counting first also locks the realm's row, so that changes come one after the other. */
  const change = async <T>(db: Queries, work: (db: Queries) => Promise<T>): Promise<T> => {
    const where = { id: realm.realmId };
    await db.realm.update({ where, data: { changeNumber: { increment: 1 } }, select: { id: true } });
    await engine.announce(db, realm.realmId);
    return work(db);
  };

  const accessWithin = (db: Queries, onChange: () => void): Access => {
    const run: Access['write'] = (work) => translated(() => work(db));
    return {
      ...realm,
      read: run,
      write: run,
      together: run,
      change: (work) => {
        onChange();
        return run(() => change(db, work));
      },
    };
  };

  return {
    access: {
      ...realm,
      read: (work) => translated(() => work(engine.reader)),
      write: (work) => translated(() => engine.exclusive(() => work(engine.writer))),
      together: atOnce,
      async change(work) {
        const result = await atOnce((db) => change(db, work));
        onOwnChange();
        return result;
      },
    },
    async run(work) {
      let changes = 0;
      const count = () => {
        changes += 1;
      };
      const result = await atOnce((db) => work(accessWithin(db, count)));
      for (; changes > 0; changes -= 1) onOwnChange();
      return result;
    },
  };
}

/** Prisma waits for `work` however long it takes; the write lock must not. */
async function withDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const late = () => reject(storageFailure('storage-unavailable', 'A unit of work took too long.'));
    timer = setTimeout(late, unitOfWorkMilliseconds - 500);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
