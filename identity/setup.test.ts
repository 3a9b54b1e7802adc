import { describe, expect, test } from 'vitest';
import { createAuthenticatePassword } from './authenticate-password';
import { digest } from './identifiers';
import { createSetup } from './setup';
import { addPerson, auditLines, createPeople, goodPassword, origin } from './testing/people';

const form = { username: 'root', email: 'root@example.com', password: goodPassword };

function createHouse() {
  const people = createPeople();
  const setup = createSetup(people);
  const everybody = () => people.storage.stores.people.list({ limit: 100 });
  return { people, setup, everybody };
}

test('the link makes one administrator, who can sign in by name and by e-mail', async () => {
  const { people, setup } = createHouse();
  const token = await setup.issueToken();
  expect(await setup.checkToken(token!)).toBe('usable');
  const result = await setup.createFirstAdministrator(token!, form);
  expect(result).toMatchObject({ ok: true, person: { administrator: true, emailVerified: false }, amr: ['pwd'] });
  const signIn = createAuthenticatePassword(people);
  for (const name of [form.username, form.email]) {
    expect(await signIn({ name, password: goodPassword, origin })).toMatchObject({ ok: true });
  }
  expect(await auditLines(people)).toContain('setup success');
});

test('the token holds 256 bits and only its hash is stored', async () => {
  const { people, setup } = createHouse();
  const token = (await setup.issueToken())!;
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(await people.storage.stores.setup.findToken(digest(token))).toBeDefined();
  expect(await people.storage.stores.setup.findToken(token)).toBeUndefined();
});

describe('a link that does not work', () => {
  test.each([
    ['made up', async () => 'made-up'],
    [
      'replaced by a later start',
      async ({ setup }: ReturnType<typeof createHouse>) => {
        const token = await setup.issueToken();
        await setup.issueToken();
        return token!;
      },
    ],
    [
      'older than a day',
      async ({ setup, people }: ReturnType<typeof createHouse>) => {
        const token = await setup.issueToken();
        people.clock.advance(86_400);
        return token!;
      },
    ],
  ])('%s', async (_, makeToken) => {
    const house = createHouse();
    const token = await makeToken(house);
    expect(await house.setup.checkToken(token)).toBe('token-unusable');
    const result = await house.setup.createFirstAdministrator(token, form);
    expect(result).toEqual({ ok: false, code: 'token-unusable' });
    expect(await house.everybody()).toEqual([]);
  });

  test('used once already', async () => {
    const { setup, everybody } = createHouse();
    const token = (await setup.issueToken())!;
    await setup.createFirstAdministrator(token, form);
    expect(await setup.checkToken(token)).toBe('already-complete');
    const again = await setup.createFirstAdministrator(token, { ...form, username: 'second', email: 's@example.com' });
    expect(again).toEqual({ ok: false, code: 'already-complete' });
    expect(await everybody()).toHaveLength(1);
    expect(await setup.issueToken()).toBeUndefined();
  });
});

test('a form with mistakes spends nothing', async () => {
  const { setup } = createHouse();
  const token = (await setup.issueToken())!;
  const refused = await setup.createFirstAdministrator(token, {
    ...form,
    password: 'root lighthouse',
    name: 'a\u0007',
  });
  expect(refused).toEqual({
    ok: false,
    code: 'invalid',
    problems: [
      { field: 'password', code: 'contains-name' },
      { field: 'name', code: 'control-characters' },
    ],
  });
  expect(await setup.createFirstAdministrator(token, form)).toMatchObject({ ok: true });
});

test('a taken user name spends nothing either', async () => {
  const { people, setup } = createHouse();
  await addPerson(people, { username: 'root', email: null });
  const token = (await setup.issueToken())!;
  const refused = await setup.createFirstAdministrator(token, form);
  expect(refused).toEqual({ ok: false, code: 'invalid', problems: [{ field: 'username', code: 'taken' }] });
  expect(await setup.createFirstAdministrator(token, { ...form, username: 'chief' })).toMatchObject({ ok: true });
});

describe('however many try at once, there is one administrator', () => {
  test('with one link', async () => {
    const { setup, everybody } = createHouse();
    const token = (await setup.issueToken())!;
    const tries = Array.from({ length: 20 }, (_, index) =>
      setup.createFirstAdministrator(token, { ...form, username: `root${index}`, email: `root${index}@example.com` }),
    );
    const results = await Promise.all(tries);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.code === 'already-complete')).toHaveLength(19);
    expect(await everybody()).toHaveLength(1);
  });

  test('four processes from the environment, and the link beside them', async () => {
    const { people, setup, everybody } = createHouse();
    const token = (await setup.issueToken())!;
    const processes = Array.from({ length: 4 }, () =>
      createSetup(people).createFirstAdministratorFromEnvironment('root@example.com', goodPassword),
    );
    const results = await Promise.all([...processes, setup.createFirstAdministrator(token, form)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect((await everybody()).filter(({ administrator }) => administrator)).toHaveLength(1);
  });
});

describe('from the environment', () => {
  test.each([
    ['chief@example.com', 'chief'],
    ['first.last+tag@example.com', 'first.last+tag'],
    ['---@example.com', 'admin'],
  ])('%s becomes %s', async (email, username) => {
    const { setup } = createHouse();
    const result = await setup.createFirstAdministratorFromEnvironment(email, goodPassword);
    expect(result).toMatchObject({ ok: true, person: { username, email, emailVerified: false, administrator: true } });
  });

  test('the password may hold a name that nobody chose, but not be common', async () => {
    const { setup } = createHouse();
    const refused = await setup.createFirstAdministratorFromEnvironment('admin', 'password');
    expect(refused).toEqual({
      ok: false,
      code: 'invalid',
      problems: [
        { field: 'email', code: 'not-an-email' },
        { field: 'password', code: 'too-common' },
      ],
    });
    const taken = await setup.createFirstAdministratorFromEnvironment('admin@example.com', 'admin lantern 27');
    expect(taken).toMatchObject({ ok: true });
  });

  test('once there is an administrator it changes nothing, however made', async () => {
    const { people, setup, everybody } = createHouse();
    await addPerson(people, { administrator: true });
    expect(await setup.issueToken()).toBeUndefined();
    const result = await setup.createFirstAdministratorFromEnvironment('root@example.com', goodPassword);
    expect(result).toEqual({ ok: false, code: 'already-complete' });
    expect(await everybody()).toHaveLength(1);
  });
});
