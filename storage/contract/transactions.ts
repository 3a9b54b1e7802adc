/** Units of work. */
import { describe, expect, it } from 'vitest';
import { anAuditEntry, anAuthorization, aPerson, random } from '../testing/rows';
import { conflict, kind } from './refusals';
import type { Subject } from './subject';

export function describeTransactions({ storage, stores }: Subject): void {
  describe('the unit of work', () => {
    it('keeps everything or nothing, in all rooms at once', async () => {
      const person = aPerson();
      const authorization = anAuthorization({ personId: person.id });
      const entry = anAuditEntry();
      const work = (fail: boolean) =>
        storage().transaction(async (unit) => {
          await unit.people.create(person);
          await unit.authorizations.create(authorization);
          await unit.settings.set('unit', random());
          await unit.audit.append(entry);
          expect(await unit.people.find(person.id)).toEqual(person);
          if (fail) throw Object.assign(new Error('stop'), { kind: 'our-own' });
          return 'done';
        });
      await expect(work(true)).rejects.toEqual(kind('our-own'));
      expect(await stores().people.find(person.id)).toBeUndefined();
      expect(await stores().authorizations.find(authorization.id)).toBeUndefined();
      expect(await stores().settings.get('unit')).toBeUndefined();
      expect(await stores().auditReader.list({ limit: 1000 })).not.toContainEqual(entry);
      expect(await work(false)).toBe('done');
      expect(await stores().people.find(person.id)).toEqual(person);
      expect(await stores().auditReader.list({ limit: 1000 })).toContainEqual(entry);
    });

    it('hides what it has not committed from readers outside', async () => {
      const person = aPerson();
      await storage().transaction(async (unit) => {
        await unit.people.create(person);
        expect(await stores().people.find(person.id)).toBeUndefined();
      });
      expect(await stores().people.find(person.id)).toEqual(person);
    });

    it('passes a conflict on and undoes what came before it', async () => {
      const [taken, entry] = [aPerson(), anAuditEntry()];
      await stores().people.create(taken);
      const work = storage().transaction(async (unit) => {
        await unit.audit.append(entry);
        await unit.people.create(aPerson({ usernameFolded: taken.usernameFolded }));
      });
      await expect(work).rejects.toEqual(conflict('username'));
      expect(await stores().auditReader.list({ limit: 1000 })).not.toContainEqual(entry);
    });

    it('lets parallel units and single writes all succeed', async () => {
      const people = Array.from({ length: 40 }, () => aPerson());
      const write = (person: (typeof people)[number], index: number) =>
        index % 2 ? stores().people.create(person) : storage().transaction((unit) => unit.people.create(person));
      await Promise.all(people.map(write));
      expect(await Promise.all(people.map(({ id }) => stores().people.find(id)))).toEqual(people);
    });
  });
}
