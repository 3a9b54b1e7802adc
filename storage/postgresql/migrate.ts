/** Migrations on PostgreSQL: each in a transaction of its own, all under the advisory lock that Prisma takes too. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Clock } from '@/protocol/ports';
import type { Migration } from '../migrations';
import { findPending, migrationFailure } from '../migrations';

/** The number that Prisma's command line locks too, so that the two never migrate at the same time. */
const advisoryLock = 72707369;

const createTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

/** Brings the database to the newest schema; of several processes one does it while the others wait. */
export async function migratePostgresql(config: pg.ClientConfig, migrations: Migration[], clock: Clock): Promise<void> {
  // A connection of its own: the lock belongs to it and goes with it, and migrations may take long.
  const client = new pg.Client({ ...config, statement_timeout: 0, lock_timeout: 0 });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query(createTable);
    const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
    );
    for (const migration of findPending(migrations, rows)) await apply(client, migration, clock);
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration, clock: Clock): Promise<void> {
  const startedAt = clock.now();
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, $5, 1)`,
      [randomUUID(), checksum, clock.now(), name, startedAt],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw migrationFailure(name, error);
  }
}
