/** What a person has allowed a client. */
import { describe, expect, it } from 'vitest';
import { grant, now, random } from '../testing/rows';
import type { Subject } from './subject';

export function describeConsents({ storage, stores }: Subject): void {
  describe('consents', () => {
    it('adds consents up, also parallel ones, and forgets them together', async () => {
      const { person } = await grant(storage());
      const clientId = random();
      const save = (scope: string) =>
        stores().consents.save({
          personId: person.id,
          clientId,
          scopes: ['openid', scope],
          resources: [],
          updatedAt: now,
        });
      const scopes = ['a', 'b', 'c', 'd', 'e', 'f'];
      await Promise.all(scopes.map(save));
      const consent = await stores().consents.find(person.id, clientId);
      expect(consent?.scopes.toSorted()).toEqual([...scopes, 'openid']);
      await stores().consents.revoke(person.id, clientId);
      expect(await stores().consents.find(person.id, clientId)).toBeUndefined();
    });
  });
}
