import { expect, it } from 'vitest';
import type { SignInSummary } from './sign-in';
import { clockOf, isOfAnotherDay, mergeSignIns } from './sign-in';

const signIn = (trace_id: string, started_at: string, change: Partial<SignInSummary> = {}): SignInSummary => ({
  ...{
    trace_id,
    client_id: 'gh_client',
    subject: null,
    person: null,
    started_at,
    last_at: started_at,
    step: 'authorize',
  },
  ...{ outcome: 'waiting', cause: null },
  ...change,
});

it('merges what has changed into a list, the newest first and each once', () => {
  const [first, second] = [signIn('a', '2026-11-21T10:00:00.000Z'), signIn('b', '2026-11-21T10:00:01.000Z')];
  const third = signIn('c', '2026-11-21T10:00:02.000Z');
  const over: SignInSummary = { ...first, outcome: 'passed', step: 'token', last_at: third.last_at };
  expect(mergeSignIns([second, first], [third, over])).toEqual([third, second, over]);
  expect(mergeSignIns([second, first], [])).toEqual([second, first]);
});

it('tells times of the day, and those of another day', () => {
  expect(clockOf('2026-11-21T09:08:07.123Z')).toBe('09:08:07');
  expect(isOfAnotherDay('2026-11-20T23:59:59.000Z', '2026-11-21T00:00:00.000Z')).toBe(true);
  expect(isOfAnotherDay('2026-11-21T00:00:00.000Z', '2026-11-21T10:00:00.000Z')).toBe(false);
});
