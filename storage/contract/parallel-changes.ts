/** Units of work that read what they write from: of any number at once none undoes what another one did. */
import { describe, expect, it } from 'vitest';
import type { AllStores } from '../storage';
import { aClient, anAuthorization, aPerson, aSecret, grant, later, now } from '../testing/rows';
import type { Subject } from './subject';

const tenAtOnce = (work: (number: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: 10 }, (_, number) => work(number)));

export function describeParallelChanges(subject: Subject): void {
  describeChanges(subject);
  describeLateGrants(subject);
}

function describeChanges({ storage, stores }: Subject): void {
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
  });
}

function describeLateGrants({ storage, stores }: Subject): void {
  describe('a grant at the moment when what it rests on ends is revoked by that, or never made', () => {
    type Granted = Awaited<ReturnType<typeof grant>>;

    it.each<[what: string, hold: (unit: AllStores, of: Granted) => Promise<boolean>, end: typeof endSessions]>([
      ['a session', ({ sessionLookup }, { session }) => sessionLookup.holdLive(session.id, now), endSessions],
      ['a password', ({ endUsers }, { person }) => endUsers.holdProven(person.id, now), replacePassword],
    ])('%s', async (_what, hold, end) => {
      const made = Array.from({ length: 10 }, async () => {
        const granted = await grant(storage());
        await stores().passwords.set(granted.person.id, 'proven', now);
        const late = { ...granted.authorization, id: anAuthorization().id, offline: true };
        const give = storage().transaction(async (unit) => {
          if (!(await hold(unit, granted))) return false;
          await unit.authorizations.create(late);
          return true;
        });
        const ended = storage().transaction(async (unit) => {
          await end(unit, granted.person.id);
          await unit.authorizations.revokeOfPerson(granted.person.id, now);
        });
        const [given] = await Promise.all([give, ended]);
        return given ? (await stores().authorizations.find(late.id))?.revokedAt : now;
      });
      expect(await Promise.all(made)).toEqual(made.map(() => now));
    });
  });
}

async function endSessions({ sessions }: AllStores, personId: string): Promise<void> {
  await sessions.endAllOfPerson(personId, now);
}

async function replacePassword({ people, passwords }: AllStores, personId: string): Promise<void> {
  await people.findForChange(personId);
  await passwords.set(personId, 'new', later(1));
}
