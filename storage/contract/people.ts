/** The people themselves. */
import { describe, expect, it } from 'vitest';
import { aPerson, later, random } from '../testing/rows';
import { conflict } from './refusals';
import type { Subject } from './subject';

export function describePeople({ stores }: Subject): void {
  describe('people', () => {
    it('gives back a person as it was stored, to the millisecond', async () => {
      const address = { locality: 'Ürümqi', country: 'CN' };
      const profile = { name: "Žofie “Ž” \\u0000 O'Neil", phone_number: '+1', phone_number_verified: true, address };
      const person = aPerson({ email: 'Z@Example.com', emailFolded: 'z@example.com', emailVerified: true, profile });
      await stores().people.create(person);
      expect(await stores().people.find(person.id)).toEqual(person);
      expect(await stores().people.find(random())).toBeUndefined();
    });

    it('finds a name with @ by e-mail and any other by user name', async () => {
      const name = random();
      const person = aPerson({ username: name, email: `${name}@x.org`, emailFolded: `${name}@x.org` });
      await stores().people.create(person);
      expect(await stores().people.findByName(name)).toEqual(person);
      expect(await stores().people.findByName(`${name}@x.org`)).toEqual(person);
      expect(await stores().people.findByName(`${name}@y.org`)).toBeUndefined();
    });

    it('refuses a taken user name and a taken e-mail, at creation and at change, and says which', async () => {
      const first = aPerson({ email: 'a@x', emailFolded: `${random()}@x` });
      const second = aPerson();
      await stores().people.create(first);
      await stores().people.create(second);
      const { usernameFolded, emailFolded } = first;
      await expect(stores().people.create(aPerson({ usernameFolded }))).rejects.toEqual(conflict('username'));
      await expect(stores().people.create(aPerson({ emailFolded }))).rejects.toEqual(conflict('email'));
      await expect(stores().people.update(second.id, { usernameFolded })).rejects.toEqual(conflict('username'));
      await expect(stores().people.update(second.id, { emailFolded })).rejects.toEqual(conflict('email'));
      expect(await stores().people.find(second.id)).toEqual(second);
    });

    it('lets any number of people have no e-mail', async () => {
      await stores().people.create(aPerson());
      await expect(stores().people.create(aPerson())).resolves.toBeUndefined();
    });

    it('changes what is given and nothing else, and says when the person is gone', async () => {
      const person = aPerson({ profile: { name: 'Old', nickname: 'O' } });
      await stores().people.create(person);
      const change = { status: 'disabled' as const, updatedAt: later(5), profile: { name: 'New' } };
      expect(await stores().people.update(person.id, change)).toBe(true);
      expect(await stores().people.find(person.id)).toEqual({ ...person, ...change });
      expect(await stores().people.update(random(), change)).toBe(false);
    });

    it('pages through people in the order of their ids, and searches names and addresses', async () => {
      const mark = random();
      const named = (n: number) => aPerson({ username: `${mark}-${n}` });
      const [first, second, third] = [named(1), named(2), named(3)];
      for (const person of [first, second, third]) await stores().people.create(person);
      expect(await stores().people.list({ limit: 2, search: mark.toUpperCase() })).toEqual([first, second]);
      expect(await stores().people.list({ limit: 2, search: mark, after: second.id })).toEqual([third]);
    });
  });
}
