/** Keys that no caller should ever send. */
import { describe, expect, it } from 'vitest';
import { aPendingRequest, grant, now } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeHostileKeys({ storage, stores }: Subject): void {
  describe('hostile keys', () => {
    it.each([undefined, null, {}, { not: '' }, ['x'], 1])(
      'refuses %j instead of matching other rows',
      async (hostile) => {
        await grant(storage());
        const key = hostile as string;
        const refused = kind('invalid-key');
        await expect(stores().people.find(key)).rejects.toEqual(refused);
        await expect(stores().sessions.findByTokenHash(key)).rejects.toEqual(refused);
        await expect(stores().clients.find(key)).rejects.toEqual(refused);
        await expect(stores().refreshTokens.find(key)).rejects.toEqual(refused);
        await expect(stores().authorizationCodes.find(key)).rejects.toEqual(refused);
        await expect(stores().deviceCodes.find(key)).rejects.toEqual(refused);
        await expect(stores().initialAccessTokens.delete(key)).rejects.toEqual(refused);
        await expect(stores().initialAccessTokens.spend(key, now)).rejects.toEqual(refused);
        await expect(stores().mail.find(key)).rejects.toEqual(refused);
        await expect(stores().mailedLinks.consume('invitation', key, now)).rejects.toEqual(refused);
        await expect(stores().mailedLinks.deleteOfPerson(key)).rejects.toEqual(refused);
        await expect(stores().groups.find(key)).rejects.toEqual(refused);
        await expect(stores().roles.find(key, null)).rejects.toEqual(refused);
        await expect(stores().pairwiseSubjects.find('person', key)).rejects.toEqual(refused);
      },
    );

    it('finds nothing for text with NUL, lone surrogates and wildcards, and stores what it can of it', async () => {
      for (const text of ['a\0b', '\ud800', '%', '_', "'; --", 'x'.repeat(100_000)]) {
        expect(await stores().clients.find(text)).toBeUndefined();
        expect(await stores().people.findByName(text)).toBeUndefined();
        expect(await stores().refreshTokens.find(text)).toBeUndefined();
        expect(await storage().spends.redeemAuthorizationCode({ hash: text, at: now, refreshToken: null })).toBe(
          'unusable',
        );
        const request = aPendingRequest({ parameters: { state: text }, failure: { step: 's', code: text } });
        await expect(stores().pendingRequests.create(request)).resolves.toBeUndefined();
      }
    });
  });
}
