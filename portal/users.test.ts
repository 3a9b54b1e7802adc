import { describe, expect, test } from 'vitest';
import { createUser } from './create-user';
import { listMail } from './list-mail';
import { listUsers } from './list-users';
import { setUserPassword } from './set-user-password';
import { setUserStatus } from './set-user-status';
import { showUser } from './show-user';
import type { House } from './testing/house';
import {
  addAuthorization,
  administrator,
  auditLines,
  createHouse,
  developer,
  fullProfile,
  goodPassword,
  isRevoked,
} from './testing/house';
import { updateUser } from './update-user';
import { toUserDocument } from './user-document';

const claims = {
  preferred_username: 'ada',
  email: 'ada@example.com',
  email_verified: true,
  ...fullProfile,
};
const add = (house: House, document: unknown = claims) => createUser(house, document, { password: goodPassword });

test('every standard claim goes in and comes out, and no credential with them', async () => {
  const house = createHouse();
  const document = toUserDocument(await add(house));
  expect(document).toMatchObject({ ...claims, status: 'active', administrator: false });
  expect(JSON.stringify(document)).not.toContain(goodPassword);
  const endUser = await house.storage.stores.endUsers.find(document.id);
  expect(endUser?.claims).toMatchObject(claims);
  expect(await auditLines(house)).toEqual(['command-line person-create person']);
});

test.each([
  ['no user name', { email: 'a@example.com' }, 'username'],
  ['a claim that does not exist', { ...claims, shoe_size: 9 }, 'shoe_size'],
  ['a member of ours as a claim', { ...claims, administrator: true }, 'administrator'],
  ['a verified flag in words', { ...claims, email_verified: 'true' }, 'email_verified'],
  ['a number as a name', { ...claims, preferred_username: 7 }, 'preferred_username'],
])('%s is refused, naming it', async (_, document, field) => {
  const house = createHouse();
  await expect(add(house, document)).rejects.toMatchObject({ kind: 'invalid', problems: [{ field }] });
  expect(await listUsers(house, { limit: 10 })).toEqual([]);
});

test('a taken name is a problem of that field', async () => {
  const house = createHouse();
  await add(house);
  const again = add(house, { username: 'ADA' });
  await expect(again).rejects.toMatchObject({ kind: 'invalid', problems: [{ field: 'username', code: 'taken' }] });
});

test('the first administrator ends the setup', async () => {
  const house = createHouse();
  await add(house);
  expect(await house.storage.stores.setup.isComplete()).toBe(false);
  await createUser(house, { username: 'root' }, { password: goodPassword, administrator: true });
  expect(await house.storage.stores.setup.isComplete()).toBe(true);
});

test.each([['ada'], ['ADA'], [' ada@example.com ']])('%j finds the person', async (name) => {
  const house = createHouse();
  const ada = await add(house);
  expect(await showUser(house, name)).toEqual(ada);
  expect(await showUser(house, ada.id)).toEqual(ada);
});

describe('disabling', () => {
  test('ends everything at once and can be undone', async () => {
    const house = createHouse();
    const ada = await add(house);
    await addAuthorization(house, 'granted', 'gh_client', ada.id);
    expect((await setUserStatus(house, 'ada', 'disabled')).status).toBe('disabled');
    expect(await isRevoked(house, 'granted')).toBe(true);
    expect((await showUser(house, 'ada')).status).toBe('disabled');
    await setUserStatus(house, 'ada', 'active');
    expect((await showUser(house, 'ada')).status).toBe('active');
  });

  test('nobody shuts themselves out', async () => {
    const house = createHouse();
    const ada = await add(house);
    const herself = { ...house, actor: { kind: 'person' as const, personId: ada.id, administrator: true } };
    await expect(setUserStatus(herself, 'ada', 'disabled')).rejects.toMatchObject({ kind: 'invalid' });
    expect((await showUser(house, 'ada')).status).toBe('active');
  });
});

describe('setting a password', () => {
  test('replaces it and ends what the old one opened', async () => {
    const house = createHouse();
    const ada = await add(house);
    await addAuthorization(house, 'granted', 'gh_client', ada.id);
    await setUserPassword(house, 'ada', 'copper meadow 81 kettle');
    expect((await house.storage.stores.passwords.find(ada.id))?.hash).toBe('plain:copper meadow 81 kettle');
    expect(await isRevoked(house, 'granted')).toBe(true);
  });

  test('a bad one is told in a sentence that does not repeat it', async () => {
    const house = createHouse();
    await add(house);
    const refused = setUserPassword(house, 'ada', 'password');
    await expect(refused).rejects.toMatchObject({
      kind: 'invalid',
      problems: [{ field: 'password', code: 'too-common' }],
    });
    await expect(refused).rejects.toThrow('password is among the most common passwords.');
  });
});

describe('who may', () => {
  const actions = {
    create: (house: House) => add(house, { username: 'bob' }),
    list: (house: House) => listUsers(house, { limit: 10 }),
    find: (house: House) => showUser(house, 'ada'),
    disable: (house: House) => setUserStatus(house, 'ada', 'disabled'),
    'set password': (house: House) => setUserPassword(house, 'ada', 'copper meadow 81 kettle'),
  };

  test.each(Object.entries(actions))('%s: administrators', async (_, act) => {
    const house = createHouse();
    await add(house);
    await expect(act({ ...house, actor: administrator })).resolves.toBeDefined();
  });

  test.each([
    ['create', 'forbidden'],
    ['list', 'forbidden'],
    ['find', 'not-found'],
    ['disable', 'not-found'],
    ['set password', 'not-found'],
  ] as const)('%s by anybody else is %s', async (name, kind) => {
    const house = createHouse();
    const ada = await add(house);
    await expect(actions[name]({ ...house, actor: developer })).rejects.toMatchObject({ kind });
    expect(await listUsers(house, { limit: 10 })).toEqual([ada]);
  });
});

test('another address is told at the one before, and what was mailed there does nothing any more', async () => {
  const house = createHouse();
  const ada = await add(house);
  await updateUser(house, ada.id, { email: 'new@example.com' });
  await updateUser(house, ada.id, { nickname: 'Countess', email: 'new@example.com' });
  const told = (await listMail(house, { limit: 10 })).map(({ recipient, template }) => [recipient, template]);
  expect(told).toEqual([['ada@example.com', 'email-changed']]);
});
