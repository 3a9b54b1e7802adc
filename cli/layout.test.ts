import { expect, test } from 'vitest';
import { minute, pairs, table } from './layout';

test('pairs align, lists go on below, and what is not there is left out', () => {
  const text = pairs([
    ['name', 'Shop'],
    ['redirect_uris', ['https://a.example', 'https://b.example']],
    ['scope', undefined],
    ['contacts', []],
    ['note', ''],
  ]);
  expect(text).toBe(
    ['  name           Shop', '  redirect_uris  https://a.example', '                 https://b.example'].join('\n'),
  );
});

test('tables align, and an empty one says so', () => {
  expect(
    table(
      ['id', 'name'],
      [
        ['1', 'Ada'],
        ['22', '-'],
      ],
      'none',
    ),
  ).toBe('ID  NAME\n1   Ada\n22  -');
  expect(table(['id'], [], 'none')).toBe('none');
});

test('no value steers the terminal', () => {
  const hostile = 'a\u001b[2Jb\nc\u202ed';
  expect(pairs([['name', hostile]])).toBe('  name  a [2Jb c d');
  expect(table(['name'], [[hostile]], '')).toBe('NAME\na [2Jb c d');
});

test('times are minutes of UTC', () => {
  expect(minute('2026-11-21T09:30:59+01:00')).toBe('2026-11-21 08:30');
});
