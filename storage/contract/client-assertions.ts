/** Client assertions that were used. */
import { describe, expect, it } from 'vitest';
import { later, random } from '../testing/rows';
import type { Subject } from './subject';

export function describeClientAssertions({ storage }: Subject): void {
  describe('client assertions', () => {
    it('are spent once, by parallel callers too', async () => {
      const spend = { hash: random(), expiresAt: later(60) };
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => storage().spends.spendClientAssertion(spend)),
      );
      expect(outcomes.filter((outcome) => outcome === 'spent')).toHaveLength(1);
      expect(await storage().spends.spendClientAssertion(spend)).toBe('already-consumed');
      expect(await storage().spends.spendClientAssertion({ ...spend, hash: random() })).toBe('spent');
    });

    it('are remembered until an hour after their end, and then forgotten', async () => {
      const spend = { hash: random(), expiresAt: later(60) };
      await storage().spends.spendClientAssertion(spend);
      await storage().sweep(later(60 + 3599));
      expect(await storage().spends.spendClientAssertion(spend)).toBe('already-consumed');
      await storage().sweep(later(60 + 3600));
      expect(await storage().spends.spendClientAssertion(spend)).toBe('spent');
    });
  });
}
