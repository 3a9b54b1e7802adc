/** Registration by a mailed link, and by invitation (SECURITY invariants 1, 2, 8 and 9). */
import { beforeEach, describe, expect, test } from 'vitest';
import { createAskToRegister } from './ask-to-register';
import { createAuthenticatePassword } from './authenticate-password';
import { createFinishRegistration } from './finish-registration';
import { newMailedLink } from './mailed-links';
import { createRegisterPerson, defaultRegistrationLimits } from './register-person';
import type { PersonRegistrationMode, RegistrationRules } from './registration-rules';
import { addPerson, auditLines, createPeople, goodPassword, lettersOf, origin } from './testing/people';

type People = ReturnType<typeof createPeople>;
let people: People;
let rules: RegistrationRules;
const form = { username: 'eve', password: goodPassword, name: 'Eve' };

beforeEach(() => {
  people = createPeople();
  rules = { mode: 'open', domains: [], provesAddress: true, limits: defaultRegistrationLimits };
});

const readRegistrationRules = async () => rules;
const ask = (email = 'eve@example.com', network = origin.network) => {
  // So that the letters have an order.
  people.clock.advance(0.001);
  return createAskToRegister({ ...people, readRegistrationRules })({
    ...{ email, requestId: 'r', locale: 'en', origin: { network, traceId: null } },
  });
};
const finisher = () => createFinishRegistration({ ...people, readRegistrationRules });
const finish = (token: string, wanted: Partial<typeof form> = {}) =>
  finisher().finish('registration', token, { ...form, ...wanted }, origin);
const askedToken = async (email?: string) => {
  await ask(email);
  return (await lettersOf(people)).at(-1)?.token ?? '';
};
const invite = async (email: string) => {
  const { link, token } = newMailedLink(people, 'invitation', { email, personId: null, requestId: null });
  await people.storage.stores.mailedLinks.create(link);
  return token;
};

describe('asking for an account', () => {
  test('writes to the address and makes nobody; the link makes a person whose address is proven', async () => {
    expect(await ask()).toEqual({ ok: true });
    expect(await people.storage.stores.people.list({ limit: 10 })).toEqual([]);
    const [letter] = await lettersOf(people);
    expect(letter).toMatchObject({ to: 'eve@example.com', template: 'register' });
    expect(await finisher().find('registration', letter?.token ?? '')).toMatchObject({ requestId: 'r' });
    const result = await finish(letter?.token ?? '');
    const person = { username: 'eve', email: 'eve@example.com', emailFolded: 'eve@example.com', emailVerified: true };
    expect(result).toMatchObject({ ok: true, person: { ...person, administrator: false, profile: { name: 'Eve' } } });
    const signIn = createAuthenticatePassword(people);
    expect(await signIn({ name: 'EVE@example.com', password: goodPassword, origin })).toMatchObject({ ok: true });
    expect(await auditLines(people)).toEqual([
      'person-register success',
      'registration-ask success',
      'sign-in success',
    ]);
  });

  test('for an address that has an account answers the same, and tells its owner instead', async () => {
    await addPerson(people, { email: 'taken@example.com' });
    expect(await ask('Taken@example.com')).toEqual(await ask('free@example.com'));
    const letters = (await lettersOf(people)).map(({ to, template, token }) => [to, template, token !== '']);
    expect(letters).toEqual([
      ['Taken@example.com', 'register-known', false],
      ['free@example.com', 'register', true],
    ]);
  });

  test('sends a few mails to one address and no more, whether or not it is known', async () => {
    await addPerson(people, { email: 'taken@example.com' });
    for (const email of ['taken@example.com', 'free@example.com']) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, count) => ask(email, `203.0.113.${count}`)));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
      expect(await ask(email.toUpperCase())).toMatchObject({ ok: false, code: 'too-many-attempts' });
    }
    expect(await lettersOf(people)).toHaveLength(6);
    people.clock.advance(900);
    expect(await ask('free@example.com')).toEqual({ ok: true });
  });

  test('sends so many mails for one network and no more', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, count) => ask(`p${count}@example.com`)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(30);
    expect(await ask('other@example.com', '203.0.113.9')).toEqual({ ok: true });
  });

  test('says what is wrong with an address, and by domain which are not meant', async () => {
    const invalid = (code: string) => ({ ok: false, code: 'invalid', problems: [{ field: 'email', code }] });
    expect(await ask('eve')).toEqual(invalid('not-an-email'));
    rules = { ...rules, mode: 'domains', domains: ['example.com'] };
    expect(await ask('eve@elsewhere.example')).toEqual(invalid('domain-not-allowed'));
    expect(await ask('eve@example.com')).toEqual({ ok: true });
    expect(await lettersOf(people)).toHaveLength(1);
  });
});

