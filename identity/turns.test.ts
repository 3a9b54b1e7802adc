import { expect, test } from 'vitest';
import { createTurns } from './turns';

const settled = (work: Promise<unknown>[]) => Promise.allSettled(work);

test('work of one key never overlaps, work of different keys does', async () => {
  const inTurn = createTurns(10);
  const events: string[] = [];
  const work = (key: string) => async () => {
    events.push(`${key} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push(`${key} ends`);
  };
  await Promise.all([inTurn('a', work('a1')), inTurn('a', work('a2')), inTurn('b', work('b1'))]);
  expect(events.indexOf('a2 begins')).toBeGreaterThan(events.indexOf('a1 ends'));
  expect(events.indexOf('b1 begins')).toBeLessThan(events.indexOf('a1 ends'));
});

test('a failure reaches its own caller only', async () => {
  const inTurn = createTurns(10);
  const [first, second] = await settled([
    inTurn('a', () => Promise.reject(new Error('mine'))),
    inTurn('a', async () => 'fine'),
  ]);
  expect(first).toMatchObject({ status: 'rejected', reason: { message: 'mine' } });
  expect(second).toEqual({ status: 'fulfilled', value: 'fine' });
});

test('a line that is too long is refused, and is free again afterwards', async () => {
  const inTurn = createTurns(2);
  const results = await settled(Array.from({ length: 5 }, () => inTurn('a', async () => undefined)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(results.at(-1)).toMatchObject({ status: 'rejected', reason: { kind: 'overloaded' } });
  await expect(inTurn('a', async () => 'fine')).resolves.toBe('fine');
});
