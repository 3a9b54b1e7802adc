/** Signing keys: their first set, their rotation and their end. */
import { describe, expect, it } from 'vitest';
import { aSigningKey, later } from '../testing/rows';
import type { Subject } from './subject';

const day = 86_400;

export function describeSigningKeys({ storage, stores }: Subject): void {
  describe('signing keys', () => {
    it('are made once for each algorithm, by parallel callers too', async () => {
      const sets = [1, 2, 3].map(() => [aSigningKey('RS256'), aSigningKey('ES256')]);
      await Promise.all(sets.map((keys) => stores().signingKeys.createFirst(keys)));
      const made = await stores().signingKeys.list();
      expect(made.map(({ alg }) => alg).sort()).toEqual(['ES256', 'RS256']);
      expect(sets.flat()).toEqual(expect.arrayContaining(made));
    });

    it('are replaced by their successor and keep the time that an older one was given', async () => {
      const [first, second, third] = [aSigningKey('EdDSA'), aSigningKey('EdDSA'), aSigningKey('EdDSA')];
      await stores().signingKeys.createFirst([first]);
      await stores().signingKeys.rotate(second, later(100));
      await stores().signingKeys.rotate(third, later(200));
      const removal = async (kid: string) =>
        (await stores().signingKeys.list()).find((key) => key.kid === kid)?.removedAt;
      expect(await Promise.all([first, second, third].map(({ kid }) => removal(kid)))).toEqual([
        later(100),
        later(200),
        null,
      ]);
      await stores().signingKeys.reseal(third.kid, 'resealed');
      expect(await stores().signingKeys.list()).toContainEqual({ ...third, sealedPrivateJwk: 'resealed' });
    });

    it('are deleted a month after they left the JWKS, and never while they are in it', async () => {
      const [old, current] = [aSigningKey('PS256'), aSigningKey('PS256')];
      const { createFirst, rotate, list } = stores().signingKeys;
      await createFirst([old]);
      await rotate(current, later(60));
      const left = async () => (await list()).filter(({ alg }) => alg === 'PS256').map(({ kid }) => kid);
      await storage().sweep(later(60 + 30 * day - 1));
      expect(await left()).toEqual([old.kid, current.kid].toSorted());
      await storage().sweep(later(60 + 30 * day));
      expect(await left()).toEqual([current.kid]);
      await storage().sweep(later(1000 * day));
      expect(await left()).toEqual([current.kid]);
    });

    it('that several find due at once are replaced by one of them', async () => {
      const { rotate, list } = stores().signingKeys;
      const due = aSigningKey('EdDSA');
      await rotate(due, later(100));
      const successors = Array.from({ length: 10 }, () => aSigningKey('EdDSA'));
      const added = await Promise.all(successors.map((key) => rotate(key, later(100), due.kid)));
      expect(added.filter(Boolean)).toHaveLength(1);
      const kept = (await list()).map(({ kid }) => kid);
      expect(successors.map(({ kid }) => kept.includes(kid))).toEqual(added);
    });
  });
}
