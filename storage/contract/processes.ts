/** What holds when several operating system processes share one database. The same processes serve all kinds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../storage';
import {
  aClient,
  aCode,
  aDeviceCode,
  anAuthorization,
  aPerson,
  aRefreshToken,
  grant,
  now,
  random,
} from '../testing/rows';
import type { StorageKind, TestDatabase } from '../testing/storages';
import type { Acknowledged } from '../testing/worker';
import type { Worker } from '../testing/worker-process';
import { startWorker } from '../testing/worker-process';

interface Place {
  name: string;
  make(): Promise<void>;
  databaseUrl(): string;
  /** Opened by who asks first. */
  storage(): Promise<Storage>;
  dispose(): Promise<void> | undefined;
}

export function describeProcesses(kinds: StorageKind[]): void {
  describe('several processes', () => {
    const places = kinds.map(createPlace);
    const workers: Worker[] = [];

    beforeAll(async () => {
      workers.push(...[1, 2, 3, 4].map(startWorker));
      await Promise.all(places.map((place) => place.make()));
    });
    afterAll(async () => {
      await Promise.all(workers.map((worker) => worker.kill()));
      await Promise.all(places.map((place) => place.dispose()));
    });

    describe.each(places)('on $name', (place) => {
      firstStart(place, workers);
      races(place, workers);
      sharedWork(place, workers);
    });
    kills(places, workers);
  });
}

function createPlace({ name, create }: StorageKind): Place {
  let database: TestDatabase;
  let storage: Promise<Storage> | undefined;
  return {
    name,
    async make() {
      database = await create();
    },
    databaseUrl: () => database.databaseUrl,
    storage() {
      storage ??= database.open();
      return storage;
    },
    dispose: () => database?.dispose(),
  };
}

function firstStart(place: Place, workers: Worker[]): void {
  it('start together on an empty database and make one schema, one realm, one key set, one administrator', async () => {
    const given = { databaseUrl: place.databaseUrl() };
    const starts = await Promise.all(workers.map((worker) => worker.run('firstStart', given)));
    const { realmId, stores } = await place.storage();
    expect(new Set(starts.map((start) => start.realmId))).toEqual(new Set([realmId]));
    expect(new Set(starts.map(({ kids }) => kids.join())).size).toBe(1);
    expect((await stores.signingKeys.list()).map(({ alg }) => alg).toSorted()).toEqual(['ES256', 'RS256']);
    expect(starts.filter(({ completed }) => completed)).toHaveLength(1);
    expect(await stores.people.list({ limit: 10 })).toHaveLength(1);
  });
}

function races(place: Place, workers: Worker[]): void {
  const onceOfFifty = [...Array.from({ length: 49 }, () => 'already-consumed'), 'spent'];
  const race = async (
    task: 'redeem' | 'redeemDevice' | 'rotate' | 'spendAssertion',
    hash: string,
    authorizationId = '',
  ) => {
    const given = { databaseUrl: place.databaseUrl(), hash, authorizationId, times: 25 };
    return (await Promise.all(workers.slice(0, 2).map((worker) => worker.run(task, given)))).flat().toSorted();
  };

  it('redeem one code fifty times at once with one success', async () => {
    const { stores } = await place.storage();
    const authorization = anAuthorization();
    const code = aCode(authorization.id);
    await stores.authorizations.create(authorization);
    await stores.authorizationCodes.create(code);
    expect(await race('redeem', code.hash, authorization.id)).toEqual(onceOfFifty);
  });

  it('redeem one device code fifty times at once with one success', async () => {
    const { stores } = await place.storage();
    const authorization = anAuthorization();
    const code = aDeviceCode({ decision: 'approved', authorizationId: authorization.id });
    await stores.authorizations.create(authorization);
    await stores.deviceCodes.create(code);
    expect(await race('redeemDevice', code.hash, authorization.id)).toEqual(onceOfFifty);
  });

  it('rotate one refresh token fifty times at once with one success, whose answer all others are given', async () => {
    const { stores } = await place.storage();
    const authorization = anAuthorization();
    const token = aRefreshToken(authorization.id);
    await stores.authorizations.create(authorization);
    await stores.refreshTokens.create(token);
    expect(await race('rotate', token.hash, authorization.id)).toEqual(onceOfFifty);
    const answer = (await stores.refreshTokens.find(token.hash))?.replay?.sealedAnswer;
    expect(await stores.refreshTokens.find(answer ?? '')).toBeDefined();
  });

  it('spend one client assertion fifty times at once with one success', async () => {
    expect(await race('spendAssertion', random())).toEqual(onceOfFifty);
  });
}

