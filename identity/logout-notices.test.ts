/** DECISIONS 20: whatever ends a session, the clients in it are told, and those of no other session. */
import { expect, test } from 'vitest';
import { changeOwnPassword, setPassword } from './change-password';
import { createSessions } from './sessions';
import { setPersonStatus } from './set-person-status';
import { addAuthorization, addPerson, addToldClient, aNewSession, createPeople, goodPassword } from './testing/people';

const operator = { kind: 'command-line' as const, id: null };
const newPassword = 'copper meadow 81 kettle';

/** Ada in two browsers and Bob in one, with one client in each of their sessions, which is named like it. */
async function createHouse() {
  const people = createPeople();
  const { stores } = people.storage;
  const [ada, bob] = [await addPerson(people), await addPerson(people, { username: 'bob', email: null })];
  const sessions = createSessions(people);
  const open = async (name: string, personId: string, more: { previousCookieValue?: string } = {}) => {
    const wanted = aNewSession(personId);
    const opened = await sessions.open({ ...wanted, ...more });
    await addToldClient(people, `gh_${name}`);
    const granted = { id: name, personId, sessionId: opened.session.id, clientId: `gh_${name}` };
    await addAuthorization(people, { ...granted, offline: true });
    return opened;
  };
  const [here, there] = [await open('here', ada.id), await open('there', ada.id)];
  await open('other', bob.id);
  const told = async () => {
    const claim = { at: people.clock.now(), until: people.clock.now(), clients: 9, ofEach: 9 };
    return (await stores.logoutNotices.claim(claim)).map(({ clientId }) => clientId.slice(3)).sort();
  };
  return { people, ada, bob, sessions, open, here, there, told };
}

type House = Awaited<ReturnType<typeof createHouse>>;

test.each<[reason: string, end: (house: House) => Promise<unknown>, told: string[]]>([
  ['a sign-out', ({ sessions, here }) => sessions.end(here.session.id, { actor: operator }), ['here']],
  ['the end of all', ({ sessions, ada }) => sessions.endAllOfPerson(ada.id, { actor: operator }), ['here', 'there']],
  [
    'the end of all but this one',
    ({ sessions, ada, here }) => sessions.endAllOfPerson(ada.id, { actor: operator }, here.session.id),
    ['there'],
  ],
  [
    'a password changed by the person',
    ({ people, ada, here }) => {
      const change = { personId: ada.id, sessionId: here.session.id, currentPassword: goodPassword, newPassword };
      return changeOwnPassword(people, change);
    },
    ['there'],
  ],
  [
    'a password reset',
    ({ people, ada }) => setPassword(people, { personId: ada.id, newPassword, actor: operator }),
    ['here', 'there'],
  ],
  [
    'a disabled person',
    ({ people, ada }) => setPersonStatus(people, { personId: ada.id, status: 'disabled', actor: operator }),
    ['here', 'there'],
  ],
  [
    'a locked person',
    ({ people, ada }) => setPersonStatus(people, { personId: ada.id, status: 'locked', actor: operator }),
    ['here', 'there'],
  ],
  [
    'somebody else who signs in within the browser',
    ({ open, bob, here }) => open('next', bob.id, { previousCookieValue: here.cookieValue }),
    ['here'],
  ],
  [
    'nothing, when the same person signs in again',
    ({ sessions, ada, here }) => {
      const wanted = aNewSession(ada.id);
      return sessions.open({ ...wanted, previousCookieValue: here.cookieValue });
    },
    [],
  ],
])('%s tells the clients of the sessions that end', async (_reason, end, expected) => {
  const house = await createHouse();
  await end(house);
  expect(await house.told()).toEqual(expected);
});

test('a session that ended already tells nobody again', async () => {
  const { sessions, here, ada, told } = await createHouse();
  await Promise.all([1, 2, 3].map(() => sessions.end(here.session.id, { actor: operator })));
  await sessions.endAllOfPerson(ada.id, { actor: operator });
  expect(await told()).toEqual(['here', 'there']);
});
