import { setImmediate as endOfTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { createWriteGate } from '../write-gate';
import { createCommitTogether } from './commit-together';

const opened: Database.Database[] = [];
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

function begin(waitMilliseconds = 1000) {
  const database = new Database(':memory:');
  opened.push(database);
  database.exec('CREATE TABLE t (name TEXT PRIMARY KEY)');
  let commits = 0;
  const gate = createWriteGate(waitMilliseconds);
  const commitTogether = createCommitTogether(database, (work) =>
    gate.run(() => {
      commits += 1;
      return work();
    }),
  );
  const statement = database.prepare('INSERT INTO t VALUES (?)');
  const insert = (...names: string[]) => commitTogether(() => names.map((name) => statement.run(name).changes).length);
  const names = () => database.prepare('SELECT name FROM t ORDER BY name').pluck().all();
  return { database, gate, insert, names, commitTogether, commits: () => commits };
}

describe('writes that wait', () => {
  it('share one commit, and each gets its own answer', async () => {
    const { insert, names, commits } = begin();
    expect(await Promise.all([insert('a'), insert('b', 'c'), insert()])).toEqual([1, 2, 0]);
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(commits()).toBe(1);
    await insert('d');
    expect(commits()).toBe(2);
  });

  /** Two writes more in each of so many turns. */
  async function insertInTurns(insert: (name: string) => Promise<number>, count: number): Promise<Promise<number>[]> {
    const writes: Promise<number>[] = [];
    for (let turn = 0; turn < count; turn += 1) {
      writes.push(insert(`${turn} a`), insert(`${turn} b`));
      await endOfTurn();
    }
    return writes;
  }

  it('share it also with those that come in the turns after, while each brings more', async () => {
    const { insert, commits } = begin();
    await Promise.all(await insertInTurns(insert, 5));
    expect(commits()).toBe(1);
  });

  it('wait for no more than eight turns', async () => {
    const { insert, commits } = begin();
    await Promise.all(await insertInTurns(insert, 30));
    expect(commits()).toBeGreaterThanOrEqual(3);
  });

  it('are undone alone when they fail', async () => {
    const { insert, names } = begin();
    const settled = await Promise.allSettled([insert('a'), insert('b', 'a'), insert('c')]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(names()).toEqual(['a', 'c']);
  });

  it('all fail when the commit does, and nothing of them is written', async () => {
    const { database, insert, names } = begin();
    database.pragma('foreign_keys = ON');
    database.exec('CREATE TABLE child (name TEXT REFERENCES t (name) DEFERRABLE INITIALLY DEFERRED)');
    database.exec(
      "CREATE TRIGGER orphan AFTER INSERT ON t WHEN new.name = 'z' BEGIN INSERT INTO child VALUES ('?'); END",
    );
    const settled = await Promise.allSettled([insert('a'), insert('z')]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(names()).toEqual([]);
    expect(database.inTransaction).toBe(false);
    expect(await insert('a')).toBe(1);
  });

  it('all fail when one ends the transaction, instead of being written without it', async () => {
    const { database, insert, names, commitTogether } = begin();
    const broken = commitTogether(() => database.exec('ROLLBACK'));
    const settled = await Promise.allSettled([insert('a'), broken, insert('b')]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(names()).toEqual([]);
  });

  it('fail when their turn does not come in time, and later ones do not', async () => {
    const { gate, insert, names } = begin(1);
    let leave = () => {};
    const held = gate.run(() => new Promise<void>((resolve) => (leave = resolve)));
    await expect(insert('a')).rejects.toMatchObject({ kind: 'storage-unavailable' });
    leave();
    await held;
    await insert('b');
    expect(names()).toEqual(['b']);
  });
});
