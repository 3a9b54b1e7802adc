import { describe, expect, it } from 'vitest';
import type { Check } from './field-checks';
import { findProblem } from './field-checks';

const values: Record<string, string> = { username: 'Ada', short: 'ab' };
const problem = (checks: Check[], value: string) => findProblem(checks, value, (field) => values[field] ?? '');
const message = 'wrong';

describe('the checks before a form is sent', () => {
  it.each<[Check, string, boolean]>([
    [{ rule: 'required', message }, '', false],
    [{ rule: 'required', message }, '  ', false],
    [{ rule: 'required', message }, 'x', true],
    [{ rule: 'no-at', message }, 'ada@marlow.example', false],
    [{ rule: 'no-at', message }, 'ada', true],
    [{ rule: 'no-space', message }, 'ada okafor', false],
    [{ rule: 'no-space', message }, ' ada ', true],
    [{ rule: 'e-mail', message }, 'ada', false],
    [{ rule: 'e-mail', message }, 'ada@localhost', true],
    [{ rule: 'e-mail', message }, '', true],
    [{ rule: 'at-least', characters: 8, message }, '1234567', false],
    [{ rule: 'at-least', characters: 8, message }, '\u{1F512}'.repeat(7), false],
    [{ rule: 'at-least', characters: 8, message }, '\u{1F512}'.repeat(8), true],
    [{ rule: 'at-most', characters: 3, message }, '1234', false],
    [{ rule: 'not-within', field: 'username', message }, 'my-ADA-password', false],
    [{ rule: 'not-within', field: 'short', message }, 'cabbages', true],
    [{ rule: 'not-within', field: 'unknown', message }, 'anything', true],
  ])('%o on %j', (check, value, passes) => {
    expect(problem([check], value)).toBe(passes ? undefined : message);
  });

  it('says the first thing that is wrong', () => {
    const checks: Check[] = [
      { rule: 'required', message: 'empty' },
      { rule: 'at-least', characters: 8, message: 'short' },
    ];
    expect([problem(checks, ''), problem(checks, 'abc'), problem(checks, 'abcdefgh')]).toEqual([
      'empty',
      'short',
      undefined,
    ]);
  });
});
