/** Forgotten passwords (SECURITY invariants 1, 5, 8 and 9, DECISIONS 20). */
import { beforeEach, describe, expect, test } from 'vitest';
import { createAuthenticatePassword } from './authenticate-password';
import { createChangeEmail } from './change-email';
import { changeOwnPassword, setPassword } from './change-password';
import type { Person } from './ports';
import { createResetPassword } from './reset-password';
import { createSessions } from './sessions';
import { setPersonStatus } from './set-person-status';
import {
  addAuthorization,
  addPerson,
  aNewSession,
  auditLines,
  createPeople,
  goodPassword,
  lettersOf,
  origin,
} from './testing/people';

const newPassword = 'copper meadow 81 kettle';
const operator = { kind: 'command-line' as const, id: null };
let people: ReturnType<typeof createPeople>;
let ada: Person;

beforeEach(async () => {
  people = createPeople();
  ada = await addPerson(people, { emailVerified: false });
});

const reset = () => createResetPassword(people);
const ask = (email = 'ada@example.com') => {
  // So that the letters have an order.
  people.clock.advance(0.001);
  return reset().ask({ email, requestId: null, locale: 'en', origin });
};
const askedToken = async () => {
  await ask();
  return (await lettersOf(people)).at(-1)?.token ?? '';
};
const redeem = (token: string, password = newPassword) => {
  people.clock.advance(0.001);
  return reset().redeem(token, password, origin);
};
const signsIn = async (password: string) =>
  (await createAuthenticatePassword(people)({ name: 'ada', password, origin })).ok;
const unusable = { ok: false, code: 'token-unusable' };

describe('asking', () => {
  test('is answered the same for an address that nobody has, has proven, or may not sign in with', async () => {
    await addPerson(people, { username: 'bob', email: 'bob@example.com' });
    const blocked = await addPerson(people, { username: 'cy', email: 'cy@example.com' });
    await setPersonStatus(people, { personId: blocked.id, status: 'locked', actor: operator });
    const addresses = ['ADA@example.com', 'bob@example.com', 'cy@example.com', 'nobody@example.com'];
    for (const address of addresses) expect(await ask(address)).toEqual({ ok: true });
    const letters = (await lettersOf(people)).map(({ to, template, token }) => [to, template, token !== '']);
    expect(letters).toEqual([
      ['ADA@example.com', 'reset-password', true],
      ['bob@example.com', 'reset-password', true],
      ['cy@example.com', 'reset-password-unknown', false],
      ['nobody@example.com', 'reset-password-unknown', false],
    ]);
    const rows = (await auditLines(people)).filter((line) => line.startsWith('password-reset-ask'));
    expect(rows).toEqual(Array.from({ length: 4 }, () => 'password-reset-ask success'));
  });

  test('does nothing by itself: the password stays as it is', async () => {
    const token = await askedToken();
    expect((await reset().find(token))?.person.id).toBe(ada.id);
    expect(await signsIn(goodPassword)).toBe(true);
  });
});

describe('a link', () => {
  test('sets the password, proves the address, and ends whatever somebody else had of the account', async () => {
    const session = await createSessions(people).open(aNewSession(ada.id));
    await addAuthorization(people, { id: 'held', personId: ada.id, sessionId: session.session.id, offline: true });
    const change = { email: 'mallory@example.com', requestId: null, locale: 'en', origin };
    await createChangeEmail(people).ask({ ...change, personId: ada.id, currentPassword: goodPassword });
    const prepared = (await lettersOf(people)).at(-1)?.token ?? '';
    const [other, token] = [await askedToken(), await askedToken()];
    expect(await redeem(token)).toMatchObject({ ok: true });
    expect(await people.storage.stores.people.find(ada.id)).toMatchObject({ emailVerified: true });
    expect([await signsIn(goodPassword), await signsIn(newPassword)]).toEqual([false, true]);
    expect(await createSessions(people).find(session.cookieValue)).toBeUndefined();
    expect((await people.storage.stores.authorizations.find('held'))?.revokedAt).not.toBeNull();
    expect(await createChangeEmail(people).confirm(prepared, ada.id, origin)).toEqual(unusable);
    for (const used of [token, other]) expect(await redeem(used, 'another kettle 99 plum')).toEqual(unusable);
    expect((await lettersOf(people)).at(-1)).toMatchObject({ to: 'ada@example.com', template: 'password-changed' });
  });

  test('sets one password of twenty that are chosen at once', async () => {
    const token = await askedToken();
    const chosen = Array.from({ length: 20 }, (_, count) => `copper meadow ${count} kettle`);
    const results = await Promise.all(chosen.map((password) => redeem(token, password)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await signsIn(chosen[results.findIndex(({ ok }) => ok)] ?? '')).toBe(true);
    expect((await lettersOf(people)).filter(({ template }) => template === 'password-changed')).toHaveLength(1);
  });

  test('is not spent by a password that is refused', async () => {
    const token = await askedToken();
    const refusedFor = async (password: string) => {
      const result = await redeem(token, password);
      return !result.ok && result.code === 'invalid' ? result.problems[0]?.code : result;
    };
    expect(await refusedFor('short')).toBe('too-short');
    expect(await refusedFor('ada@example.com')).toBe('contains-name');
    expect(await refusedFor('password1234')).toBe('too-common');
    expect(await redeem(token)).toMatchObject({ ok: true });
  });

  test.each<[string, (token: string) => Promise<unknown>]>([
    ['an hour has passed', async () => people.clock.advance(3600)],
    [
      'the person was disabled',
      () => setPersonStatus(people, { personId: ada.id, status: 'disabled', actor: operator }),
    ],
    [
      'the address is another',
      () => people.storage.stores.people.update(ada.id, { email: 'new@example.com', emailFolded: 'new@example.com' }),
    ],
    ['the operator set a password', () => setPassword(people, { personId: ada.id, newPassword, actor: operator })],
    [
      'the person changed the password',
      () => changeOwnPassword(people, { personId: ada.id, sessionId: 's', currentPassword: goodPassword, newPassword }),
    ],
  ])('does nothing once %s', async (_, happen) => {
    const token = await askedToken();
    await happen(token);
    expect(await reset().find(token)).toBeUndefined();
    expect(await redeem(token, 'another kettle 99 plum')).toEqual(unusable);
    expect(await signsIn('another kettle 99 plum')).toBe(false);
  });

  test.each(['', 'x', 'a'.repeat(5000), '\u0000'])('that nobody sent does nothing: %j', async (token) => {
    expect(await redeem(token)).toEqual(unusable);
  });
});

test('word of a new password goes to an address that is the account’s own, and to no other', async () => {
  await people.storage.stores.people.update(ada.id, { emailFolded: null });
  await setPassword(people, { personId: ada.id, newPassword, actor: operator });
  expect(await lettersOf(people)).toEqual([]);
});
