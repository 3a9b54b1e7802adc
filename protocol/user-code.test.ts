import { describe, expect, it } from 'vitest';
import { createTestRandom } from './testing/clock';
import { formatUserCode, issueUserCode, parseUserCode } from './user-code';

describe('user codes', () => {
  it('are eight letters of an alphabet without vowels, digits and look-alikes, each as likely as another', () => {
    const random = createTestRandom();
    const codes = Array.from({ length: 2000 }, () => issueUserCode(random));
    for (const code of codes) expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
    const counts = new Map<string, number>();
    for (const letter of codes.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(20);
    // 800 of each are expected; six standard deviations are 165.
    for (const count of counts.values()) expect(Math.abs(count - 800)).toBeLessThan(165);
  });

  it('are drawn anew where a byte would favour some letters', () => {
    const bytes = [255, 240, 0, 19, 20, 39, 1, 2, 239, 4];
    const random = (length: number) => Uint8Array.from({ length }, () => bytes.shift() ?? 3);
    expect(issueUserCode(random)).toBe('BZBZCDZG');
  });

  it.each([
    'WDJB-MJHT',
    'wdjb-mjht',
    'wdjbmjht',
    ' WDJB MJHT ',
    'w d j b m j h t',
    'WDJB\u2013MJHT',
    'WDJB\u2011MJHT',
    'WDJB\u00a0MJHT',
    'WDJB_MJHT',
    '\uff37\uff24\uff2a\uff22\uff0d\uff2d\uff2a\uff28\uff34',
    'WDJB\u200bMJHT',
  ])('are understood as %j', (typed) => {
    expect(parseUserCode(typed)).toBe('WDJBMJHT');
    expect(formatUserCode(parseUserCode(typed) ?? '')).toBe('WDJB-MJHT');
  });

  it.each(['', 'WDJB', 'WDJB-MJHTT', 'WDJB-MJHA', 'WDJB-MJH0', "WDJB'MJHT", 'WDJB\0MJHT', '\ud800'.repeat(8)])(
    'are not seen in %j',
    (typed) => {
      expect(parseUserCode(typed)).toBeUndefined();
    },
  );
});
