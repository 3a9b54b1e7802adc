/**
 * Migrations are ordered folders with one `migration.sql`, recorded in Prisma's own table, so that `prisma migrate
 * deploy` and Gatehouse accept each other's work. How they are applied under a lock differs by database.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storageFailure } from './failure';

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256, hex. */
  checksum: string;
}

/** A row of `_prisma_migrations` that was not rolled back. */
export interface RecordedMigration {
  name: string;
  checksum: string;
  finished: boolean;
}

/** The migrations of one database, in order. Throws `migration-failed` when the folder is missing or empty. */
export async function readMigrations(projectRoot: string, database: 'sqlite' | 'postgresql'): Promise<Migration[]> {
  const folder = join(projectRoot, 'prisma', 'migrations', database);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const migrations = await Promise.all(names.sort().map((name) => readMigration(folder, name)));
    if (migrations.length > 0) return migrations;
  } catch (cause) {
    throw storageFailure('migration-failed', `The migrations in ${folder} can't be read.`, { cause });
  }
  throw storageFailure('migration-failed', `There are no migrations in ${folder}.`);
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const text = await readFile(join(folder, name, 'migration.sql'), 'utf8');
  const sql = text.replaceAll('\r\n', '\n');
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/**
 * The migrations that are still to be applied. Throws `migration-failed` when a recorded one did not finish or is not
 * the one that we have. Recorded ones that we do not have are a newer release's, and fine: it only ever adds.
 */
export function findPending(migrations: Migration[], recorded: RecordedMigration[]): Migration[] {
  const unfinished = recorded.find(({ finished }) => !finished);
  if (unfinished) {
    throw storageFailure(
      'migration-failed',
      `Migration ${unfinished.name} was begun and did not finish. Repair the database or restore a backup, then mark it with "prisma migrate resolve".`,
    );
  }
  const checksums = new Map(recorded.map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of migrations) {
    if (checksums.has(name) && checksums.get(name) !== checksum) {
      throw storageFailure('migration-failed', `Migration ${name} was changed after it had been applied.`);
    }
  }
  return migrations.filter(({ name }) => !checksums.has(name));
}

/** The failure of one migration, in a line that names it. */
export function migrationFailure(name: string, cause: unknown): Error {
  const hasMessage = typeof cause === 'object' && cause !== null && 'message' in cause;
  const reason = String(hasMessage ? cause.message : cause);
  return storageFailure('migration-failed', `Migration ${name} failed and was undone: ${reason}`, { cause });
}
