/** Another address, and the proof of an address (SECURITY invariants 1, 7, 8 and 9). */
import { beforeEach, describe, expect, test } from 'vitest';
import { createAuthenticatePassword } from './authenticate-password';
import { createChangeEmail } from './change-email';
import type { Person } from './ports';
import { createResetPassword } from './reset-password';
import { setPersonStatus } from './set-person-status';
import { addPerson, auditLines, createPeople, goodPassword, lettersOf, origin } from './testing/people';

let people: ReturnType<typeof createPeople>;
let ada: Person;

beforeEach(async () => {
  people = createPeople();
  ada = await addPerson(people, { emailVerified: false });
});

const changing = () => createChangeEmail(people);
const ask = (email: string, personId = ada.id, currentPassword = goodPassword) => {
  // So that the letters have an order.
  people.clock.advance(0.001);
  return changing().ask({ email, personId, currentPassword, requestId: null, locale: 'en', origin });
};
const askedToken = async (email: string) => {
  await ask(email);
  return (await lettersOf(people)).at(-1)?.token ?? '';
};
const confirm = (token: string, personId = ada.id) => {
  people.clock.advance(0.001);
  return changing().confirm(token, personId, origin);
};
const now = () => people.storage.stores.people.find(ada.id);
const told = async () => (await lettersOf(people)).map(({ to, template }) => [to, template]);
const unusable = { ok: false, code: 'token-unusable' };

describe('asking', () => {
  test('takes the password, and a wrong one sends nothing', async () => {
    expect(await ask('new@example.com', ada.id, 'wrong')).toEqual({ ok: false, code: 'wrong-password' });
    expect(await told()).toEqual([]);
    expect(await auditLines(people)).toContain('email-ask failure wrong-password');
  });

  test('is answered the same for an address of somebody else, whose owner is told', async () => {
    await addPerson(people, { username: 'bob', email: 'bob@example.com' });
    expect(await ask('bob@example.com')).toEqual(await ask('new@example.com'));
    expect(await told()).toEqual([
      ['bob@example.com', 'confirm-email-known'],
      ['new@example.com', 'confirm-email'],
    ]);
    expect(await now()).toMatchObject({ email: 'ada@example.com' });
  });

  test('sends a few mails to one address and no more', async () => {
    for (let count = 0; count < 3; count += 1) expect(await ask('new@example.com')).toEqual({ ok: true });
    expect(await ask('new@example.com')).toMatchObject({ ok: false, code: 'too-many-attempts' });
  });
});

describe('a link', () => {
  test('to the address that the account has proves it, and nobody else is written to', async () => {
    expect(await confirm(await askedToken('ada@example.com'))).toEqual({ ok: true });
    expect(await now()).toMatchObject({ emailVerified: true });
    expect(await told()).toEqual([['ada@example.com', 'confirm-email']]);
    expect(await auditLines(people)).toContain('email-verify success');
  });

  test('to another address makes that one the key, and the old one is told', async () => {
    expect(await confirm(await askedToken('New@example.com'))).toEqual({ ok: true });
    expect(await now()).toMatchObject({
      email: 'New@example.com',
      emailFolded: 'new@example.com',
      emailVerified: true,
    });
    expect((await told()).at(-1)).toEqual(['ada@example.com', 'email-changed']);
    const signIn = createAuthenticatePassword(people);
    const byName = async (name: string) => (await signIn({ name, password: goodPassword, origin })).ok;
    expect([await byName('new@example.com'), await byName('ada@example.com')]).toEqual([true, false]);
  });

  test('gives an address that was merely typed to whoever proves it', async () => {
    await people.storage.stores.people.update(ada.id, { emailFolded: null });
    expect(await confirm(await askedToken('ada@example.com'))).toEqual({ ok: true });
    expect(await now()).toMatchObject({ emailFolded: 'ada@example.com', emailVerified: true });
  });

  test('works once of twenty times at once', async () => {
    const token = await askedToken('new@example.com');
    const results = await Promise.all(Array.from({ length: 20 }, () => confirm(token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await told()).filter(([, template]) => template === 'email-changed')).toHaveLength(1);
  });

  test('is good for the person who asked alone, whoever reads the mail', async () => {
    const bob = await addPerson(people, { username: 'bob', email: 'bob@example.com' });
    const token = await askedToken('new@example.com');
    expect(await confirm(token, bob.id)).toEqual(unusable);
    expect(await confirm(token, 'nobody')).toEqual(unusable);
    expect(await confirm(token)).toEqual({ ok: true });
  });

  test('does nothing for an address that has got an account meanwhile', async () => {
    const token = await askedToken('new@example.com');
    await addPerson(people, { username: 'bob', email: 'new@example.com' });
    expect(await confirm(token)).toEqual({ ok: false, code: 'address-known' });
    expect(await now()).toMatchObject({ email: 'ada@example.com' });
  });

  test('ends after a day, with another confirmed address, and with the account', async () => {
    const [late, other, token] = [
      await askedToken('late@example.com'),
      await askedToken('other@example.com'),
      await askedToken('new@example.com'),
    ];
    expect(await confirm(token)).toEqual({ ok: true });
    expect(await confirm(other)).toEqual(unusable);
    expect(await confirm(late)).toEqual(unusable);
    const tooLate = await askedToken('late2@example.com');
    people.clock.advance(86_400);
    expect(await confirm(tooLate)).toEqual(unusable);
    const locked = await askedToken('last@example.com');
    await setPersonStatus(people, { personId: ada.id, status: 'locked', actor: { kind: 'system', id: null } });
    expect(await confirm(locked)).toEqual(unusable);
  });

  test('and one for a new password are two kinds of thing', async () => {
    const reset = createResetPassword(people);
    const token = await askedToken('ada@example.com');
    expect(await reset.redeem(token, 'copper meadow 81 kettle', origin)).toEqual(unusable);
    await reset.ask({ email: 'ada@example.com', requestId: null, locale: 'en', origin });
    const resetToken = (await lettersOf(people)).find(({ template }) => template === 'reset-password')?.token ?? '';
    expect(await confirm(resetToken)).toEqual(unusable);
  });

  test('for an old address resets nothing once there is a new one', async () => {
    const reset = createResetPassword(people);
    await reset.ask({ email: 'ada@example.com', requestId: null, locale: 'en', origin });
    const resetToken = (await lettersOf(people)).at(-1)?.token ?? '';
    expect(await confirm(await askedToken('new@example.com'))).toEqual({ ok: true });
    expect(await reset.redeem(resetToken, 'copper meadow 81 kettle', origin)).toEqual(unusable);
  });
});
