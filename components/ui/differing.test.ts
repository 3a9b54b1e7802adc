import { describe, expect, it } from 'vitest';
import type { Run } from './differing';
import { compareCharacters } from './differing';

const marked = (runs: Run[]) => runs.map((run) => (run.differs ? `[${run.text}]` : run.text)).join('');

describe('the difference of two addresses', () => {
  it.each([
    ['https://a.example/cb', 'https://a.example/cb/', 'https://a.example/cb', 'https://a.example/cb[/]'],
    [
      'https://app.a.example/auth',
      'https://staging.a.example/auth',
      'https://[app].a.example/auth',
      'https://[staging].a.example/auth',
    ],
    ['https://a.example/cb', 'http://a.example/cb', 'http[s]://a.example/cb', 'http://a.example/cb'],
    ['same', 'same', 'same', 'same'],
    ['', 'x', '', '[x]'],
    ['x', '', '[x]', ''],
    ['https://a.example/café', 'https://a.example/cafe', 'https://a.example/caf[é]', 'https://a.example/caf[e]'],
  ])('marks only what differs between %s and %s', (expected, received, left, right) => {
    const runs = compareCharacters(expected, received);
    expect([marked(runs.expected), marked(runs.received)]).toEqual([left, right]);
  });

  it('loses no character, however long and hostile the texts are', () => {
    for (const [expected, received] of [
      ['a'.repeat(5000), 'b'.repeat(2048)],
      ['https://a.example/?x=1&y=2', 'javascript:alert("<b>")'],
      ['\u{1F512}'.repeat(9), '\u{1F513}\u{1F512}'],
    ] as const) {
      const runs = compareCharacters(expected, received);
      expect(runs.expected.map((run) => run.text).join('')).toBe(expected);
      expect(runs.received.map((run) => run.text).join('')).toBe(received);
    }
  });
});
