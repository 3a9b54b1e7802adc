import { describe, expect, test } from 'vitest';
import { createAuthenticatePassword } from './authenticate-password';
import { createRegisterPerson, defaultRegistrationLimits } from './register-person';
import type { PersonRegistrationMode } from './registration-rules';
import { addPerson, auditLines, createPeople, goodPassword, origin } from './testing/people';

function createDoor({ mode = 'open' as PersonRegistrationMode, provesAddress = false, enabled = true } = {}) {
  const people = createPeople();
  const limits = { ...defaultRegistrationLimits, enabled };
  const rules = { mode, domains: [], provesAddress, limits };
  const registerPerson = createRegisterPerson({ ...people, readRegistrationRules: async () => rules });
  const register = (wanted: Partial<Parameters<typeof registerPerson>[0]> = {}) =>
    registerPerson({ username: 'eve', email: 'eve@example.com', password: goodPassword, origin, ...wanted });
  const signIn = createAuthenticatePassword(people);
  return { people, register, signIn: (name: string) => signIn({ name, password: goodPassword, origin }) };
}

test('a registered person can sign in by the user name, is no administrator and has an unverified e-mail', async () => {
  const { people, register, signIn } = createDoor();
  const result = await register({ name: ' Eve E. ' });
  expect(result).toMatchObject({
    ok: true,
    amr: ['pwd'],
    acr: 'urn:gatehouse:aal1',
    person: {
      username: 'eve',
      email: 'eve@example.com',
      emailVerified: false,
      administrator: false,
      status: 'active',
      profile: { name: 'Eve E.' },
    },
  });
  expect(await signIn('EVE')).toMatchObject({ ok: true });
  expect(await auditLines(people)).toContain('person-register success');
});

test('a taken user name is told, in any spelling', async () => {
  const { people, register } = createDoor();
  await addPerson(people);
  const taken = { ok: false, code: 'invalid', problems: [{ field: 'username', code: 'taken' }] };
  expect(await register({ username: 'ADA' })).toEqual(taken);
});

test('of parallel registrations of one user name exactly one succeeds', async () => {
  const { register } = createDoor();
  const results = await Promise.all(Array.from({ length: 20 }, () => register()));
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const others = results.filter((result) => !result.ok);
  expect(new Set(others.map((result) => JSON.stringify(result)))).toEqual(
    new Set([JSON.stringify({ ok: false, code: 'invalid', problems: [{ field: 'username', code: 'taken' }] })]),
  );
});

describe('somebody else’s e-mail address', () => {
  const blank = { id: '', subject: '', createdAt: null, updatedAt: null, username: '', usernameFolded: '' };

  test.each([
    ['verified by another', { emailVerified: true }],
    ['given to another by an administrator', { emailVerified: false }],
  ])('%s: the answer and the person are those of a free address', async (_, owner) => {
    const { people, register } = createDoor();
    await addPerson(people, { email: 'taken@example.com', ...owner });
    const onTaken = await register({ username: 'eve1', email: 'taken@example.com' });
    const onFree = await register({ username: 'eve2', email: 'other@example.com' });
    if (!onTaken.ok || !onFree.ok) throw new Error('refused');
    const comparable = (result: typeof onFree) => ({ ...result, person: { ...result.person, ...blank } });
    expect(comparable({ ...onTaken, person: { ...onTaken.person, email: 'other@example.com' } })).toEqual(
      comparable(onFree),
    );
  });

  test('signs nobody in, not even the one who typed it, and the owner still signs in by it', async () => {
    const { people, register, signIn } = createDoor();
    const owner = await addPerson(people, { email: 'taken@example.com' });
    await register({ username: 'eve1', email: 'taken@example.com' });
    await register({ username: 'eve2', email: 'free@example.com' });
    expect(await signIn('taken@example.com')).toMatchObject({ ok: true, person: { id: owner.id } });
    expect(await signIn('free@example.com')).toEqual({ ok: false, code: 'wrong-name-or-password' });
  });

  test('registered early, it does not keep the owner out', async () => {
    const { people, register, signIn } = createDoor();
    await register({ username: 'eve', email: 'owner@example.com' });
    expect(await register({ username: 'owner', email: 'owner@example.com' })).toMatchObject({ ok: true });
    const owner = await addPerson(people, { username: 'owner2', email: 'owner@example.com' });
    expect(await signIn('owner@example.com')).toMatchObject({ ok: true, person: { id: owner.id } });
  });
});

test('everything that is wrong is told at once, and nothing is written', async () => {
  const { people, register } = createDoor();
  expect(await register({ username: 'e@ve', email: 'eve', password: 'short', name: 'E\u0000ve' })).toEqual({
    ok: false,
    code: 'invalid',
    problems: [
      { field: 'username', code: 'at-sign' },
      { field: 'email', code: 'not-an-email' },
      { field: 'password', code: 'too-short' },
      { field: 'name', code: 'control-characters' },
    ],
  });
  expect(await auditLines(people)).toEqual([]);
});

test.each([
  ['closed', false],
  ['invitation', false],
  ['domains', true],
  ['open', true],
] as const)(
  'while registration is %s, or needs a proven address, nobody gets in here and nothing is told',
  async (mode, provesAddress) => {
    const { people, register } = createDoor({ mode, provesAddress });
    await addPerson(people);
    expect(await register({ username: 'ada' })).toEqual({ ok: false, code: 'registration-closed' });
  },
);

describe('limits', () => {
  const { freeFailures } = defaultRegistrationLimits.byNetwork;
  const ask = async (register: ReturnType<typeof createDoor>['register'], network: string) =>
    (await register({ username: 'ada', origin: { network, traceId: null } })) as { code: string };

  test('one network can ask for so many user names and no more; others go on', async () => {
    const { people, register } = createDoor();
    await addPerson(people);
    const burst = await Promise.all(Array.from({ length: 100 }, () => ask(register, '2001:db8::1')));
    expect(burst.filter(({ code }) => code === 'invalid')).toHaveLength(freeFailures);
    expect(await ask(register, '2001:db8::2')).toMatchObject({ code: 'too-many-attempts' });
    expect(await ask(register, '198.51.100.8')).toMatchObject({ code: 'invalid' });
  });

  test('forms with mistakes do not count', async () => {
    const { register } = createDoor();
    for (let index = 0; index < 2 * freeFailures; index += 1) await register({ password: 'short' });
    expect(await register()).toMatchObject({ ok: true });
  });

  test('with limits off nothing is counted', async () => {
    const { people, register } = createDoor({ enabled: false });
    await addPerson(people);
    for (let index = 0; index < 2 * freeFailures; index += 1) {
      expect(await ask(register, '198.51.100.8')).toMatchObject({ code: 'invalid' });
    }
  });
});
