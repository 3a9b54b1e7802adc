#!/usr/bin/env node
// What Prisma's own engine says of a database, as JSON: node scripts/migration-status.mjs sqlite|postgresql URL
// It applies what is missing, as `prisma migrate deploy` does.
import { noFilters, openSchemaEngine } from './schema-engine.mjs';
import { readMigrations } from './write-migration.mjs';

const [database, databaseUrl] = process.argv.slice(2);
const engine = await openSchemaEngine(database, databaseUrl);
const migrationsList = readMigrations(database);
const diagnosis = await engine.diagnoseMigrationHistory({
  migrationsList,
  optInToShadowDatabase: false,
  filters: noFilters,
});
const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters });
process.stdout.write(JSON.stringify({ diagnosis, applied: appliedMigrationNames }), () => process.exit(0));
