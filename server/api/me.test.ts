import { describe, expect, test } from 'vitest';
import { addAuthorization, goodPassword, isRevoked } from '@/portal/testing/house';
import { addShop, createApiHouse, passwordOf } from './testing/api';
import { addConsent, addSession } from './testing/realm-samples';

const asAda = { as: { person: 'ada' } };
const asRoot = { as: { person: 'root' } };

describe('one’s own account', () => {
  test('says who and for how long the password counts', async () => {
    const { call, clock } = await createApiHouse();
    const { json } = await call('GET', '/me', asAda);
    const freshUntil = new Date(clock.now().getTime() + 600_000).toISOString();
    expect(json).toMatchObject({ person: { preferred_username: 'ada' }, session: { fresh_until: freshUntil } });
  });

  test('is changed by who has seen it as it is, in what is theirs to say', async () => {
    const { call, storage } = await createApiHouse();
    await storage.stores.people.update('ada', { profile: { phone_number: '+1 555', phone_number_verified: true } });
    const read = await call('GET', '/me/profile', asAda);
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    const body = { name: 'Ada', phone_number: '+44 20 7946' };
    const changed = await call('PATCH', '/me/profile', { ...asAda, headers, body });
    expect(changed.json).toMatchObject({ name: 'Ada', phone_number: '+44 20 7946' });
    expect(changed.json).not.toHaveProperty('phone_number_verified');
    expect((await call('PATCH', '/me/profile', { ...asAda, headers, body })).status).toBe(412);
    for (const member of ['phone_number_verified', 'administrator', 'email_verified', 'status'])
      expect((await call('PATCH', '/me/profile', { ...asAda, body: { [member]: true } })).status).toBe(422);
  });

  test('gets another password from who knows the one of now', async () => {
    const house = await createApiHouse();
    const { passwords } = house.storage.stores;
    await passwords.set('ada', await house.passwordHash.hash(passwordOf('ada')), house.clock.now());
    const change = (current_password: string, new_password: string) =>
      house.call('PUT', '/me/password', { ...asAda, body: { current_password, new_password } });
    const wrong = await change('guess', goodPassword);
    expect(wrong).toMatchObject({ status: 422, json: { errors: [{ pointer: '#/current_password' }] } });
    const short = await change(passwordOf('ada'), 'short');
    expect(short).toMatchObject({ status: 422, json: { errors: [{ pointer: '#/new_password', code: 'too-short' }] } });
    expect((await change(passwordOf('ada'), goodPassword)).status).toBe(204);
    expect((await passwords.find('ada'))?.hash).toBe(`plain:${goodPassword}`);
    for (let at = 0; at < 11; at += 1) await change('guess', goodPassword);
    const held = await change('guess', goodPassword);
    expect([held.status, held.headers.get('retry-after')]).toEqual([429, expect.any(String)]);
  });
});

describe('being there', () => {
  test('is proven with the password, and sets another cookie', async () => {
    const { call } = await createApiHouse();
    const confirm = (password: string) => call('POST', '/me/confirmation', { ...asAda, body: { password } });
    expect(await confirm('guess')).toMatchObject({ status: 422, json: { errors: [{ pointer: '#/password' }] } });
    const confirmed = await confirm(passwordOf('ada'));
    expect(confirmed.status).toBe(200);
    expect(confirmed.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-gatehouse\.session=[\w-]{40,};/)]);
    expect((await confirm('too often')).status).toBe(429);
  });
});

describe('one’s sessions and applications', () => {
  test('are one’s own', async () => {
    const house = await createApiHouse();
    const [mine, theirs] = [await addSession(house, 'ada'), await addSession(house, 'bo')];
    const { items } = (await house.call('GET', '/me/sessions', asAda)).json;
    expect(items).toMatchObject([{ id: mine.id, current: false, user_agent: 'A browser' }]);
    expect((await house.call('DELETE', `/me/sessions/${theirs.id}`, asAda)).status).toBe(404);
    expect((await house.call('DELETE', `/me/sessions/${mine.id}`, asAda)).status).toBe(204);
    expect((await house.call('DELETE', `/me/sessions/${mine.id}`, asAda)).status).toBe(404);
  });

  test('of somebody else are no administrator’s as their own', async () => {
    const house = await createApiHouse();
    const theirs = await addSession(house, 'bo');
    const path = `/me/sessions/${theirs.id}`;
    expect((await house.call('DELETE', path, { as: { person: 'root' } })).status).toBe(404);
  });

  test('lose what was granted with the consent', async () => {
    const house = await createApiHouse();
    const { clientId } = await addConsent(house, 'ada');
    await addAuthorization(house, 'of the shop', clientId, 'ada');
    await addAuthorization(house, 'of another', 'gh_other', 'ada');
    await addAuthorization(house, 'of Bo', clientId, 'bo');
    const { items } = (await house.call('GET', '/me/applications', asAda)).json;
    expect(items).toMatchObject([{ application: { client_id: clientId, name: 'Shop' }, scopes: ['openid', 'email'] }]);
    expect((await house.call('DELETE', `/me/applications/${clientId}`, asAda)).status).toBe(204);
    expect(await isRevoked(house, 'of the shop')).toBe(true);
    expect(await isRevoked(house, 'of another')).toBe(false);
    expect(await isRevoked(house, 'of Bo')).toBe(false);
    expect((await house.call('GET', '/me/applications', asAda)).json.items).toEqual([]);
  });

  test('end everywhere but here', async () => {
    const house = await createApiHouse();
    for (let at = 0; at < 3; at += 1) await addSession(house, 'ada');
    await addSession(house, 'bo');
    await house.call('DELETE', '/me/sessions', asAda);
    const left = await house.call('GET', '/sessions', { as: { person: 'root' } });
    expect(left.json.items).toMatchObject([{ person: { id: 'bo' } }]);
  });
});

describe('a session that was confirmed long ago', () => {
  const stale = { as: { person: 'root', signedInSecondsAgo: 601 } };
  const problem = { status: 403, json: { type: 'urn:gatehouse:problem:fresh-authentication-needed' } };

  test('makes nobody an administrator', async () => {
    const { call } = await createApiHouse();
    expect(await call('PATCH', '/people/ada', { ...stale, body: { administrator: true } })).toMatchObject(problem);
    expect((await call('PATCH', '/people/ada', { ...stale, body: { nickname: 'A' } })).status).toBe(200);
  });

  test('leads nobody elsewhere from an application that was vouched for', async () => {
    const house = await createApiHouse();
    const path = `/applications/${(await addShop(house)).client_id}`;
    const move = (sent: object) =>
      house.call('PATCH', path, { ...sent, body: { redirect_uris: ['https://other.example.com/'] } });
    expect((await move({ as: { person: 'ada', signedInSecondsAgo: 601 } })).status).toBe(200);
    await house.call('POST', `${path}/verification`, asRoot);
    expect(await move(stale)).toMatchObject(problem);
    expect((await move(asRoot)).status).toBe(200);
  });
});
