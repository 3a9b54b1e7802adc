/** A person as the protocol sees them. */
import { describe, expect, it } from 'vitest';
import { aPerson, later, now, random } from '../testing/rows';
import type { Subject } from './subject';

export function describeEndUsers({ stores }: Subject): void {
  describe('the end-user as the protocol sees them', () => {
    it('has every standard claim that is filled, and none that is empty', async () => {
      const profile = {
        ...{ name: 'Jo Do', given_name: 'Jo', family_name: 'Do', middle_name: 'B', nickname: 'J', gender: 'x' },
        ...{ profile: 'https://p.example', picture: 'https://p.example/p', website: 'https://w.example' },
        ...{ birthdate: '0000-02-29', zoneinfo: 'Europe/Prague', locale: 'cs', phone_number: '+420 1' },
        ...{ phone_number_verified: true, address: { formatted: 'A\nB', region: '' } },
      };
      const email = `${random()}@x`;
      const person = aPerson({ username: random(), email, emailFolded: email, emailVerified: true, profile });
      await stores().people.create(person);
      const endUser = await stores().endUsers.find(person.id);
      expect(endUser).toMatchObject({ personId: person.id, subject: person.subject });
      expect(endUser?.claims).toEqual({
        ...profile,
        ...{ address: { formatted: 'A\nB' }, email, email_verified: true, preferred_username: person.username },
        updated_at: Math.floor(now.getTime() / 1000),
      });
    });

    it('leaves out e-mail and phone with their "verified" when there is none', async () => {
      const person = aPerson({ profile: { name: '', nickname: 'N', phone_number_verified: true, address: {} } });
      await stores().people.create(person);
      const endUser = await stores().endUsers.find(person.id);
      const updated_at = Math.floor(now.getTime() / 1000);
      expect(endUser?.claims).toEqual({ nickname: 'N', preferred_username: person.username, updated_at });
      expect(endUser?.roles).toEqual([]);
    });

    it('is disabled from the moment of the change', async () => {
      const person = aPerson();
      await stores().people.create(person);
      expect((await stores().endUsers.find(person.id))?.status).toBe('active');
      await stores().people.update(person.id, { status: 'disabled' });
      expect((await stores().endUsers.find(person.id))?.status).toBe('disabled');
      expect(await stores().endUsers.find(random())).toBeUndefined();
    });

    it('is held on a password while they are active and it is the same one', async () => {
      const person = aPerson();
      const { endUsers, people, passwords } = stores();
      await people.create(person);
      expect(await endUsers.holdProven(person.id, now)).toBe(false);
      await passwords.set(person.id, 'proven', now);
      expect(await endUsers.holdProven(person.id, now)).toBe(true);
      expect(await endUsers.holdProven(person.id, later(1))).toBe(false);
      for (const status of ['disabled', 'locked'] as const) {
        await people.update(person.id, { status });
        expect(await endUsers.holdProven(person.id, now)).toBe(false);
      }
      expect(await endUsers.holdProven(random(), now)).toBe(false);
    });
  });
}
