/** APIs and their scopes. */
import { describe, expect, it } from 'vitest';
import { anApi, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeApis({ stores }: Subject): void {
  describe('APIs', () => {
    it('are given back as they were stored, scopes in their order', async () => {
      const [first, second] = [anApi(), anApi({ accessTokenSeconds: 60, scopes: [], introspectionClientIds: [] })];
      await stores().apis.create(first);
      await stores().apis.create(second);
      expect(await stores().apiLookup.find(first.identifier)).toEqual(first);
      expect(await stores().apiLookup.list()).toEqual([first, second]);
      expect(await stores().apis.find(random())).toBeUndefined();
      await expect(stores().apis.create(anApi({ identifier: first.identifier }))).rejects.toEqual(kind('conflict'));
    });
  });
}
