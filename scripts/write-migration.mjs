#!/usr/bin/env node
// Writes the SQL that takes the migrations of both databases to the schemas of now, for development.
//   node scripts/write-migration.mjs 20270101000000_name    writes it, for both databases
//   node scripts/write-migration.mjs --check                fails when migrations and schemas differ
// PostgreSQL replays the migrations in a shadow database, so it needs GATEHOUSE_TEST_DATABASE_URL or a local server;
// the first migration does not.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestPostgres } from '../storage/testing/postgres.mjs';
import { databases, noFilters, openSchemaEngine, schemaFiles } from './schema-engine.mjs';

const migrations = fileURLToPath(new URL('../prisma/migrations/', import.meta.url));

/** The migrations of a database in the form in which the engine takes them. */
export function readMigrations(database) {
  const baseDir = join(migrations, database);
  const names = existsSync(baseDir)
    ? readdirSync(baseDir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: `provider = "${database}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/** The SQL between the migrations and the schema of a database; without statements when they agree. */
export async function differenceToSchema(database, databaseUrl) {
  const engine = await openSchemaEngine(database, databaseUrl);
  const list = readMigrations(database);
  const first = list.migrationDirectories.length === 0;
  const { stdout } = await engine.diff({
    from: first ? { tag: 'empty' } : { tag: 'migrations', ...list },
    to: { tag: 'schemaDatamodel', ...schemaFiles(database) },
    script: true,
    exitCode: null,
    filters: noFilters,
  });
  // The schema exists wherever a database does, and making it needs a right that a careful operator does not give.
  return (stdout ?? '').replace(/^-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n+/m, '');
}

/** True when a script holds nothing but comments. */
export function isEmptyScript(sql) {
  return sql.split('\n').every((line) => line.trim() === '' || line.trimStart().startsWith('--'));
}

async function writeOne(database, databaseUrl, name) {
  const sql = await differenceToSchema(database, databaseUrl);
  if (isEmptyScript(sql)) return console.log(`${database}: nothing to do.`);
  if (name === undefined) {
    console.error(`${database}: the migrations do not lead to the schema:\n${sql}`);
    process.exitCode = 1;
    return;
  }
  const folder = join(migrations, database, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  writeFileSync(
    join(migrations, database, 'migration_lock.toml'),
    `# Read by Prisma's command line.\nprovider = "${database}"\n`,
  );
  console.log(`${database}: ${join(folder, 'migration.sql')}`);
}

async function main() {
  const name = process.argv.includes('--check') ? undefined : process.argv[2];
  if (name === undefined && !process.argv.includes('--check')) {
    console.error('usage: node scripts/write-migration.mjs 20270101000000_name | --check');
    process.exitCode = 2;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-migration-'));
  const postgres = await startTestPostgres();
  try {
    const database = await postgres.createDatabase();
    const urls = { sqlite: `file:${join(folder, 'shadow.db')}`, postgresql: database };
    for (const each of databases) await writeOne(each, urls[each], name);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
