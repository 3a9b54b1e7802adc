/** The first administrator, who is made once. */
import { describe, expect, it } from 'vitest';
import { later, now, random } from '../testing/rows';
import type { Subject } from './subject';

export function describeSetup({ storage, stores }: Subject): void {
  describe('the setup', () => {
    it('is completed by one caller, whose transaction must succeed', async () => {
      const failed = storage().transaction(async ({ setup }) => {
        expect(await setup.complete(now)).toBe(true);
        throw new Error('no administrator');
      });
      await expect(failed).rejects.toThrow('no administrator');
      expect(await stores().setup.isComplete()).toBe(false);
      const answers = await Promise.all(Array.from({ length: 5 }, () => stores().setup.complete(now)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await stores().setup.isComplete()).toBe(true);
    });

    it('has one outstanding token, which one caller uses, in time', async () => {
      const [old, token, late] = [random(), random(), random()];
      await stores().setup.saveToken({ hash: old, createdAt: now, expiresAt: later(60) });
      await stores().setup.saveToken({ hash: token, createdAt: now, expiresAt: later(60) });
      expect(await stores().setup.consumeToken(old, now)).toBe(false);
      const answers = await Promise.all(Array.from({ length: 5 }, () => stores().setup.consumeToken(token, later(1))));
      expect(answers.filter(Boolean)).toHaveLength(1);
      const stored = { hash: token, createdAt: now, expiresAt: later(60), consumedAt: later(1) };
      expect(await stores().setup.findToken(token)).toEqual(stored);
      await stores().setup.saveToken({ hash: late, createdAt: now, expiresAt: later(60) });
      expect(await stores().setup.consumeToken(late, later(60))).toBe(false);
    });
  });
}
