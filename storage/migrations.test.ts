/** The schema: how it is made, that Prisma agrees, and what is refused. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStorage } from './open';
import { queryDatabase } from './testing/query.mjs';
import { issuer, now } from './testing/rows';
import type { TestDatabase } from './testing/storages';
import { clock, sharedKinds, sharedPostgres } from './testing/storages';

const refused = (part: string) =>
  expect.objectContaining({ kind: 'migration-failed', message: expect.stringContaining(part) });

/** Each unique key and index, with its columns in order. */
const indexesOf = {
  SQLite: `SELECT i.name, group_concat(c.name) AS columns FROM sqlite_master AS t
    JOIN pragma_index_list(t.name) AS i JOIN pragma_index_info(i.name) AS c
    WHERE t.type = 'table' AND t.name NOT IN ('realm', '_prisma_migrations') GROUP BY i.name ORDER BY i.name`,
  PostgreSQL: `SELECT indexname AS name, substring(indexdef FROM '\\((.*)\\)') AS columns FROM pg_indexes
    WHERE schemaname = 'public' AND tablename NOT IN ('realm', '_prisma_migrations') ORDER BY indexname`,
};

describe.each(sharedKinds)('the schema on $name', ({ name, create }) => {
  let database: TestDatabase;
  let projectRoot: string;
  const folder = name === 'SQLite' ? 'sqlite' : 'postgresql';

  beforeAll(async () => {
    database = await create();
    projectRoot = mkdtempSync(join(tmpdir(), 'gatehouse-project-'));
    cpSync('prisma/migrations', join(projectRoot, 'prisma/migrations'), { recursive: true });
    await database.open();
  });
  afterAll(async () => {
    await database.dispose();
    rmSync(projectRoot, { recursive: true, force: true });
  });

  const reopen = async () => {
    const storage = await openStorage({ databaseUrl: database.databaseUrl, issuer, clock, projectRoot });
    await storage.close();
  };
  const addMigration = (migration: string, sql: string) => {
    const path = join(projectRoot, 'prisma/migrations', folder, migration);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'migration.sql'), sql);
    return path;
  };

  it('has the realm first in every key and every index', async () => {
    const indexes = await queryDatabase(database.databaseUrl, indexesOf[name as keyof typeof indexesOf]);
    expect(indexes.length).toBeGreaterThan(40);
    expect(indexes.filter(({ columns }) => !String(columns).startsWith('realm_id'))).toEqual([]);
  });

  it('is recorded in the form in which Prisma records it, and Prisma finds nothing to do', async () => {
    const command = ['scripts/migration-status.mjs', folder, database.databaseUrl];
    const status = JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' }));
    const clean = { editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true, history: null };
    expect(status.diagnosis).toMatchObject(clean);
    expect(status.applied).toEqual([]);
  });

  it('takes a new migration once, keeps a failing one out as a whole, and goes on when that is mended', async () => {
    addMigration('20990101000000_more', 'CREATE TABLE more (id INTEGER); INSERT INTO more VALUES (1);');
    await reopen();
    await reopen();
    expect(await queryDatabase(database.databaseUrl, 'SELECT id FROM more')).toEqual([{ id: 1 }]);
    const broken = addMigration(
      '20990102000000_broken',
      'INSERT INTO more VALUES (2); INSERT INTO nowhere VALUES (1);',
    );
    await expect(reopen()).rejects.toEqual(refused('20990102000000_broken'));
    expect(await queryDatabase(database.databaseUrl, 'SELECT id FROM more')).toEqual([{ id: 1 }]);
    rmSync(broken, { recursive: true });
    await expect(reopen()).resolves.toBeUndefined();
  });

  it('runs on the schema of a newer release', async () => {
    rmSync(join(projectRoot, 'prisma/migrations', folder, '20990101000000_more'), { recursive: true, force: true });
    await expect(reopen()).resolves.toBeUndefined();
  });

  it('is refused when an applied migration was changed, or one did not finish, until that is resolved', async () => {
    const { databaseUrl } = database;
    const half = `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
      VALUES ('half', 'x', '20990103000000_half', ${name === 'SQLite' ? now.getTime() : 'now()'}, 0)`;
    await queryDatabase(databaseUrl, half);
    await expect(reopen()).rejects.toEqual(refused('20990103000000_half was begun and did not finish'));
    await queryDatabase(databaseUrl, "UPDATE _prisma_migrations SET rolled_back_at = started_at WHERE id = 'half'");
    await expect(reopen()).resolves.toBeUndefined();
    addMigration('20261121000000_init', '-- changed');
    await expect(reopen()).rejects.toEqual(refused('20261121000000_init was changed'));
  });
});

describe('the schema files', () => {
  it('agree with each other and with the migrations', async () => {
    const env = { ...process.env, GATEHOUSE_TEST_DATABASE_URL: (await sharedPostgres()).url };
    const check = (script: string) => execFileSync(process.execPath, [`scripts/${script}`, '--check'], { env });
    expect(() => check('derive-schema.mjs')).not.toThrow();
    expect(() => check('write-migration.mjs')).not.toThrow();
  });

  it('are needed', async () => {
    const open = openStorage({ databaseUrl: 'file:/tmp/none/x.db', issuer, clock, projectRoot: '/nonexistent' });
    await expect(open).rejects.toEqual(refused('/nonexistent'));
  });
});
