/** Learns of other processes' changes on SQLite by looking, at most every second, whether the file was written. */
import type Database from 'better-sqlite3';
import type { ChangeWatch } from '../engine';

const everyMilliseconds = 1000;

/**
 * `data_version` says that anything at all was committed by another connection; the realm's change number, read only
 * then, says whether it was something that is cached.
 */
export function watchSqlite(database: Database.Database, realmId: string, onForeignChange: () => void): ChangeWatch {
  const changeNumber = database.prepare<[string], number>('SELECT change_number FROM realm WHERE id = ?').pluck();
  const readVersion = () => database.pragma('data_version', { simple: true });
  let version = readVersion();
  let known = changeNumber.get(realmId) ?? 0;

  const look = () => {
    const current = readVersion();
    if (current === version) return;
    version = current;
    const number = changeNumber.get(realmId) ?? 0;
    if (number === known) return;
    known = number;
    onForeignChange();
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch {
      // The file is away; requests say so, and the next look tries again.
    }
  }, everyMilliseconds);
  timer.unref();

  return {
    sawOwnChange: () => {
      known += 1;
    },
    stop: async () => clearInterval(timer),
  };
}
