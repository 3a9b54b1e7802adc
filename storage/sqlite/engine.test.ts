/** What happens on SQLite when another process is in the way. */
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrismaClient } from '../prisma/generated/sqlite/client';
import type { Storage } from '../storage';
import { aCode, anAuthorization, aPerson, aRefreshToken, grant, later, now } from '../testing/rows';
import type { TestDatabase } from '../testing/storages';
import { clock, createSqliteDatabase } from '../testing/storages';
import { createSqliteAdapter } from './adapter';
import { onlyReading, openSqlite } from './engine';

const unavailable = expect.objectContaining({ kind: 'storage-unavailable' });

let database: TestDatabase;
let storage: Storage;
let file: string;
/** A connection that is none of the storage's, as another process has one. */
let other: Database.Database;

beforeEach(async () => {
  database = await createSqliteDatabase();
  storage = await database.open();
  file = database.databaseUrl.slice('file:'.length);
  other = new Database(file);
});
afterEach(async () => {
  other.close();
  await database.dispose();
});

const isStored = (id: string) => other.prepare('SELECT 1 FROM person WHERE id = ?').get(id) !== undefined;

describe('a database that another process is writing to', () => {
  it('is unavailable after a few seconds, for each way to write, and is as before when the other is done', async () => {
    const { authorization } = await grant(storage);
    const code = aCode(authorization.id);
    await storage.stores.authorizationCodes.create(code);
    const [alone, inUnit, after] = [aPerson(), aPerson(), aPerson()];

    other.exec('BEGIN IMMEDIATE');
    const refreshToken = aRefreshToken(authorization.id);
    const spend = () => storage.spends.redeemAuthorizationCode({ hash: code.hash, at: now, refreshToken });
    await expect(storage.stores.people.create(alone)).rejects.toEqual(unavailable);
    await expect(storage.transaction(({ people }) => people.create(inUnit))).rejects.toEqual(unavailable);
    await expect(spend()).rejects.toEqual(unavailable);
    await expect(storage.stores.people.find(authorization.personId ?? '')).resolves.toBeDefined();
    other.exec('ROLLBACK');

    await storage.transaction(({ people }) => people.create(after));
    expect(await spend()).toBe('spent');
    expect([alone, inUnit, after].map(({ id }) => isStored(id))).toEqual([false, false, true]);
  });

  it('is waited for as long as was asked for, by every connection that writes', async () => {
    const options = { clock, busyTimeoutMilliseconds: 10_000 };
    const engine = await openSqlite(database.databaseUrl, process.cwd(), options);
    try {
      const waits = await engine.writer.$queryRaw<{ timeout: bigint }[]>`PRAGMA busy_timeout`;
      expect(waits.map(({ timeout }) => Number(timeout))).toEqual([10_000]);
    } finally {
      await engine.close();
    }
  });

  it('keeps what was acknowledged while readers stay in the middle of a transaction', async () => {
    other.exec('BEGIN');
    expect(isStored('nobody')).toBe(false);
    const people = Array.from({ length: 10 }, () => aPerson());
    for (const person of people) await storage.transaction((unit) => unit.people.create(person));
    expect(isStored(people[0]?.id ?? '')).toBe(false);
    other.exec('COMMIT');
    expect(people.map(({ id }) => isStored(id))).toEqual(people.map(() => true));
  });

  it('does not fail a unit of work that reads before it writes', async () => {
    const [person, theirs] = [aPerson(), aPerson()];
    await storage.stores.people.create(person);
    await storage.transaction(async (unit) => {
      await unit.people.find(person.id);
      // Anyone else has to wait from the beginning, not from the first write.
      other.pragma('busy_timeout = 0');
      expect(() => other.exec('BEGIN IMMEDIATE')).toThrow('locked');
      await unit.people.update(person.id, { username: theirs.username });
    });
    expect((await storage.stores.people.find(person.id))?.username).toBe(theirs.username);
  });
});

describe('a transaction whose COMMIT fails', () => {
  it('is undone, and does not swallow what is written after it', async () => {
    const { realmId } = storage;
    await storage.close();
    // With a rollback journal, unlike with WAL, a reader keeps a writer from committing.
    other.pragma('journal_mode = DELETE');
    const adapter = createSqliteAdapter({ file, busyTimeoutMilliseconds: 50, pragmas: 'PRAGMA foreign_keys = ON;' });
    const client = new PrismaClient({ adapter });
    const create = ({ id }: { id: string }) =>
      client.$transaction((unit) => unit.role.create({ data: { realmId, id, name: id, description: '' } }));
    const names = () => other.prepare('SELECT name FROM role ORDER BY name').pluck().all();
    try {
      other.exec('BEGIN');
      expect(names()).toEqual([]);
      await expect(create({ id: 'lost' })).rejects.toThrow();
      other.exec('COMMIT');
      await create({ id: 'first' });
      await client.role.create({ data: { realmId, id: 'second', name: 'second', description: '' } });
      expect(names()).toEqual(['first', 'second']);
    } finally {
      await client.$disconnect();
    }
  });
});

describe('times', () => {
  it('are integer milliseconds, whether Prisma or a prepared statement wrote them', async () => {
    const authorization = anAuthorization();
    const [code, refreshToken] = [aCode(authorization.id), aRefreshToken(authorization.id)];
    await storage.stores.authorizations.create(authorization);
    await storage.stores.authorizationCodes.create(code);
    await storage.spends.redeemAuthorizationCode({ hash: code.hash, at: later(1), refreshToken });
    const times = other.prepare('SELECT created_at, expires_at, consumed_at FROM authorization_code').raw().get();
    expect(times).toEqual([now, code.expiresAt, later(1)].map((time) => time.getTime()));
    const tokenTimes = other.prepare('SELECT created_at, absolute_expires_at FROM refresh_token').raw().get();
    expect(tokenTimes).toEqual([now, refreshToken.absoluteExpiresAt].map((time) => time.getTime()));
  });
});

describe('a read', () => {
  it('cannot write, so nothing gets past the write lock', async () => {
    const adapter = createSqliteAdapter({ file, busyTimeoutMilliseconds: 50, pragmas: '' });
    const client = new PrismaClient({ adapter });
    const reader = onlyReading(client);
    expect(await reader.role.findMany()).toEqual([]);
    await expect(reader.role.deleteMany()).rejects.toThrow('deleteMany is no way to read');
    await expect(client.$queryRaw`REPLACE INTO role (realm_id) VALUES ('x')`).rejects.toThrow(/readonly/);
    await client.$disconnect();
  });
});
