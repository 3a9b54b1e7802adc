/** The storages that the suites run on, each on a database of its own; those of one test file share a server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createMemoryStorage } from '../memory/storage';
import { openStorage } from '../open';
import type { Storage } from '../storage';
import { startTestPostgres } from './postgres.mjs';
import { issuer, now } from './rows';

export interface TestDatabase {
  databaseUrl: string;
  open(): Promise<Storage>;
  dispose(): Promise<void>;
}

export interface StorageKind {
  name: string;
  /** An empty database. */
  create(): Promise<TestDatabase>;
}

export const clock = { now: () => now };

let server: ReturnType<typeof startTestPostgres> | undefined;

/** The server of this test file; it is started for the first who asks, and stopped after the last test. */
export function sharedPostgres(): ReturnType<typeof startTestPostgres> {
  server ??= startTestPostgres();
  return server;
}
afterAll(async () => (await server)?.stop());

export async function createSqliteDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-sqlite-'));
  const databaseUrl = `file:${join(folder, 'data', 'gatehouse.db')}`;
  return withOpened(databaseUrl, async () => rmSync(folder, { recursive: true, force: true }));
}

/** It goes with its server. */
async function createPostgresqlDatabase(): Promise<TestDatabase> {
  return withOpened(await (await sharedPostgres()).createDatabase());
}

async function createMemoryDatabase(): Promise<TestDatabase> {
  const storage = createMemoryStorage({ clock });
  return { databaseUrl: 'memory:', open: async () => storage, dispose: async () => {} };
}

function withOpened(databaseUrl: string, drop = async () => {}): TestDatabase {
  const opened: Storage[] = [];
  return {
    databaseUrl,
    async open() {
      const storage = await openStorage({ databaseUrl, issuer, clock });
      opened.push(storage);
      return storage;
    },
    async dispose() {
      await Promise.all(opened.map((storage) => storage.close()));
      await drop();
    },
  };
}

/** The databases that outlive a process and that several processes share. */
export const sharedKinds: StorageKind[] = [
  { name: 'SQLite', create: createSqliteDatabase },
  { name: 'PostgreSQL', create: createPostgresqlDatabase },
];

export const allKinds: StorageKind[] = [{ name: 'memory', create: createMemoryDatabase }, ...sharedKinds];
