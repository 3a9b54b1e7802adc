import { describe, expect, test } from 'vitest';
import { checkEmail, checkUsername, foldName, localPart } from './names';

describe('names that are the same', () => {
  test.each([
    ['Ada', 'ADA'],
    ['straße', 'STRASSE'],
    ['ｆｕｌｌ', 'full'],
    ['ﬁne', 'FINE'],
    ['Ｏ２', 'o2'],
    ['e\u0301va', 'Éva'],
    ['ΣΑΣ', 'σας'],
  ])('%s and %s fold to one', (left, right) => {
    expect(foldName(left)).toBe(foldName(right));
  });

  test('folding twice changes nothing, for every assigned character', () => {
    const unstable: string[] = [];
    for (let point = 0; point < 0x1_f000; point += 1) {
      const character = String.fromCodePoint(point);
      if (/[\p{Cs}\p{Cn}]/u.test(character)) continue;
      const folded = foldName(`a${character}b`);
      if (foldName(folded) !== folded) unstable.push(point.toString(16));
    }
    expect(unstable).toEqual([]);
  });

  test('different names stay different', () => {
    expect(foldName('ada')).not.toBe(foldName('ado'));
    expect(foldName('аda')).not.toBe(foldName('ada'));
  });
});

test.each([
  ['ada', undefined],
  ['Ada.Lovelace-1815_x', undefined],
  ['李小龙', undefined],
  ['zoë', undefined],
  ['x'.repeat(64), undefined],
  ['😀1', undefined],
  ['', 'required'],
  ['x'.repeat(65), 'too-long'],
  ['ada@example.com', 'at-sign'],
  ['ada＠example', 'at-sign'],
  ['ada lovelace', 'invisible-characters'],
  [' ada', 'invisible-characters'],
  ['ada\u0000', 'invisible-characters'],
  ['ada\n', 'invisible-characters'],
  ['ada\u202eadmin', 'invisible-characters'],
  ['ad\u200ba', 'invisible-characters'],
  ['ada\u00ad', 'invisible-characters'],
  ['ada\u3164', 'invisible-characters'],
  ['ada\u2800', 'invisible-characters'],
  ['ada\ud800', 'invisible-characters'],
  ['---', 'no-letter-or-digit'],
])('user name %j: %s', (username, problem) => {
  expect(checkUsername(username)).toBe(problem);
});

test.each([
  ['ada@example.com', undefined],
  ['ada+tag@mail.example.co.uk', undefined],
  ['jörg@büro.example', undefined],
  ['root@localhost', undefined],
  [`${'a'.repeat(64)}@example.com`, undefined],
  ['', 'required'],
  ['ada', 'not-an-email'],
  ['@example.com', 'not-an-email'],
  ['ada@', 'not-an-email'],
  ['ada@@example.com', 'not-an-email'],
  ['a b@example.com', 'not-an-email'],
  ['ada@exa mple.com', 'not-an-email'],
  ['ada@example..com', 'not-an-email'],
  ['.ada@example.com', 'not-an-email'],
  ['ada@-example.com', 'not-an-email'],
  ['ada@example.com\r\nbcc: eve@example.com', 'not-an-email'],
  ['ada\u0000@example.com', 'not-an-email'],
  ['<ada@example.com>', 'not-an-email'],
  [`${'a'.repeat(65)}@example.com`, 'not-an-email'],
  [`ada@${'a.'.repeat(130)}com`, 'too-long'],
])('e-mail %j: %s', (email, problem) => {
  expect(checkEmail(email)).toBe(problem);
});

test('the local part is what stands before the last at sign', () => {
  expect(localPart('ada@example.com')).toBe('ada');
  expect(localPart('nothing')).toBe('');
});
