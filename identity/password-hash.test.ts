import { hash as argon2Hash } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';
import { createPasswordHash } from './password-hash';
import { goodPassword, random } from './testing/people';

const passwordHash = createPasswordHash({ random });

test('hashes are argon2id with 19 MiB, two passes, one lane, and salted', async () => {
  const [first, second] = await Promise.all([passwordHash.hash(goodPassword), passwordHash.hash(goodPassword)]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
  expect(await passwordHash.verify(goodPassword, first)).toEqual({ matches: true, outdated: false });
});

test.each([
  ['another case', 'Violet harbour 27 lantern'],
  ['one character less', goodPassword.slice(0, -1)],
  ['a space more', `${goodPassword} `],
  ['nothing', ''],
])('verification is exact: %s does not match', async (_, password) => {
  const stored = await passwordHash.hash(goodPassword);
  expect((await passwordHash.verify(password, stored)).matches).toBe(false);
});

test('nothing is truncated: passwords of 256 characters that differ in the last one differ', async () => {
  const long = '🦉'.repeat(255);
  const stored = await passwordHash.hash(`${long}a`);
  expect((await passwordHash.verify(`${long}a`, stored)).matches).toBe(true);
  expect((await passwordHash.verify(`${long}b`, stored)).matches).toBe(false);
});

test('a hash made with other parameters still matches and is called outdated', async () => {
  const stored = await argon2Hash(goodPassword, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  expect(await passwordHash.verify(goodPassword, stored)).toEqual({ matches: true, outdated: true });
});

test('without a stored hash the answer is no, after the work of a real one', async () => {
  const stored = await passwordHash.hash(goodPassword);
  const spent = { known: 0, unknown: 0 };
  const spend = async (kind: 'known' | 'unknown') => {
    // Work, not time: it is the same however busy the machine is.
    const before = process.cpuUsage();
    expect((await passwordHash.verify('wrong password', kind === 'known' ? stored : undefined)).matches).toBe(false);
    const { user, system } = process.cpuUsage(before);
    spent[kind] += user + system;
  };
  for (let round = 0; round < 11; round += 1) {
    await spend('known');
    await spend('unknown');
  }
  expect(spent.unknown / spent.known).toBeGreaterThan(0.4);
  expect(spent.unknown / spent.known).toBeLessThan(2.5);
});

describe('the queue', () => {
  test('sheds load beyond its bound and goes on afterwards', async () => {
    const small = createPasswordHash({ random, concurrency: 1, waiting: 2 });
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => small.verify('x', undefined)));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(results.slice(0, 3).every((result) => result.status === 'fulfilled')).toBe(true);
    expect(refused.map((result) => (result as PromiseRejectedResult).reason.kind)).toEqual(Array(3).fill('overloaded'));
    await expect(small.verify('x', undefined)).resolves.toMatchObject({ matches: false });
  });

  test('a broken stored hash does not keep its place', async () => {
    const small = createPasswordHash({ random, concurrency: 1, waiting: 0 });
    await expect(small.verify('x', 'not a hash')).rejects.toBeDefined();
    await expect(small.verify('x', undefined)).resolves.toMatchObject({ matches: false });
  });
});