function sharedWork(place: Place, workers: Worker[]): void {
  it('claim the notices of a session that ended, each one once', async () => {
    const { stores } = await place.storage();
    const authorizations = Array.from({ length: 30 }, () =>
      anAuthorization({ clientId: `gh_${random()}`, sessionId: 's' }),
    );
    const { metadata } = aClient();
    const told = { ...metadata, backchannel_logout_uri: 'https://app.example.com/ended' };
    for (const { clientId } of authorizations)
      await stores.clientAdministration.create(aClient({ clientId, metadata: told }));
    for (const authorization of authorizations) await stores.authorizations.create(authorization);
    await stores.logoutNotices.addOfSessions(['s'], now);
    const given = { databaseUrl: place.databaseUrl(), times: 15 };
    const claimed = await Promise.all(workers.slice(0, 2).map((worker) => worker.run('claimNotices', given)));
    expect(claimed.flat()).toHaveLength(30);
    expect(new Set(claimed.flat()).size).toBe(30);
  });

  it('write at the same time without failing or losing anything', async () => {
    const { stores } = await place.storage();
    const people = [aPerson({ profile: { name: '0' } }), aPerson({ profile: { name: '0' } })];
    for (const person of people) await stores.people.create(person);
    const given = { databaseUrl: place.databaseUrl(), times: 25 };
    await Promise.all(people.map(({ id }, index) => workers[index]?.run('updateProfile', { ...given, personId: id })));
    const after = await Promise.all(people.map(({ id }) => stores.people.find(id)));
    expect(after.map((person) => person?.profile.name)).toEqual(['25', '25']);
  });
}

function kills(places: Place[], workers: Worker[]): void {
  describe('of which three, one after the other, were killed with SIGKILL while they wrote', () => {
    const acknowledged: Acknowledged[] = [];

    beforeAll(async () => {
      const databaseUrls = places.map((place) => place.databaseUrl());
      for (const worker of workers.splice(0, 3)) {
        const heard = new Map(databaseUrls.map((url) => [url, 0]));
        await worker.follow('writeForever', { databaseUrls }, (answer) => {
          acknowledged.push(answer);
          heard.set(answer.databaseUrl, (heard.get(answer.databaseUrl) ?? 0) + 1);
          return [...heard.values()].every((answers) => answers >= 5);
        });
        await worker.kill();
      }
    });

    describe.each(places)('on $name', (place) => {
      it('lose no acknowledged row', async () => {
        const storage = await place.storage();
        const rows = acknowledged.filter(({ databaseUrl }) => databaseUrl === place.databaseUrl());
        expect(rows.length).toBeGreaterThanOrEqual(15);
        const { sessions, authorizationCodes, refreshTokens, authorizations } = storage.stores;
        for (const { sessionId, spentCode, refreshToken, revokedAuthorizationId } of rows) {
          expect((await sessions.find(sessionId))?.id).toBe(sessionId);
          expect((await authorizationCodes.find(spentCode))?.consumedAt).toEqual(now);
          expect((await refreshTokens.find(refreshToken))?.hash).toBe(refreshToken);
          expect((await authorizations.find(revokedAuthorizationId))?.revokedAt).toEqual(now);
        }
        await expect(grant(storage)).resolves.toBeDefined();
      });
    });
  });
}
