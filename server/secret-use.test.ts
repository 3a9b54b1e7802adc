import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSecretUse } from './secret-use';

function open(fails = false) {
  let now = 0;
  const written: [string, number][] = [];
  const noteSecretUse = async (id: string, at: Date) => {
    written.push([id, at.getTime()]);
    if (fails) throw new Error('The database is away.');
  };
  const note = createSecretUse({ noteSecretUse }, { now: () => new Date(now) });
  const at = (milliseconds: number) => {
    now = milliseconds;
  };
  return { note, written, at };
}

test('the use of a secret is written once a minute, after the answer', async () => {
  const { note, written, at } = open();
  for (let count = 0; count < 100; count += 1) note('a');
  note('b');
  expect(written).toEqual([]);
  await setImmediate();
  at(59_999);
  note('a');
  at(60_000);
  note('a');
  await setImmediate();
  expect(written).toEqual([
    ['a', 0],
    ['b', 0],
    ['a', 60_000],
  ]);
});

test('a note that cannot be written disturbs nobody', async () => {
  const { note, written } = open(true);
  note('a');
  await setImmediate();
  expect(written).toHaveLength(1);
});
