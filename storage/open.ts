/** Opens the storage of one realm: migrated, with its realm, ready for use. */
import { uuidv7 } from 'uuidv7';
import type { Clock } from '@/protocol/ports';
import type { Engine } from './engine';
import { storageFailure, translated } from './failure';
import { openPostgresql } from './postgresql/engine';
import { createPrismaStorage } from './prisma/storage';
import { openSqlite } from './sqlite/engine';
import type { Storage } from './storage';

export interface StorageOptions {
  /** `file:./data/gatehouse.db`, relative to `projectRoot`, or `postgresql://...`. */
  databaseUrl: string;
  /** The realm; it is made when there is none with this issuer. */
  issuer: string;
  clock: Clock;
  /** Where `prisma/migrations` is; by default the working directory. */
  projectRoot?: string;
}

/**
 * Any number of processes may do this at once on an empty database: one schema, one realm. Throws `storage-unavailable`,
 * `migration-failed` or `invalid-database-url`.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { databaseUrl, issuer, clock, projectRoot = process.cwd() } = options;
  const engine = await openEngine(databaseUrl, projectRoot, clock);
  try {
    const realmId = await translated(() => ensureRealm(engine, issuer, clock));
    return await translated(() => createPrismaStorage(engine, realmId, clock));
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function openEngine(databaseUrl: string, projectRoot: string, clock: Clock): Promise<Engine> {
  if (databaseUrl.startsWith('file:')) return openSqlite(databaseUrl, projectRoot, clock);
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return openPostgresql(databaseUrl, projectRoot, clock);
  throw storageFailure('invalid-database-url', 'DATABASE_URL must begin with file: or postgresql://.');
}

/**
 * The realm of this issuer. The first realm's issuer is whatever ISSUER says (DECISIONS 5): it moves with the address,
 * or a change of port would open an empty house.
 */
async function ensureRealm(engine: Engine, issuer: string, clock: Clock): Promise<string> {
  const find = () => engine.reader.realm.findUnique({ where: { issuer }, select: { id: true } });
  const realm = await find();
  if (realm) return realm.id;
  const first = await engine.reader.realm.findFirst({
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  const id = first?.id ?? uuidv7();
  try {
    await engine.exclusive(() =>
      first
        ? engine.writer.realm.update({ where: { id }, data: { issuer } })
        : engine.writer.realm.create({ data: { id, issuer, createdAt: clock.now() } }),
    );
    return id;
  } catch (error) {
    // Another process may have been first.
    const theirs = await find();
    if (theirs) return theirs.id;
    throw error;
  }
}
