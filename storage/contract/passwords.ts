/** The password of a person, as its hash. */
import { describe, expect, it } from 'vitest';
import { aPerson, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describePasswords({ stores }: Subject): void {
  describe('passwords', () => {
    it('keeps one password for each person', async () => {
      const person = aPerson();
      await stores().people.create(person);
      expect(await stores().passwords.find(person.id)).toBeUndefined();
      await stores().passwords.set(person.id, 'first', now);
      await stores().passwords.set(person.id, 'second', later(1));
      expect(await stores().passwords.find(person.id)).toEqual({ hash: 'second', changedAt: later(1) });
      await expect(stores().passwords.set(random(), 'x', now)).rejects.toEqual(kind('missing-reference'));
    });
  });
}
