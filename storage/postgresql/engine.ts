/** PostgreSQL: one bounded pool that Prisma and the prepared statements share. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Clock } from '@/protocol/ports';
import type { Engine } from '../engine';
import { translated } from '../failure';
import { readMigrations } from '../migrations';
import type { DatabaseClient } from '../prisma/access';
import { createPostgresqlAdapter } from './adapter';
import { channel, watchPostgresql } from './changes';
import { toConfiguration } from './configuration';
import { ResettingClient } from './connection';
import { migratePostgresql } from './migrate';
import { createPostgresqlPrepared } from './prepared';
import { createPostgresqlSpends } from './spends';
import { watchYoungTables } from './young-tables';

/**
 * The server ends a statement that takes too long; a network that drops everything is noticed here alone, and a request
 * must not wait for it. Not for migrations, which have a connection of their own.
 */
const deadlines = { statement_timeout: 5000, lock_timeout: 4000, query_timeout: 6000 };

/** Brings the database of a `postgresql://` URL to the newest schema and opens it. Throws `migration-failed`, `invalid-database-url`. */
export async function openPostgresql(databaseUrl: string, projectRoot: string, clock: Clock): Promise<Engine> {
  const { client: config, poolSize, schema } = toConfiguration(databaseUrl);
  const migrations = await readMigrations(projectRoot, 'postgresql');
  await translated(() => migratePostgresql(config, migrations, clock));

  const { PrismaClient } = await import('../prisma/generated/postgresql/client');
  // The pool hands its configuration on, whatever its type says.
  const Client = ResettingClient as unknown as new () => pg.ClientBase;
  const pool = new pg.Pool({
    ...config,
    ...deadlines,
    Client,
    max: poolSize,
    idleTimeoutMillis: 30_000,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // The two generated clients differ in name only.
  const client = new PrismaClient({ adapter: createPostgresqlAdapter(pool, schema) }) as unknown as DatabaseClient;
  const origin = randomUUID();
  const stopWatching = watchYoungTables(pool);

  return {
    reader: client,
    writer: client,
    exclusive: (work) => work(),
    prepared: createPostgresqlPrepared(pool),
    createSpends: (realmId) => createPostgresqlSpends(pool, realmId),
    async announce(db, realmId) {
      await db.$queryRaw`SELECT pg_notify(${channel}, ${`${realmId} ${origin}`})::text`;
    },
    watch: (realmId, onForeignChange) => watchPostgresql(config, { realmId, origin }, onForeignChange),
    async check() {
      await pool.query('SELECT 1');
    },
    async close() {
      stopWatching();
      await client.$disconnect();
      await pool.end();
    },
  };
}
