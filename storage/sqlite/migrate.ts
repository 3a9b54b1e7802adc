/** Migrations on SQLite: all of them in one exclusive transaction. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Clock } from '@/protocol/ports';
import type { Migration, RecordedMigration } from '../migrations';
import { findPending, migrationFailure } from '../migrations';

const createTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "checksum" TEXT NOT NULL,
    "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL,
    "logs" TEXT,
    "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
  )`;

/** Brings the file to the newest schema; of several processes one does it while the others wait. */
export async function migrateSqlite(file: string, migrations: Migration[], clock: Clock): Promise<void> {
  const database = new Database(file, { timeout: 60_000 });
  try {
    await enableWriteAheadLog(database);
    database.pragma('synchronous = FULL');
    // A migration may rebuild a table that others refer to; this has no effect inside a transaction.
    database.pragma('foreign_keys = OFF');
    database.transaction(() => apply(database, migrations, clock)).exclusive();
  } finally {
    database.close();
  }
}

/** The switch needs the file for itself for a moment, and gives up instead of waiting when another process has it. */
async function enableWriteAheadLog(database: Database.Database): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const busy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
      if (!busy || attempt === 200) throw error;
      await delay(25);
    }
  }
}

function apply(database: Database.Database, migrations: Migration[], clock: Clock): void {
  database.exec(createTable);
  const recorded = database
    .prepare<[], { name: string; checksum: string; finished: number }>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
    )
    .all()
    .map<RecordedMigration>((row) => ({ ...row, finished: row.finished === 1 }));
  const record = database.prepare(
    `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES (?, ?, ?, ?, ?, 1)`,
  );
  for (const { name, sql, checksum } of findPending(migrations, recorded)) {
    try {
      const startedAt = clock.now().getTime();
      database.exec(sql);
      record.run(randomUUID(), checksum, clock.now().getTime(), name, startedAt);
    } catch (error) {
      throw migrationFailure(name, error);
    }
  }
}
