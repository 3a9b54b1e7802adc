#!/usr/bin/env node
// Derives prisma/schema.postgresql.prisma from prisma/schema.sqlite.prisma, because a datasource's provider is a literal.
//   node scripts/derive-schema.mjs            writes it
//   node scripts/derive-schema.mjs --check    fails when it is not current
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../prisma/', import.meta.url);
const source = new URL('schema.sqlite.prisma', folder);
const target = new URL('schema.postgresql.prisma', folder);

/** The same models for PostgreSQL: other provider and output, and times with a zone and milliseconds. */
export function derivePostgresqlSchema(sqliteSchema) {
  const body = sqliteSchema.slice(sqliteSchema.indexOf('generator client'));
  const derived = body
    .replace('generated/sqlite"', 'generated/postgresql"')
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace(/^(\s+\w+\s+DateTime\??)(.*)$/gm, (_, field, rest) => `${field}${rest} @db.Timestamptz(3)`);
  return `// Derived from schema.sqlite.prisma by scripts/derive-schema.mjs. Do not edit.\n\n${derived}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const derived = derivePostgresqlSchema(readFileSync(source, 'utf8'));
  if (!process.argv.includes('--check')) writeFileSync(target, derived);
  else if (readFileSync(target, 'utf8') !== derived) {
    console.error('prisma/schema.postgresql.prisma is not current: run node scripts/derive-schema.mjs');
    process.exitCode = 1;
  }
}
