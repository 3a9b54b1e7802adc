/** Sessions: how long they live, and how they end. */
import { describe, expect, it } from 'vitest';
import { aSession, grant, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeSessions({ storage, stores }: Subject): void {
  describe('sessions', () => {
    it('are found by id and by the hash of their cookie, also when they have ended', async () => {
      const { session } = await grant(storage());
      expect(await stores().sessions.find(session.id)).toEqual(session);
      await stores().sessions.end(session.id, later(1));
      await stores().sessions.end(session.id, later(2));
      const ended = { ...session, endedAt: later(1) };
      expect(await stores().sessions.findByTokenHash(session.tokenHash)).toEqual(ended);
      expect(await stores().sessions.findByTokenHash(session.id)).toBeUndefined();
    });

    it('are live until they end, or reach the idle end or the absolute end', async () => {
      const { person, session } = await grant(storage());
      const capped = aSession(person.id, { expiresAt: later(100), absoluteExpiresAt: later(50) });
      await stores().sessions.create(capped);
      const { isLive } = stores().sessionLookup;
      expect(await isLive(session.id, later(3599))).toBe(true);
      expect(await isLive(session.id, later(3600))).toBe(false);
      expect(await isLive(capped.id, later(50))).toBe(false);
      expect((await stores().sessions.listLiveOfPerson(person.id, later(60))).map(({ id }) => id)).toEqual([
        session.id,
      ]);
      await stores().sessions.touch(session.id, later(10), later(7200));
      expect(await isLive(session.id, later(3600))).toBe(true);
      await stores().sessions.end(session.id, now);
      expect(await isLive(session.id, now)).toBe(false);
      expect(await isLive(random(), now)).toBe(false);
    });

    it('of a person end together, except one', async () => {
      const { person, session } = await grant(storage());
      const { session: someoneElses } = await grant(storage());
      const other = aSession(person.id);
      await stores().sessions.create(other);
      await stores().sessions.endAllOfPerson(person.id, now, session.id);
      expect(await stores().sessionLookup.isLive(session.id, now)).toBe(true);
      expect(await stores().sessionLookup.isLive(other.id, now)).toBe(false);
      await stores().sessions.endAllOfPerson(person.id, now);
      expect(await stores().sessionLookup.isLive(session.id, now)).toBe(false);
      expect(await stores().sessionLookup.isLive(someoneElses.id, now)).toBe(true);
    });

    it('belong to a person that exists', async () => {
      await expect(stores().sessions.create(aSession(random()))).rejects.toEqual(kind('missing-reference'));
    });
  });
}
