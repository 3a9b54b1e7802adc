/** Units of work that read what they write from: of any number at once none undoes what another one did. */
import { describe, expect, it } from 'vitest';
import type { AllStores } from '../storage';
import { aClient, anAuthorization, aPerson, aSecret, grant, now } from '../testing/rows';
import type { Subject } from './subject';

const tenAtOnce = (work: (number: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: 10 }, (_, number) => work(number)));

export function describeParallelChanges({ storage, stores }: Subject): void {
  describe('changes at the same moment', () => {
    it('of one client add up: what each of them laid over the metadata, and its new secret', async () => {
      const client = aClient();
      await stores().clientAdministration.create(client);
      const change = (number: number) => async (unit: AllStores) => {
        const { findForChange, update, addSecret } = unit.clientAdministration;
        const before = await findForChange(client.clientId);
        const { metadata = client.metadata, secrets = [] } = before ?? {};
        const redirect_uris = [...metadata.redirect_uris, `https://app.example.com/${number}`];
        await update(client.clientId, { metadata: { ...metadata, redirect_uris } }, now);
        await addSecret(client.clientId, aSecret({ label: `after ${secrets.length}` }));
      };
      await tenAtOnce((number) => storage().transaction(change(number)));
      const after = await stores().clientAdministration.find(client.clientId);
      expect(after?.metadata.redirect_uris).toHaveLength(11);
      expect(after?.secrets.map(({ label }) => label).toSorted()).toEqual(
        Array.from({ length: 10 }, (_, before) => `after ${before}`),
      );
    });

    it('of one person add up', async () => {
      const person = aPerson({ profile: { name: '0' } });
      await stores().people.create(person);
      await tenAtOnce(() =>
        storage().transaction(async ({ people }) => {
          const before = await people.findForChange(person.id);
          await people.update(person.id, { profile: { name: String(Number(before?.profile.name) + 1) } });
        }),
      );
      expect((await stores().people.findForChange(person.id))?.profile.name).toBe('10');
    });

    it('of one password, each of which proved the one before, happen once', async () => {
      const person = aPerson();
      await stores().people.create(person);
      await stores().passwords.set(person.id, 'proven', now);
      const replaced = await tenAtOnce((number) =>
        storage().transaction(async ({ people, passwords }) => {
          await people.findForChange(person.id);
          if ((await passwords.find(person.id))?.hash !== 'proven') return false;
          await passwords.set(person.id, `new ${number}`, now);
          return true;
        }),
      );
      expect(replaced.filter(Boolean)).toHaveLength(1);
    });

    it('of a session: what is granted in it is revoked by its end, or is never made', async () => {
      const made = Array.from({ length: 10 }, async () => {
        const { person, session, authorization } = await grant(storage());
        const late = { ...authorization, id: anAuthorization().id, offline: true };
        const give = storage().transaction(async ({ sessionLookup, authorizations }) => {
          if (!(await sessionLookup.holdLive(session.id, now))) return false;
          await authorizations.create(late);
          return true;
        });
        const end = storage().transaction(async ({ sessions, authorizations }) => {
          await sessions.endAllOfPerson(person.id, now);
          await authorizations.revokeOfPerson(person.id, now);
        });
        const [given] = await Promise.all([give, end]);
        return given ? (await stores().authorizations.find(late.id))?.revokedAt : now;
      });
      expect(await Promise.all(made)).toEqual(made.map(() => now));
    });
  });
}
