import { describe, expect, test } from 'vitest';
import { createAuthenticatePassword } from './authenticate-password';
import { changeOwnPassword, setPassword } from './change-password';
import { createSessions } from './sessions';
import {
  addAuthorization,
  addPerson,
  aNewSession,
  auditLines,
  createPeople,
  goodPassword,
  origin,
} from './testing/people';

const newPassword = 'copper meadow 81 kettle';
const operator = { kind: 'command-line' as const, id: null };

async function createHouse() {
  const people = createPeople();
  const ada = await addPerson(people);
  const sessions = createSessions(people);
  const wanted = aNewSession(ada.id);
  const [here, there] = [await sessions.open(wanted), await sessions.open(wanted)];
  await addAuthorization(people, { id: 'here', personId: ada.id, sessionId: here.session.id });
  await addAuthorization(people, { id: 'there', personId: ada.id, sessionId: there.session.id, offline: true });
  const alive = async () => {
    const rows = await Promise.all(['here', 'there'].map((id) => people.storage.stores.authorizations.find(id)));
    return rows.flatMap((row) => (row?.revokedAt === null ? [row.id] : []));
  };
  const live = async () => {
    const list = await people.storage.stores.sessions.listLiveOfPerson(ada.id, people.clock.now());
    return list.map(({ id }) => (id === here.session.id ? 'here' : 'there'));
  };
  const change = (given: { currentPassword?: string; newPassword?: string } = {}) =>
    changeOwnPassword(people, {
      ...{ personId: ada.id, sessionId: here.session.id, currentPassword: goodPassword, newPassword },
      ...given,
    });
  const authenticate = createAuthenticatePassword(people);
  const signsIn = async (password: string) => (await authenticate({ name: 'ada', password, origin })).ok;
  return { people, ada, change, alive, live, signsIn };
}

test('changed by the person: the current session and what it granted stay, everything else ends', async () => {
  const { people, change, alive, live, signsIn } = await createHouse();
  expect(await change()).toEqual({ ok: true });
  expect(await live()).toEqual(['here']);
  expect(await alive()).toEqual(['here']);
  expect([await signsIn(goodPassword), await signsIn(newPassword)]).toEqual([false, true]);
  expect(await auditLines(people)).toContain('password-change success');
});

test('reset by an administrator: everything ends', async () => {
  const { people, ada, alive, live, signsIn } = await createHouse();
  expect(await setPassword(people, { personId: ada.id, newPassword, actor: operator })).toEqual({ ok: true });
  expect(await live()).toEqual([]);
  expect(await alive()).toEqual([]);
  expect([await signsIn(goodPassword), await signsIn(newPassword)]).toEqual([false, true]);
  expect(await auditLines(people)).toContain('password-reset success');
});

test('a reset that comes while the current password is being proven is not undone', async () => {
  const { people, ada, change, signsIn } = await createHouse();
  const { verify } = people.passwordHash;
  people.passwordHash.verify = async (...given) => {
    const verdict = await verify(...given);
    await setPassword(people, { personId: ada.id, newPassword: 'walnut ferry 64 lantern', actor: operator });
    return verdict;
  };
  expect(await change()).toEqual({ ok: false, code: 'wrong-password' });
  people.passwordHash.verify = verify;
  expect([await signsIn(newPassword), await signsIn('walnut ferry 64 lantern')]).toEqual([false, true]);
});

describe('refused without changing anything', () => {
  test.each([
    ['a wrong current password', { currentPassword: 'a wrong guess' }, { code: 'wrong-password' }],
    ['a common password', { newPassword: 'password' }, { code: 'invalid', problem: 'too-common' }],
    [
      'a password with the user name',
      { newPassword: 'ada lighthouse 1' },
      { code: 'invalid', problem: 'contains-name' },
    ],
  ])('%s', async (_, given, refusal) => {
    const { change, alive, live, signsIn } = await createHouse();
    expect(await change(given)).toEqual({ ok: false, ...refusal });
    expect([await live(), await alive()]).toEqual([
      ['here', 'there'],
      ['here', 'there'],
    ]);
    expect(await signsIn(goodPassword)).toBe(true);
  });

  test('guessing the current password is slowed down, and a burst gets no more tries', async () => {
    const { change } = await createHouse();
    const burst = await Promise.all(Array.from({ length: 50 }, () => change({ currentPassword: 'a wrong guess' })));
    expect(burst.filter((result) => !result.ok && result.code === 'wrong-password')).toHaveLength(10);
    expect(await change()).toMatchObject({ ok: false, code: 'too-many-attempts' });
  });

  test.each([
    ['a reset for nobody', 'nobody', newPassword, { code: 'not-found' }],
    ['a reset to a short password', undefined, 'short', { code: 'invalid', problem: 'too-short' }],
  ])('%s', async (_, personId, password, refusal) => {
    const { people, ada } = await createHouse();
    const reset = { personId: personId ?? ada.id, newPassword: password, actor: operator };
    expect(await setPassword(people, reset)).toEqual({ ok: false, ...refusal });
  });
});
