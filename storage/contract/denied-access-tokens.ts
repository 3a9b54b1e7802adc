/** Access tokens that are no longer good. */
import { describe, expect, it } from 'vitest';
import { later, random } from '../testing/rows';
import type { Subject } from './subject';

export function describeDeniedAccessTokens({ stores }: Subject): void {
  describe('denied access tokens', () => {
    it('knows a denied access token', async () => {
      const jti = random();
      expect(await stores().deniedAccessTokens.has(jti)).toBe(false);
      await stores().deniedAccessTokens.add(jti, later(60));
      await stores().deniedAccessTokens.add(jti, later(60));
      expect(await stores().deniedAccessTokens.has(jti)).toBe(true);
    });
  });
}
