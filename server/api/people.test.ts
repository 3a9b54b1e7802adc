import { describe, expect, test } from 'vitest';
import { addAuthorization, addPerson, goodPassword, isRevoked } from '@/portal/testing/house';
import { createApiHouse } from './testing/api';

const asRoot = { as: { person: 'root' } };

describe('people', () => {
  test('are listed a part at a time, searched and filtered', async () => {
    const house = await createApiHouse();
    await addPerson(house, 'cy', { status: 'locked', email: 'cy@cedar.example', emailFolded: 'cy@cedar.example' });
    const names = ({ json }: { json: { items: { preferred_username: string }[] } }) =>
      json.items.map(({ preferred_username }) => preferred_username);
    const first = await house.call('GET', '/people?limit=3', asRoot);
    expect(names(first)).toEqual(['ada', 'bo', 'cy']);
    const rest = await house.call('GET', `/people?limit=3&cursor=${first.json.next_cursor}`, asRoot);
    expect([names(rest), rest.json.next_cursor]).toEqual([['root'], null]);
    expect(names(await house.call('GET', '/people?search=CEDAR', asRoot))).toEqual(['cy']);
    expect(names(await house.call('GET', '/people?status=locked', asRoot))).toEqual(['cy']);
    expect(names(await house.call('GET', '/people?administrator=true', asRoot))).toEqual(['root']);
  });

  test('come with what was said of them, and a wrong member is named', async () => {
    const { call } = await createApiHouse();
    const body = { preferred_username: 'eve', name: 'Eve', password: goodPassword, address: { country: 'GB' } };
    const made = await call('POST', '/people', { ...asRoot, body });
    expect(made).toMatchObject({ status: 201, json: { name: 'Eve', administrator: false, email: null } });
    expect(made.text).not.toContain(goodPassword);
    const again = await call('POST', '/people', { ...asRoot, body });
    expect(again).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '#/preferred_username', code: 'taken' }] },
    });
    const change = { birthdate: 'soon', email: 'nowhere' };
    const wrong = await call('PATCH', `/people/${made.json.id}`, { ...asRoot, body: change });
    const pointers = wrong.json.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect([wrong.status, pointers.sort()]).toEqual([422, ['#/birthdate', '#/email']]);
  });

  test('are known by their row id alone, whatever somebody else is called', async () => {
    const house = await createApiHouse();
    const id = '01890000-0000-7000-8000-000000000001';
    await addPerson(house, id, { username: 'victim', usernameFolded: 'victim' });
    await addPerson(house, 'impostor', { username: id, usernameFolded: id });
    await house.call('PATCH', `/people/${id}`, { ...asRoot, body: { status: 'disabled' } });
    expect((await house.storage.stores.people.find(id))?.status).toBe('disabled');
    expect((await house.storage.stores.people.find('impostor'))?.status).toBe('active');
    await house.call('DELETE', `/people/${id}`, asRoot);
    expect(await house.storage.stores.people.find('impostor')).toBeDefined();
  });

  test('who are disabled or deleted keep nothing that was granted', async () => {
    const house = await createApiHouse();
    await addAuthorization(house, 'granted', 'gh_shop', 'ada');
    await house.call('PATCH', '/people/ada', { ...asRoot, body: { status: 'disabled' } });
    expect(await isRevoked(house, 'granted')).toBe(true);
    expect((await house.call('DELETE', '/people/ada', asRoot)).status).toBe(204);
    expect(await house.storage.stores.authorizations.find('granted')).toBeUndefined();
    expect((await house.call('GET', '/people/ada', asRoot)).status).toBe(404);
  });

  test('whose address changes have it to prove again, and lose what was mailed to the old one', async () => {
    const house = await createApiHouse();
    const old = { email: 'ada@example.com', emailFolded: 'ada@example.com', emailVerified: true };
    await house.storage.stores.people.update('ada', old);
    const link = { kind: 'password-reset', hash: 'h', email: old.email, personId: 'ada', requestId: null } as const;
    const expiresAt = new Date(house.clock.now().getTime() + 1000);
    const times = { createdAt: house.clock.now(), expiresAt, consumedAt: null };
    await house.storage.stores.mailedLinks.create({ ...link, ...times });
    const changed = await house.call('PATCH', '/people/ada', { ...asRoot, body: { email: 'new@example.com' } });
    expect(changed.json).toMatchObject({ email: 'new@example.com', email_verified: false });
    expect(await house.storage.stores.mailedLinks.find('password-reset', 'h')).toBeUndefined();
  });
});

describe('administrators', () => {
  test.each([
    ['DELETE', '/people/root', undefined],
    ['PATCH', '/people/root', { administrator: false }],
    ['PATCH', '/people/root', { status: 'disabled' }],
  ])('do not shut themselves out: %s %s %j', async (method, path, body) => {
    const { call } = await createApiHouse();
    expect((await call(method, path, { ...asRoot, body })).status).toBe(422);
  });

  test.each([
    ['DELETE', '/people/root', undefined],
    ['PATCH', '/people/root', { email: 'mine@example.com' }],
    ['PATCH', '/people/root', { administrator: false }],
    ['PATCH', '/people/ada', { administrator: true }],
    ['PUT', '/people/root/password', { password: goodPassword }],
  ])('are out of reach for software of its own: %s %s %j', async (method, path, body) => {
    const { call, storage } = await createApiHouse();
    const before = await storage.stores.people.list({ limit: 9 });
    expect((await call(method, path, { as: { scopes: ['users:write'] }, body })).status).toBe(403);
    expect(await storage.stores.people.list({ limit: 9 })).toEqual(before);
  });

  test('are made by administrators, and never by making a person', async () => {
    const { call } = await createApiHouse();
    const body = { preferred_username: 'eve', administrator: true };
    expect((await call('POST', '/people', { ...asRoot, body })).status).toBe(422);
    const promoted = await call('PATCH', '/people/ada', { ...asRoot, body: { administrator: true } });
    expect(promoted.json).toMatchObject({ administrator: true });
    expect((await call('DELETE', '/people/root', { as: { person: 'ada' } })).status).toBe(204);
  });
});
