import { describe, expect, test } from 'vitest';
import { checkPassword } from './password-policy';
import { goodPassword } from './testing/people';

test.each([
  [goodPassword, undefined],
  ['kq7!vz2m', undefined],
  ['пароль-для-маяка', undefined],
  ['🦉🌊🪨🔭🧵🪁🫖🧭', undefined],
  ['  spaces  count  ', undefined],
  ['q'.repeat(3) + 'w7-'.repeat(84), undefined],
  ['', 'required'],
  ['kq7!vz2', 'too-short'],
  ['🦉🌊🪨🔭', 'too-short'],
  [`${'ab'.repeat(128)}c`, 'too-long'],
  ['well-formed\ud800not', 'not-text'],
  ['password', 'too-common'],
  ['PassWord', 'too-common'],
  ['trustno1', 'too-common'],
  ['ｐａｓｓｗｏｒｄ', 'too-common'],
  ['qwertyuiop', 'too-common'],
  ['zzzzzzzzzzzz', 'too-common'],
])('password %j: %s', (password, problem) => {
  expect(checkPassword(password)).toBe(problem);
});

describe('names inside passwords', () => {
  test.each([
    ['my-ADA-lighthouse', { username: 'ada' }, 'contains-name'],
    ['my-strasse-lighthouse', { username: 'Straße' }, 'contains-name'],
    ['lovelace lighthouse', { username: 'ada', email: 'Lovelace@example.com' }, 'contains-name'],
    ['example lighthouse', { username: 'ada', email: 'lovelace@example.com' }, undefined],
    ['al lighthouse 27', { username: 'al' }, undefined],
    [goodPassword, { username: 'ada', email: null }, undefined],
  ])('%j with %j: %s', (password, names, problem) => {
    expect(checkPassword(password, names)).toBe(problem);
  });
});
