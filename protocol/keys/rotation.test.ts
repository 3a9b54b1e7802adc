import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { createCryptography } from '@/server/cryptography';
import { createMemoryStorage } from '@/storage/memory/storage';
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import { signingAlgorithms } from '../client-metadata/vocabulary';
import { createTestClock, createTestRandom } from '../testing/clock';
import { rotateSigningKeys, testVault } from '../testing/signing-keys';
import { createFirstSigningKeys, createKeyRing, dueSigningKeys, signingKeyState } from './index';

const day = 86_400;

async function begin() {
  const clock = createTestClock();
  const { signingKeys } = createMemoryStorage({ clock }).stores;
  const cryptography = createCryptography(createTestRandom());
  const dependencies = { signingKeys, vault: testVault, clock, cryptography };
  const ring = createKeyRing(dependencies);
  const rotate = (options = {}) => rotateSigningKeys(dependencies, { algs: ['ES256'], ...options });
  const sign = async (alg: SigningAlgorithm = 'ES256') => ring.sign(alg, undefined, { sub: 'x' });
  const kidOf = async () => JSON.parse(atob((await sign()).split('.')[0] ?? '')).kid as string;
  const published = async () =>
    (await ring.publicKeys()).keys.filter(({ alg }) => alg === 'ES256').map(({ kid }) => kid);
  return { clock, signingKeys, dependencies, ring, rotate, sign, kidOf, published };
}

/** With ES256 alone, so that most tests need no RSA. */
async function beginQuickly() {
  const situation = await begin();
  await situation.rotate({ publishSeconds: 0 });
  situation.clock.advance(1);
  return situation;
}

describe('the first keys', () => {
  it('are one an algorithm, however often and however parallel they are asked for', async () => {
    const { dependencies, signingKeys, ring } = await begin();
    await Promise.all([createFirstSigningKeys(dependencies), createFirstSigningKeys(dependencies)]);
    await createFirstSigningKeys(dependencies);
    const keys = await signingKeys.list();
    expect(keys.map(({ alg }) => alg).sort()).toEqual([...signingAlgorithms].sort());
    for (const alg of signingAlgorithms)
      await expect(ring.sign(alg, undefined, { sub: 'x' })).resolves.toBeTypeOf('string');
  });

  it('are published with public members alone, and no two kids are the same', async () => {
    const { dependencies, ring } = await begin();
    await createFirstSigningKeys(dependencies);
    const { keys } = await ring.publicKeys();
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(signingAlgorithms.length);
    for (const key of keys) {
      expect(key).toMatchObject({ kid: expect.stringMatching(/^[\w-]{22}$/), use: 'sig', alg: expect.any(String) });
      expect(Object.keys(key).filter((name) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].includes(name))).toEqual(
        [],
      );
      expect(['RSA', 'EC', 'OKP']).toContain(key.kty);
    }
    const rsa = keys.filter(({ kty }) => kty === 'RSA').map(({ n }) => Buffer.from(n ?? '', 'base64url').length);
    expect(rsa).toEqual([256, 256]);
  });

  it('are sealed for their own kid', async () => {
    const { signingKeys, sign } = await beginQuickly();
    const [key] = await signingKeys.list();
    await expect(testVault.open(key?.sealedPrivateJwk ?? '', `signing-key:${key?.kid}`)).resolves.toBeDefined();
    await signingKeys.reseal(key?.kid ?? '', 'signing-key:other|e30');
    await expect(sign()).rejects.toMatchObject({ kind: 'vault-refused' });
  });
});

