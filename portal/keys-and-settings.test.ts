import { describe, expect, test } from 'vitest';
import { examine } from './doctor';
import { getSetting, listSettings } from './get-setting';
import { listSigningKeys } from './list-signing-keys';
import { rotateDueSigningKeys, rotateSigningKeys } from './rotate-signing-keys';
import { setSetting } from './set-setting';
import { readRegistrationRules, readSignInLimits } from './setting-catalogue';
import type { House } from './testing/house';
import { auditLines, createHouse, createTestVault, developer, makeKeys } from './testing/house';

const day = 86_400;

describe('signing keys', () => {
  test('a new one is published before it signs, and the old one signs until then and stays published', async () => {
    const house = createHouse();
    await makeKeys(house);
    const [made] = await rotateSigningKeys(house, { algs: ['ES256'], publishSeconds: 60, retainSeconds: 3600 });
    const states = async () => {
      const keys = (await listSigningKeys(house)).filter(({ alg }) => alg === 'ES256');
      return keys.map(({ kid, state }) => [kid === made!.kid ? 'new' : 'old', state]);
    };
    expect(Object.fromEntries(await states())).toEqual({ new: 'published', old: 'signing' });
    house.advance(60);
    expect(Object.fromEntries(await states())).toEqual({ new: 'signing', old: 'retiring' });
    house.advance(3600);
    expect(Object.fromEntries(await states())).toEqual({ new: 'signing', old: 'removed' });
    expect(await auditLines(house)).toEqual(['command-line signing-key-rotate signing-key']);
  });

  test('that have had their time are replaced once, by whichever process finds out first', async () => {
    const house = createHouse({ kind: 'system' });
    await makeKeys(house);
    expect(await rotateDueSigningKeys(house)).toEqual([]);
    await setSetting(house, 'signing-key-days', '30');
    house.advance(29 * day);
    const made = (await Promise.all([rotateDueSigningKeys(house), rotateDueSigningKeys(house)])).flat();
    expect(made.map(({ alg, state }) => `${alg} ${state}`).sort()).toEqual(
      ['ES256', 'EdDSA', 'PS256', 'RS256'].map((alg) => `${alg} published`),
    );
    const rotations = (await auditLines(house)).filter((line) => line.includes('rotate'));
    expect(rotations).toEqual(made.map(() => 'system signing-key-rotate signing-key'));
    house.advance(day);
    const signing = (await listSigningKeys(house)).filter(({ state }) => state === 'signing');
    expect(signing.map(({ kid }) => kid).sort()).toEqual(made.map(({ kid }) => kid).sort());
    expect(await rotateDueSigningKeys(house)).toEqual([]);
  });

  test('lists hold no private part', async () => {
    const house = createHouse();
    await makeKeys(house);
    const list = await listSigningKeys(house);
    expect(list.map(({ alg }) => alg).sort()).toEqual(['ES256', 'EdDSA', 'PS256', 'RS256']);
    expect(Object.keys(list[0]!)).toEqual(['kid', 'alg', 'state', 'created_at', 'signs_from', 'removed_at']);
  });

  test('an unknown algorithm is refused before anything is made', async () => {
    const house = createHouse();
    await expect(rotateSigningKeys(house, { algs: ['ES256', 'HS256'] })).rejects.toMatchObject({ kind: 'invalid' });
    expect(await listSigningKeys(house)).toEqual([]);
  });
});

