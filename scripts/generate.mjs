#!/usr/bin/env node
// Generates both Prisma clients into storage/prisma/generated. Does nothing while they are current; --force always does.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { derivePostgresqlSchema } from './derive-schema.mjs';

const root = new URL('../', import.meta.url);
const generated = new URL('storage/prisma/generated/', root);
const databases = ['sqlite', 'postgresql'];

const stamp = new URL('stamp', generated);

/** True when the clients were generated from the schemas and the Prisma of now. */
export const isGenerated = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();

/** Generates the clients of both databases unless they were generated from the schemas and the Prisma of now. */
export function generateClients({ force = false } = {}) {
  if (!force && isGenerated()) return false;
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(generated, { recursive: true });
  for (const database of databases) generateOne(database);
  writeFileSync(stamp, fingerprint());
  return true;
}

function fingerprint() {
  const hash = createHash('sha256');
  hash.update(readFileSync(new URL('node_modules/prisma/package.json', root)));
  for (const database of databases) hash.update(readFileSync(new URL(`prisma/schema.${database}.prisma`, root)));
  return hash.digest('hex');
}

function generateOne(database) {
  const command = fileURLToPath(new URL('node_modules/prisma/build/index.js', root));
  const schema = `prisma/schema.${database}.prisma`;
  const result = spawnSync(process.execPath, [command, 'generate', '--no-hints', '--schema', schema], {
    cwd: fileURLToPath(root),
    encoding: 'utf8',
    env: {
      ...process.env,
      // `generate` does not use the schema engine; naming an executable that exists keeps Prisma from downloading one.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (result.status !== 0) throw new Error(`prisma generate failed for ${database}:\n${result.stdout}${result.stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const derived = derivePostgresqlSchema(readFileSync(new URL('prisma/schema.sqlite.prisma', root), 'utf8'));
  if (readFileSync(new URL('prisma/schema.postgresql.prisma', root), 'utf8') !== derived) {
    console.error('prisma/schema.postgresql.prisma is not current: run node scripts/derive-schema.mjs');
    process.exit(1);
  }
  console.log(
    generateClients({ force: process.argv.includes('--force') })
      ? 'Prisma clients generated.'
      : 'Prisma clients are current.',
  );
}