describe('a rotation', () => {
  it('publishes at once, signs after a minute, and keeps the old key for 30 days more', async () => {
    const { clock, ring, rotate, kidOf, published } = await beginQuickly();
    const old = await kidOf();
    const [successor] = await rotate();
    ring.invalidate();
    expect(await published()).toEqual([old, successor?.kid]);
    clock.advance(59);
    expect(await kidOf()).toBe(old);
    clock.advance(1);
    expect(await kidOf()).toBe(successor?.kid);
    clock.advance(30 * day - 1);
    expect(await published()).toEqual([old, successor?.kid]);
    clock.advance(1);
    expect(await published()).toEqual([successor?.kid]);
  });

  it('does not invalidate what was signed before', async () => {
    const { clock, ring, rotate, sign } = await beginQuickly();
    const token = await sign();
    await rotate();
    clock.advance(3600);
    await expect(jwtVerify(token, await ring.verificationKeys())).resolves.toBeDefined();
    clock.advance(31 * day);
    await expect(jwtVerify(token, await ring.verificationKeys())).rejects.toThrow();
  });

  it('twice at once leaves one that signs and all that are published', async () => {
    const { clock, rotate, kidOf, published } = await beginQuickly();
    const [[first], [second]] = await Promise.all([rotate(), rotate()]);
    clock.advance(60);
    expect([first?.kid, second?.kid]).toContain(await kidOf());
    expect(await published()).toHaveLength(3);
  });

  it('leaves other algorithms alone', async () => {
    const { signingKeys, rotate } = await beginQuickly();
    const [key] = await rotate({ algs: ['EdDSA'] });
    expect(key?.alg).toBe('EdDSA');
    expect((await signingKeys.list()).filter(({ removedAt }) => removedAt !== null)).toEqual([]);
  });

  it('can be told how long to publish and to keep', async () => {
    const { clock, rotate, kidOf, published } = await beginQuickly();
    const [successor] = await rotate({ publishSeconds: 10, retainSeconds: 20 });
    clock.advance(10);
    expect(await kidOf()).toBe(successor?.kid);
    clock.advance(20);
    expect(await published()).toEqual([successor?.kid]);
  });

  it('that signs sooner overtakes one that is still waiting, which then never signs', async () => {
    const { clock, signingKeys, rotate, kidOf } = await beginQuickly();
    await rotate({ publishSeconds: day });
    clock.advance(60);
    const [sooner] = await rotate();
    for (const wait of [60, day, 28 * day]) {
      clock.advance(wait);
      expect(await kidOf()).toBe(sooner?.kid);
    }
    const keys = await signingKeys.list();
    expect(keys.map((key) => signingKeyState(key, clock.now(), keys))).toEqual(['retiring', 'retiring', 'signing']);
  });

  it('is told by the times of the keys alone', async () => {
    const { clock, signingKeys, rotate } = await beginQuickly();
    await rotate();
    const states = async () => {
      const keys = await signingKeys.list();
      return keys.map((key) => signingKeyState(key, clock.now(), keys)).sort();
    };
    expect(await states()).toEqual(['published', 'signing']);
    clock.advance(60);
    expect(await states()).toEqual(['retiring', 'signing']);
    clock.advance(30 * day);
    expect(await states()).toEqual(['removed', 'signing']);
  });
});

describe('a schedule', () => {
  const schedule = { rotateAfterSeconds: 90 * day, publishSeconds: 7 * day };

  it('names a key so long before its time is over that the successor can be published', async () => {
    const { clock, signingKeys, rotate, kidOf } = await beginQuickly();
    const first = await kidOf();
    const due = async () => dueSigningKeys(await signingKeys.list(), clock.now(), schedule).map(({ kid }) => kid);
    clock.advance(83 * day - 2);
    expect(await due()).toEqual([]);
    clock.advance(2);
    expect(await due()).toEqual([first]);
    await rotate({ publishSeconds: schedule.publishSeconds });
    expect(await due()).toEqual([]);
    clock.advance(90 * day);
    expect(await due()).toEqual([await kidOf()]);
  });

  it('is each algorithm’s own', async () => {
    const { clock, dependencies, signingKeys } = await begin();
    await createFirstSigningKeys(dependencies);
    clock.advance(40 * day);
    await rotateSigningKeys(dependencies, { algs: ['EdDSA'] });
    clock.advance(45 * day);
    const due = dueSigningKeys(await signingKeys.list(), clock.now(), schedule);
    expect(due.map(({ alg }) => alg).sort()).toEqual(['ES256', 'PS256', 'RS256']);
  });
});

describe('the key ring', () => {
  it('sees what another process rotated within 5 seconds', async () => {
    const { clock, rotate, published } = await beginQuickly();
    expect(await published()).toHaveLength(1);
    await rotate();
    expect(await published()).toHaveLength(1);
    clock.advance(5);
    expect(await published()).toHaveLength(2);
  });

  it('goes on with the keys that it has while the store is away, and asks it once in 5 seconds', async () => {
    const { clock, ring, sign, published, signingKeys } = await beginQuickly();
    await sign();
    let asked = 0;
    const { list } = signingKeys;
    signingKeys.list = async () => {
      asked += 1;
      throw Object.assign(new Error('away'), { kind: 'storage-unavailable' });
    };
    ring.invalidate();
    for (let use = 0; use < 10; use += 1) expect(await published()).toHaveLength(1);
    expect(asked).toBe(1);
    await expect(sign()).resolves.toBeDefined();
    signingKeys.list = list;
    clock.advance(5);
    expect(await published()).toHaveLength(1);
  });

  it('says so when there is no key for an algorithm', async () => {
    const { sign } = await beginQuickly();
    await expect(sign('EdDSA')).rejects.toMatchObject({ kind: 'no-signing-key' });
  });
});