describe('a link', () => {
  test('makes one person of twenty who use it at once', async () => {
    const token = await askedToken();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, count) => finish(token, { username: `eve${count}` })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await people.storage.stores.people.list({ limit: 30 })).toHaveLength(1);
    expect(await finish(token)).toEqual({ ok: false, code: 'token-unusable' });
  });

  test('is not spent by a form that is refused', async () => {
    await addPerson(people);
    const token = await askedToken();
    const problemOf = async (wanted: Partial<typeof form>) => {
      const result = await finish(token, wanted);
      return !result.ok && result.code === 'invalid' ? result.problems : result;
    };
    expect(await problemOf({ username: 'Ada' })).toEqual([{ field: 'username', code: 'taken' }]);
    expect(await problemOf({ password: 'short' })).toEqual([{ field: 'password', code: 'too-short' }]);
    expect(await problemOf({ password: 'eve@example.com' })).toEqual([{ field: 'password', code: 'contains-name' }]);
    expect(await finish(token)).toMatchObject({ ok: true });
  });

  test('ends after an hour, and does nothing for an address that has got an account meanwhile', async () => {
    const token = await askedToken();
    await addPerson(people, { email: 'eve@example.com' });
    expect(await finish(token)).toEqual({ ok: false, code: 'address-known' });
    const late = await askedToken('late@example.com');
    people.clock.advance(3600);
    expect(await finish(late)).toEqual({ ok: false, code: 'token-unusable' });
  });

  test.each<[PersonRegistrationMode, registration: boolean, invitation: boolean]>([
    ['open', true, true],
    ['domains', false, true],
    ['invitation', false, true],
    ['closed', false, false],
  ])('while registration is %s: asked for %s, invited %s', async (mode, registration, invitation) => {
    const [asked, invited] = [await askedToken(), await invite('guest@elsewhere.example')];
    rules = { ...rules, mode, domains: ['other.example'] };
    expect((await finish(asked)).ok).toBe(registration);
    const guest = { ...form, username: 'guest' };
    expect((await finisher().finish('invitation', invited, guest, origin)).ok).toBe(invitation);
  });

  test('of one kind is nothing of another', async () => {
    const [asked, invited] = [await askedToken(), await invite('guest@example.com')];
    expect(await finisher().find('invitation', asked)).toBeUndefined();
    expect(await finish(invited)).toEqual({ ok: false, code: 'token-unusable' });
  });
});

test('whoever was there first with somebody’s address, unproven, has nothing once the owner registers', async () => {
  const register = createRegisterPerson({
    ...people,
    readRegistrationRules: async () => ({ ...rules, provesAddress: false }),
  });
  const early = await register({ username: 'mallory', email: 'eve@example.com', password: goodPassword, origin });
  expect(early).toMatchObject({ ok: true, person: { emailVerified: false, emailFolded: null } });
  expect(await finish(await askedToken())).toMatchObject({ ok: true, person: { emailVerified: true } });
  const signIn = createAuthenticatePassword(people);
  const byAddress = await signIn({ name: 'eve@example.com', password: goodPassword, origin });
  expect(byAddress).toMatchObject({ ok: true, person: { username: 'eve' } });
});