describe('settings', () => {
  test('have defaults, can be set from text, and are audited', async () => {
    const house = createHouse();
    expect(await getSetting(house, 'self-registration')).toMatchObject({ value: 'open', default: 'open' });
    expect(await setSetting(house, 'self-registration', 'closed')).toMatchObject({ value: 'closed' });
    expect(await setSetting(house, 'sign-in-failures-per-name', '5')).toMatchObject({ value: 5, default: 10 });
    expect((await listSettings(house)).map(({ name, value }) => [name, value])).toEqual([
      ['self-registration', 'closed'],
      ['registration-domains', ''],
      ['application-creation', 'everybody'],
      ['applications-per-person', 100],
      ['implicit-and-hybrid', 'off'],
      ['password-grant', 'off'],
      ['registration', 'off'],
      ['registration-grant-types', 'authorization_code,refresh_token'],
      ['registration-response-types', 'code'],
      ['registration-unused-days', 30],
      ['client-registrations-per-network', 200],
      ['check-session-frame', 'any'],
      ['sign-in-failures-per-name', 5],
      ['sign-in-failures-per-network', 200],
      ['registrations-per-network', 60],
      ['signing-key-days', 90],
    ]);
    expect(await auditLines(house)).toEqual(['command-line setting-set setting', 'command-line setting-set setting']);
  });

  test.each([
    ['self-registration', 'maybe', 'invalid'],
    ['registration', 'on', 'invalid'],
    ['registration-grant-types', 'authorization_code,client_credentials', 'invalid'],
    ['registration-grant-types', 'password', 'invalid'],
    ['registration-response-types', 'code,code', 'invalid'],
    ['registration-response-types', '', 'invalid'],
    ['check-session-frame', 'https://a.example; script-src *', 'invalid'],
    ['check-session-frame', 'https://a.example/', 'invalid'],
    ['check-session-frame', "'self'", 'invalid'],
    ['check-session-frame', '*', 'invalid'],
    ['check-session-frame', '', 'invalid'],
    ['sign-in-failures-per-name', '0', 'invalid'],
    ['sign-in-failures-per-name', '1001', 'invalid'],
    ['sign-in-failures-per-name', 'ten', 'invalid'],
    ['sign-in-failures-per-name', { toString: 5 }, 'invalid'],
    ['no-such-setting', 'x', 'not-found'],
    ['toString', 'x', 'not-found'],
  ])('%s = %j is %s', async (name, value, kind) => {
    await expect(setSetting(createHouse(), name, value)).rejects.toMatchObject({ kind });
  });

  test('reach the rules that they are about', async () => {
    const house = createHouse();
    const { settings } = house.storage.stores;
    await setSetting(house, 'self-registration', 'closed');
    await setSetting(house, 'sign-in-failures-per-name', 3);
    await setSetting(house, 'sign-in-failures-per-network', 30);
    await setSetting(house, 'registrations-per-network', 2);
    expect(await readSignInLimits(settings, true)).toMatchObject({
      enabled: true,
      byName: { freeFailures: 3 },
      byNetwork: { freeFailures: 30 },
    });
    expect(await readSignInLimits(settings, false)).toMatchObject({ enabled: false });
    const rules = (sendsMail: boolean) => readRegistrationRules(settings, { enabled: true, sendsMail });
    const limits = { enabled: true, byNetwork: { freeFailures: 2 } };
    expect(await rules(false)).toMatchObject({ mode: 'closed', domains: [], limits });
    await setSetting(house, 'self-registration', 'open');
    expect([await rules(false), await rules(true)].map(({ provesAddress }) => provesAddress)).toEqual([false, true]);
    await setSetting(house, 'self-registration', 'domains');
    await setSetting(house, 'registration-domains', 'example.com xn--bcher-kva.example');
    expect(await rules(false)).toMatchObject({ mode: 'domains', provesAddress: true });
    expect((await rules(true)).domains).toEqual(['example.com', 'xn--bcher-kva.example']);
    for (const wrong of ['Example.com', '@example.com', 'a,b', 'https://example.com', '-a.example', 'a..b']) {
      await expect(setSetting(house, 'registration-domains', wrong)).rejects.toMatchObject({ kind: 'invalid' });
    }
  });
});

test.each([
  ['listing keys', (house: House) => listSigningKeys(house)],
  ['rotating keys', (house: House) => rotateSigningKeys(house)],
  ['reading settings', (house: House) => getSetting(house, 'self-registration')],
  ['setting settings', (house: House) => setSetting(house, 'self-registration', 'closed')],
  ['the doctor', (house: House) => examine(house)],
])('%s is for administrators', async (_, act) => {
  await expect(act(createHouse(developer))).rejects.toMatchObject({ kind: 'forbidden' });
});

describe('the doctor', () => {
  const outcomes = async (house: Parameters<typeof examine>[0]) =>
    Object.fromEntries((await examine(house)).map(({ check, outcome }) => [check, outcome]));

  test('finds a fresh realm well, but for its administrator', async () => {
    const house = createHouse();
    await makeKeys(house);
    const well = { database: 'ok', clock: 'ok', keys: 'ok', secret: 'ok' };
    expect(await outcomes(house)).toEqual({ ...well, administrator: 'warn' });
    await house.storage.stores.setup.complete(house.clock.now());
    expect(await outcomes(house)).toEqual({ ...well, administrator: 'ok' });
  });

  test.each([
    ['the master secret is another', (house: House) => ({ ...house, vault: createTestVault('other') }), 'secret'],
    ['the clock is behind', (house: House) => ({ ...house, clock: { now: () => new Date('2020-01-01') } }), 'clock'],
    [
      'the database is away',
      (house: House) => ({ ...house, checkDatabase: () => Promise.reject(new Error('no route')) }),
      'database',
    ],
  ])('says so, and what to change, when %s', async (_, spoil, check) => {
    const house = createHouse();
    await makeKeys(house);
    const finding = (await examine(spoil(house))).find((one) => one.check === check);
    expect(finding).toMatchObject({ outcome: 'fail', remedy: expect.stringMatching(/\w/) });
  });

  test('names the algorithms without a key', async () => {
    const keys = (await examine(createHouse())).find(({ check }) => check === 'keys');
    expect(keys).toMatchObject({
      outcome: 'fail',
      remedy: 'gatehouse keys rotate --alg RS256 --alg ES256 --alg PS256 --alg EdDSA',
    });
  });
});
