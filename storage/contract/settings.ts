/** Settings. */
import { describe, expect, it } from 'vitest';
import { random } from '../testing/rows';
import type { Subject } from './subject';

export function describeSettings({ stores }: Subject): void {
  describe('settings', () => {
    it('keeps any JSON value under a name', async () => {
      for (const value of [{ a: [1, null] }, [], 'text', 0, false, null]) {
        await stores().settings.set('x', value);
        expect(await stores().settings.get('x')).toEqual(value);
      }
      expect(await stores().settings.get(random())).toBeUndefined();
    });
  });
}
