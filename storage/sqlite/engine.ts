/** SQLite: one file, three connections, one writer at a time. */

import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { Clock } from '@/protocol/ports';
import type { Engine } from '../engine';
import { storageFailure, translated } from '../failure';
import { readMigrations } from '../migrations';
import type { DatabaseClient } from '../prisma/access';
import { createWriteGate } from '../write-gate';
import { createSqliteAdapter } from './adapter';
import { watchSqlite } from './changes';
import { createCommitTogether } from './commit-together';
import { migrateSqlite } from './migrate';
import { createSqlitePrepared } from './prepared';
import { createSqliteSpends } from './spends';

const gateTimeoutMilliseconds = 5000;
const pragmas = 'PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;';

/** Opens the file of a `file:` URL, relative to the project's root, making it and bringing it to the newest schema. */
export async function openSqlite(
  databaseUrl: string,
  projectRoot: string,
  { clock, busyTimeoutMilliseconds }: { clock: Clock; busyTimeoutMilliseconds: number },
): Promise<Engine> {
  const file = toPath(databaseUrl, projectRoot);
  const migrations = await readMigrations(projectRoot, 'sqlite');
  await translated(async () => {
    mkdirSync(dirname(file), { recursive: true });
    // Only its owner may read it; SQLite gives the files beside it the same mode.
    closeSync(openSync(file, 'a', 0o600));
    await migrateSqlite(file, migrations, clock);
  });

  const { PrismaClient } = await import('../prisma/generated/sqlite/client');
  const client = new PrismaClient({ adapter: createSqliteAdapter({ file, busyTimeoutMilliseconds, pragmas }) });
  const direct = new Database(file, { timeout: busyTimeoutMilliseconds });
  direct.exec(pragmas);
  const alive = direct.prepare('SELECT count(*) FROM realm');
  const gate = createWriteGate(gateTimeoutMilliseconds);
  const exclusive = <T>(work: () => Promise<T>) => gate.run(work);
  const commitTogether = createCommitTogether(direct, exclusive);

  return {
    reader: onlyReading(client),
    writer: client,
    exclusive,
    prepared: createSqlitePrepared(direct, commitTogether),
    createSpends: (realmId) => createSqliteSpends(direct, realmId, commitTogether),
    announce: async () => {},
    watch: async (realmId, onForeignChange) => watchSqlite(direct, realmId, onForeignChange),
    check: async () => {
      alive.get();
    },
    close: async () => {
      await client.$disconnect();
      direct.close();
    },
  };
}

const readingOperations = /^(?:find|count|aggregate|groupBy|\$queryRaw)/;

/** The same client, but no write gets past the gate through it: it throws. */
export function onlyReading(client: DatabaseClient): DatabaseClient {
  const extended = client.$extends({
    query: {
      $allOperations({ operation, args, query }) {
        if (!readingOperations.test(operation)) throw new Error(`${operation} is no way to read.`);
        return query(args);
      },
    },
  });
  return extended as unknown as DatabaseClient;
}

function toPath(databaseUrl: string, projectRoot: string): string {
  const path = databaseUrl.replace(/^file:(\/\/(?=\/))?/, '').replace(/\?.*$/, '');
  if (path === '' || path === ':memory:') {
    throw storageFailure(
      'invalid-database-url',
      'DATABASE_URL must name a file, for instance file:./data/gatehouse.db.',
    );
  }
  return resolve(projectRoot, path);
}
