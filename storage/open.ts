/** Opens the storage of one realm: migrated, with its realm, ready for use. */
import type { Clock } from '@/protocol/ports';
import type { Engine } from './engine';
import { storageFailure, translated } from './failure';
import { openPostgresql } from './postgresql/engine';
import { createPrismaStorage } from './prisma/storage';
import type { WhenIssuerDiffers } from './realm';
import { ensureRealm } from './realm';
import { openSqlite } from './sqlite/engine';
import type { Storage } from './storage';

export interface StorageOptions {
  /** `file:./data/gatehouse.db`, relative to `projectRoot`, or `postgresql://...`. */
  databaseUrl: string;
  /** The first realm's; the realm is made when there is none. */
  issuer: string;
  /** What to do when the first realm's is another; by default it moves, as DECISIONS 5 says of a server's start. */
  whenIssuerDiffers?: WhenIssuerDiffers;
  /** How long a statement waits for another process that writes to the SQLite file; by default what a request can wait. */
  busyTimeoutMilliseconds?: number;
  clock: Clock;
  /** Where `prisma/migrations` is; by default the working directory. */
  projectRoot?: string;
}

/**
 * Any number of processes may do this at once on an empty database: one schema, one realm. Throws `storage-unavailable`,
 * `migration-failed`, `invalid-database-url` or `other-issuer`.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { issuer, clock, whenIssuerDiffers = 'move' } = options;
  const engine = await openEngine(options);
  try {
    const realm = await translated(() => ensureRealm(engine, { issuer, whenIssuerDiffers, clock }));
    return await translated(() => createPrismaStorage(engine, realm, clock));
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function openEngine(options: StorageOptions): Promise<Engine> {
  const { databaseUrl, clock, projectRoot = process.cwd(), busyTimeoutMilliseconds = 1000 } = options;
  if (databaseUrl.startsWith('file:')) return openSqlite(databaseUrl, projectRoot, { clock, busyTimeoutMilliseconds });
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return openPostgresql(databaseUrl, projectRoot, clock);
  throw storageFailure('invalid-database-url', 'DATABASE_URL must begin with file: or postgresql://.');
}
