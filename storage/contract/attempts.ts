/** Counters of failed attempts. */
import { describe, expect, it } from 'vitest';
import { later, now, random } from '../testing/rows';
import type { Subject } from './subject';

export function describeAttempts({ stores }: Subject): void {
  describe('attempt counters', () => {
    it('count parallel attempts without losing one, and start anew after their window', async () => {
      const key = random();
      const states = await Promise.all(Array.from({ length: 20 }, () => stores().attempts.add(key, now, 60)));
      expect(states.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, n) => n + 1),
      );
      expect(await stores().attempts.add(key, later(59), 60)).toEqual({ count: 21, windowEndsAt: later(60) });
      expect(await stores().attempts.find(key)).toEqual({ count: 21, lastAt: later(59), windowEndsAt: later(60) });
      expect(await stores().attempts.add(key, later(60), 30)).toEqual({ count: 1, windowEndsAt: later(90) });
      await stores().attempts.clear(key);
      expect(await stores().attempts.find(key)).toBeUndefined();
    });
  });
}
