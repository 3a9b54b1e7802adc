import { describe, expect, test } from 'vitest';
import { createMemoryStorage } from '@/storage/memory/storage';
import { createAttemptLimit } from './attempt-limit';
import { createTestClock } from './testing/people';

const rule = { freeFailures: 3, firstDelaySeconds: 2, longestDelaySeconds: 10, windowSeconds: 3600 };

function createLimit() {
  const clock = createTestClock();
  const { attempts } = createMemoryStorage({ clock }).stores;
  return { clock, limit: createAttemptLimit({ attempts, clock }, 'test', rule), attempts };
}

test('after the free failures the waits grow to the longest and no further', async () => {
  const { clock, limit } = createLimit();
  for (let free = 0; free < rule.freeFailures; free += 1) expect((await limit.enter('a')).admitted).toBe(true);
  for (const wait of [2, 4, 8, 10, 10, 10]) {
    expect(await limit.enter('a')).toEqual({ admitted: false, retryAfterSeconds: wait });
    clock.advance(wait - 1);
    expect(await limit.enter('a')).toEqual({ admitted: false, retryAfterSeconds: 1 });
    clock.advance(1);
    expect((await limit.enter('a')).admitted).toBe(true);
  }
});

test('a refused attempt neither counts nor prolongs the wait', async () => {
  const { clock, limit } = createLimit();
  for (let free = 0; free < rule.freeFailures; free += 1) await limit.enter('a');
  for (let hammer = 0; hammer < 50; hammer += 1) expect((await limit.enter('a')).admitted).toBe(false);
  clock.advance(2);
  expect((await limit.enter('a')).admitted).toBe(true);
});

test('with the next window all is forgotten', async () => {
  const { clock, limit } = createLimit();
  for (let free = 0; free < rule.freeFailures; free += 1) await limit.enter('a');
  clock.advance(3600);
  for (let free = 0; free < rule.freeFailures; free += 1) expect((await limit.enter('a')).admitted).toBe(true);
});

test('keys do not touch each other, and forgetting frees one', async () => {
  const { limit } = createLimit();
  for (let free = 0; free < rule.freeFailures; free += 1) await limit.enter('a');
  expect((await limit.enter('b')).admitted).toBe(true);
  expect((await limit.enter('a')).admitted).toBe(false);
  await limit.forget('a');
  expect((await limit.enter('a')).admitted).toBe(true);
});

test('what is given back was never counted, however often', async () => {
  const { limit } = createLimit();
  for (let round = 0; round < 50; round += 1) {
    const admission = await limit.enter('a');
    expect(admission.admitted).toBe(true);
    if (admission.admitted) await admission.giveBack();
  }
});

describe('bursts', () => {
  const admitted = (results: { admitted: boolean }[]) => results.filter((result) => result.admitted).length;

  test('of 100 parallel attempts only the free ones get in, also with two processes', async () => {
    const { clock, limit, attempts } = createLimit();
    const elsewhere = createAttemptLimit({ attempts, clock }, 'test', rule);
    const burst = Array.from({ length: 100 }, (_, index) => (index % 2 ? limit : elsewhere).enter('a'));
    expect(admitted(await Promise.all(burst))).toBe(rule.freeFailures);
  });

  test('after a wait one of 100 parallel attempts gets in', async () => {
    const { clock, limit } = createLimit();
    for (let free = 0; free < rule.freeFailures; free += 1) await limit.enter('a');
    clock.advance(rule.longestDelaySeconds);
    expect(admitted(await Promise.all(Array.from({ length: 100 }, () => limit.enter('a'))))).toBe(1);
  });
});
