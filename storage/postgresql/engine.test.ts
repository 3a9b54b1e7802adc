/** What happens on PostgreSQL when connections break, and what differs there. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStorage } from '../open';
import type { Storage } from '../storage';
import { startTestPostgres } from '../testing/postgres.mjs';
import { queryDatabase } from '../testing/query.mjs';
import { aClient, aCode, aPerson, aRefreshToken, grant, issuer, later, now } from '../testing/rows';
import { clock } from '../testing/storages';

const unavailable = expect.objectContaining({ kind: 'storage-unavailable' });

let server: Awaited<ReturnType<typeof startTestPostgres>>;
let databaseUrl: string;
let storage: Storage;

beforeAll(async () => {
  server = await startTestPostgres();
  databaseUrl = await server.createDatabase();
  storage = await openStorage({ databaseUrl, issuer, clock });
});
afterAll(async () => {
  await storage.close();
  await server.stop();
});

const query = (sql: string) => queryDatabase(databaseUrl, sql);

it('stores the same instants whatever the time zone of the server, by Prisma and by prepared statement', async () => {
  const { authorization } = await grant(storage);
  const code = aCode(authorization.id);
  await storage.stores.authorizationCodes.create(code);
  await storage.spends.redeemAuthorizationCode({ hash: code.hash, at: later(1), refreshToken: null });
  const [row] = await query('SELECT created_at, expires_at, consumed_at FROM authorization_code');
  expect(row).toEqual({ created_at: now, expires_at: code.expiresAt, consumed_at: later(1) });
});

it('keeps several realms apart in one database', async () => {
  await query(
    `INSERT INTO realm (id, issuer, created_at) VALUES ('elsewhere', 'https://other.example.com', '${later(1).toISOString()}')`,
  );
  const elsewhere = await openStorage({ databaseUrl, issuer: 'https://other.example.com', clock });
  try {
    const { person, session, authorization } = await grant(storage);
    const [client, code] = [aClient(), aCode(authorization.id)];
    await storage.stores.clientAdministration.create(client);
    await storage.stores.authorizationCodes.create(code);
    const { stores, spends } = elsewhere;
    expect(await stores.people.findByName(person.usernameFolded)).toBeUndefined();
    expect(await stores.sessions.findByTokenHash(session.tokenHash)).toBeUndefined();
    expect(await stores.clients.find(client.clientId)).toBeUndefined();
    expect(await stores.clientAdministration.delete(client.clientId)).toBe(false);
    expect(await spends.redeemAuthorizationCode({ hash: code.hash, at: now, refreshToken: null })).toBe('unusable');
    await stores.authorizations.revoke(authorization.id, now);
    expect((await storage.stores.authorizations.find(authorization.id))?.revokedAt).toBeNull();
    await expect(stores.people.create(person)).resolves.toBeUndefined();
  } finally {
    await elsewhere.close();
  }
});

it('uses the schema that the URL names', async () => {
  await query('CREATE SCHEMA "other one"');
  const own = await openStorage({ databaseUrl: `${databaseUrl}?schema=other%20one&connection_limit=2`, issuer, clock });
  try {
    const { person } = await grant(own);
    expect(await storage.stores.people.find(person.id)).toBeUndefined();
    expect(await query('SELECT id FROM "other one".person')).toEqual([{ id: person.id }]);
  } finally {
    await own.close();
  }
});

it('goes on after its connections were cut, and hears of changes again', async () => {
  const other = await openStorage({ databaseUrl, issuer, clock });
  const heard = vi.fn();
  storage.onForeignChange(heard);
  await query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
  );
  const person = aPerson();
  await vi.waitFor(() => storage.stores.people.create(person), { timeout: 5000, interval: 50 });
  expect(await storage.stores.people.find(person.id)).toEqual(person);
  await vi.waitFor(() => other.stores.settings.set('x', 1), { timeout: 5000, interval: 50 });
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: 5000, interval: 50 });
  await other.close();
});

it('spends together what comes together, and refuses alone what cannot be', async () => {
  const { authorization } = await grant(storage);
  const spendable = [aRefreshToken(authorization.id), aRefreshToken(authorization.id)];
  for (const token of spendable) await storage.stores.refreshTokens.create(token);
  const successors = [aRefreshToken('nobody knows it'), aRefreshToken(authorization.id)];
  const outcomes = await Promise.allSettled(
    spendable.map(({ hash }, index) => {
      const successor = successors[index] ?? aRefreshToken(authorization.id);
      return storage.spends.rotateRefreshToken({ hash, at: later(1), successor, replay: null });
    }),
  );
  expect(outcomes).toMatchObject([{ reason: { kind: 'missing-reference' } }, { value: { outcome: 'spent' } }]);
  const [unspent, spent] = await Promise.all(spendable.map(({ hash }) => storage.stores.refreshTokens.find(hash)));
  expect([unspent?.consumedAt, spent?.consumedAt]).toEqual([null, later(1)]);
});

it('makes new statistics of a table that has grown, so that plans fit it', async () => {
  await query('CREATE TABLE growing AS SELECT generate_series(1, 60) AS id');
  const statistics = () => query("SELECT reltuples::int AS rows FROM pg_class WHERE relname = 'growing'");
  await vi.waitFor(async () => expect(await statistics()).toEqual([{ rows: 60 }]), { timeout: 20_000, interval: 100 });
});

describe('a server that is away', () => {
  it('makes everything unavailable, and nothing hang or crash', async () => {
    const { authorization } = await grant(storage);
    await server.stop();
    const refreshToken = aRefreshToken(authorization.id);
    const spend = { hash: 'x', at: now, refreshToken };
    await expect(storage.check()).rejects.toEqual(unavailable);
    await expect(storage.stores.people.find('x')).rejects.toEqual(unavailable);
    await expect(storage.stores.people.create(aPerson())).rejects.toEqual(unavailable);
    await expect(storage.transaction(({ people }) => people.create(aPerson()))).rejects.toEqual(unavailable);
    await expect(storage.spends.redeemAuthorizationCode(spend)).rejects.toEqual(unavailable);
    await expect(openStorage({ databaseUrl, issuer, clock })).rejects.toEqual(unavailable);
  });
});
