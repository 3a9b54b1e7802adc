/** What the clients of a sector know people by. */
import { describe, expect, it } from 'vitest';
import { aPerson, random } from '../testing/rows';
import type { Subject } from './subject';

export function describePairwiseSubjects({ stores }: Subject): void {
  describe('pairwise subjects', () => {
    const settle = (personId: string, sector: string, proposed = random()) =>
      stores().pairwiseSubjects.settle(personId, sector, proposed);
    const addPerson = async () => {
      const person = aPerson();
      await stores().people.create(person);
      return person.id;
    };

    it('are there once they were settled, and stay', async () => {
      const id = await addPerson();
      expect(await stores().pairwiseSubjects.find(id, 'rp.example')).toBeUndefined();
      expect(await settle(id, 'rp.example', 'first of this person')).toBe('first of this person');
      expect(await settle(id, 'rp.example')).toBe('first of this person');
      expect(await stores().pairwiseSubjects.find(id, 'rp.example')).toBe('first of this person');
      await stores().people.update(id, { status: 'disabled' });
      expect(await stores().pairwiseSubjects.find(id, 'rp.example')).toBe('first of this person');
    });

    it('are another one for each person and each sector', async () => {
      const [ada, eve] = [await addPerson(), await addPerson()];
      const subjects = [await settle(ada, 'a'), await settle(ada, 'b'), await settle(eve, 'a'), await settle(eve, 'b')];
      expect(new Set(subjects).size).toBe(4);
    });

    it('are the same for all who ask at once', async () => {
      const id = await addPerson();
      const proposals = Array.from({ length: 20 }, () => random());
      const settled = await Promise.all(proposals.map((proposed) => settle(id, 'rp.example', proposed)));
      expect(new Set(settled).size).toBe(1);
      expect(proposals).toContain(settled[0]);
    });

    it('are of nobody who is not there', async () => {
      await expect(settle('nobody', 'rp.example')).rejects.toMatchObject({ kind: 'missing-reference' });
    });
  });
}
