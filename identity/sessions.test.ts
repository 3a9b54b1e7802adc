import { describe, expect, test } from 'vitest';
import { digest } from './identifiers';
import type { NewSession } from './sessions';
import { createSessions } from './sessions';
import { setPersonStatus } from './set-person-status';
import { addAuthorization, addPerson, aNewSession, auditLines, createPeople } from './testing/people';

const minute = 60;
const hour = 3600;
const day = 86_400;

async function createHouse() {
  const people = createPeople();
  const [ada, bob] = [await addPerson(people), await addPerson(people, { username: 'bob', email: null })];
  const sessions = createSessions(people);
  const open = (wanted: Partial<NewSession> = {}) => sessions.open({ ...aNewSession(ada.id), ...wanted });
  const isRevoked = async (id: string) => (await people.storage.stores.authorizations.find(id))?.revokedAt !== null;
  return { people, ada, bob, sessions, open, isRevoked, by: { actor: { kind: 'person' as const, id: ada.id } } };
}

describe('opening', () => {
  test('gives a cookie value of 256 bits of which only the hash is stored, and a sid that is neither', async () => {
    const { open, people, ada } = await createHouse();
    const { session, cookieValue, person } = await open();
    expect(Buffer.from(cookieValue, 'base64url')).toHaveLength(32);
    expect(session.tokenHash).toBe(digest(cookieValue));
    expect(session.sid).toMatch(/^[a-z2-7]{26}$/);
    expect(person).toEqual(ada);
    expect(JSON.stringify(await people.storage.stores.sessions.find(session.id))).not.toContain(cookieValue);
  });

  test('gives the same person a new cookie value and time, and keeps the session and what was granted in it', async () => {
    const { open, sessions, people, ada, isRevoked } = await createHouse();
    const first = await open();
    await addAuthorization(people, { id: 'online', personId: ada.id, sessionId: first.session.id });
    people.clock.advance(5);
    const second = await open({ previousCookieValue: first.cookieValue });
    expect([second.session.id, second.session.sid]).toEqual([first.session.id, first.session.sid]);
    expect(second.cookieValue).not.toBe(first.cookieValue);
    expect(second.session.authTime.getTime() - first.session.authTime.getTime()).toBe(5000);
    expect(await sessions.find(first.cookieValue)).toBeUndefined();
    expect((await sessions.find(second.cookieValue))?.session.authTime).toEqual(second.session.authTime);
    expect(await isRevoked('online')).toBe(false);
  });

  test('ends the session that another person had in this browser, and what was granted in it', async () => {
    const { open, ada, bob, sessions, people, isRevoked } = await createHouse();
    const first = await open();
    await addAuthorization(people, { id: 'online', personId: ada.id, sessionId: first.session.id });
    await addAuthorization(people, { id: 'offline', personId: ada.id, sessionId: first.session.id, offline: true });
    const second = await open({ personId: bob.id, previousCookieValue: first.cookieValue });
    for (const name of ['id', 'sid', 'tokenHash'] as const) expect(second.session[name]).not.toBe(first.session[name]);
    expect(await sessions.find(first.cookieValue)).toBeUndefined();
    expect([await isRevoked('online'), await isRevoked('offline')]).toEqual([true, false]);
  });

  test('an unknown old cookie does no harm', async () => {
    const { open, sessions } = await createHouse();
    const { cookieValue } = await open({ previousCookieValue: 'forged' });
    expect(await sessions.find(cookieValue)).toBeDefined();
  });

  test.each([['disabled'], ['locked']] as const)(
    'is refused to a person who is %s, and ends nothing',
    async (status) => {
      const { open, people, ada, sessions } = await createHouse();
      const first = await open();
      await people.storage.stores.people.update(ada.id, { status });
      await expect(open({ previousCookieValue: first.cookieValue })).rejects.toMatchObject({
        kind: 'proof-void',
      });
      await people.storage.stores.people.update(ada.id, { status: 'active' });
      expect(await sessions.find(first.cookieValue)).toBeDefined();
    },
  );

  test('is refused when the password that was proven is another one meanwhile', async () => {
    const { open, people, ada } = await createHouse();
    const passwordChangedAt = (await people.storage.stores.passwords.find(ada.id))?.changedAt ?? null;
    expect(passwordChangedAt).not.toBeNull();
    await expect(open({ passwordChangedAt })).resolves.toMatchObject({ person: ada });
    people.clock.advance(1);
    await people.storage.stores.passwords.set(ada.id, 'another hash', people.clock.now());
    await expect(open({ passwordChangedAt })).rejects.toMatchObject({ kind: 'proof-void' });
  });

  test('keeps at most 400 visible characters of the user agent', async () => {
    const { open } = await createHouse();
    const { session } = await open({ userAgent: `Br\u001b[31mowser${'x'.repeat(1000)}` });
    expect(session.userAgent).toHaveLength(400);
    expect(session.userAgent).toMatch(/^Br\[31mowserx+$/);
  });
});

describe('lifetimes', () => {
  test('without "remember me" the cookie ends with the browser and the session after 12 hours, used or not', async () => {
    const { open, sessions, people } = await createHouse();
    const { cookieValue, cookieExpiresAt } = await open();
    expect(cookieExpiresAt).toBeNull();
    for (let elapsed = 0; elapsed < 11; elapsed += 1) {
      people.clock.advance(hour);
      await sessions.touch((await sessions.find(cookieValue))!.session);
    }
    people.clock.advance(hour - 1);
    expect(await sessions.find(cookieValue)).toBeDefined();
    people.clock.advance(1);
    expect(await sessions.find(cookieValue)).toBeUndefined();
  });

  test('"remember me" slides by 30 days', async () => {
    const { open, sessions, people } = await createHouse();
    const { cookieValue } = await open({ remembered: true });
    people.clock.advance(30 * day - 1);
    await sessions.touch((await sessions.find(cookieValue))!.session);
    people.clock.advance(30 * day - 1);
    expect(await sessions.find(cookieValue)).toBeDefined();
    people.clock.advance(1);
    expect(await sessions.find(cookieValue)).toBeUndefined();
  });

  test('"remember me" ends after 180 days at the latest', async () => {
    const { open, sessions, people } = await createHouse();
    const { cookieValue, cookieExpiresAt } = await open({ remembered: true });
    expect(cookieExpiresAt).toEqual(new Date(people.clock.now().getTime() + 180 * day * 1000));
    for (let elapsed = 0; elapsed < 179; elapsed += 1) {
      people.clock.advance(day);
      await sessions.touch((await sessions.find(cookieValue))!.session);
    }
    people.clock.advance(day - 1);
    expect(await sessions.find(cookieValue)).toBeDefined();
    people.clock.advance(1);
    expect(await sessions.find(cookieValue)).toBeUndefined();
  });

  test('last use is written at most once a minute', async () => {
    const { open, sessions, people } = await createHouse();
    const { session, cookieValue } = await open({ remembered: true });
    const lastUsedAt = async () => (await sessions.find(cookieValue))!.session.lastUsedAt;
    people.clock.advance(minute - 1);
    await sessions.touch(session);
    expect(await lastUsedAt()).toEqual(session.lastUsedAt);
    people.clock.advance(1);
    await sessions.touch(session);
    expect(await lastUsedAt()).toEqual(people.clock.now());
  });
});

describe('when what dies', () => {
  async function createTwoSessions() {
    const house = await createHouse();
    const { open, people, ada, bob } = house;
    const [here, there] = [await open(), await open()];
    const other = await open({ personId: bob.id });
    const add = (id: string, sessionId: string, personId = ada.id, offline = false) =>
      addAuthorization(people, { id, personId, sessionId, offline });
    await add('here', here.session.id);
    await add('here-offline', here.session.id, ada.id, true);
    await add('there', there.session.id);
    await add('there-offline', there.session.id, ada.id, true);
    await add('other', other.session.id, bob.id);
    const alive = async () => {
      const names = ['here', 'here-offline', 'there', 'there-offline', 'other'];
      const revoked = await Promise.all(names.map(house.isRevoked));
      return names.filter((_, index) => !revoked[index]);
    };
    const live = async () => {
      const found = await Promise.all([here, there, other].map(({ cookieValue }) => house.sessions.find(cookieValue)));
      return ['here', 'there', 'other'].filter((_, index) => found[index] !== undefined);
    };
    return { ...house, here, alive, live };
  }

  test('signed out: that session, and its authorizations but offline ones', async () => {
    const { sessions, here, by, alive, live } = await createTwoSessions();
    expect(await sessions.end(here.session.id, by)).toBe(true);
    expect(await live()).toEqual(['there', 'other']);
    expect(await alive()).toEqual(['here-offline', 'there', 'there-offline', 'other']);
    expect(await sessions.end(here.session.id, by)).toBe(false);
  });

  test('all ended: every session and every authorization of that person', async () => {
    const { sessions, ada, by, alive, live } = await createTwoSessions();
    await sessions.endAllOfPerson(ada.id, by);
    expect(await live()).toEqual(['other']);
    expect(await alive()).toEqual(['other']);
  });

  test('all but one ended: the one and its authorizations stay', async () => {
    const { sessions, ada, here, by, alive, live } = await createTwoSessions();
    await sessions.endAllOfPerson(ada.id, by, here.session.id);
    expect(await live()).toEqual(['here', 'other']);
    expect(await alive()).toEqual(['here', 'here-offline', 'other']);
  });

  test.each([['disabled'], ['locked']] as const)('%s: everything of that person at once', async (status) => {
    const { people, ada, alive, live } = await createTwoSessions();
    const actor = { kind: 'command-line' as const, id: null };
    expect(await setPersonStatus(people, { personId: ada.id, status, actor })).toBe(true);
    expect(await live()).toEqual(['other']);
    expect(await alive()).toEqual(['other']);
    await setPersonStatus(people, { personId: ada.id, status: 'active', actor });
    expect(await live()).toEqual(['other']);
    expect(await auditLines(people)).toContain('person-status success');
  });

  test('a status for nobody changes nothing', async () => {
    const { people } = await createTwoSessions();
    const actor = { kind: 'command-line' as const, id: null };
    expect(await setPersonStatus(people, { personId: 'nobody', status: 'disabled', actor })).toBe(false);
    expect(await auditLines(people)).not.toContain('person-status success');
  });
});

test('opening and ending leave durable rows', async () => {
  const { people, open, sessions, by } = await createHouse();
  const { session } = await open();
  await sessions.end(session.id, by);
  expect(await auditLines(people)).toEqual(expect.arrayContaining(['session-open success', 'session-end success']));
});
