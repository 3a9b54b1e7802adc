import { describe, expect, it } from 'vitest';
import { deviceCodeGrantType } from '../client-metadata';
import type { StartedDevice } from '../testing/device';
import { addDeviceClient, decideDevice, poll, startDevice } from '../testing/device';
import type { TestEngine } from '../testing/engine';
import { createTestEngine } from '../testing/engine';
import { addApi, addClient, openSession, signIn } from '../testing/registrations';
import { payloadOf, refresh, sendAs, userinfo } from '../testing/token-request';

type More = Record<string, string | undefined>;

async function begin(more: More = {}, metadata: Record<string, unknown> = {}) {
  const engine = await createTestEngine();
  const client = await addDeviceClient(engine, metadata);
  const ada = await signIn(engine);
  const device = await startDevice(engine, client, more);
  return { engine, client, ada, device, ask: (form: More = {}) => poll(engine, client, device.device_code, form) };
}

async function beginApproved(more: More = {}, metadata: Record<string, unknown> = {}) {
  const begun = await begin(more, metadata);
  expect(await decideDevice(begun.engine, begun.device.user_code, begun.ada)).toBe('approved');
  return begun;
}

const refused = { status: 400, body: { error: 'invalid_grant' } };

describe('a device that has been allowed', () => {
  it('gets access, refresh and ID token of who allowed it, with the time of their sign-in', async () => {
    const { ask, ada, client, engine } = await beginApproved({ scope: 'openid profile offline_access' });
    const { status, headers, body } = await ask();
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'openid profile offline_access', expires_in: 600 });
    const claims = payloadOf(body.id_token as string);
    expect(claims).toMatchObject({ sub: ada.subject, aud: client.clientId, acr: ada.acr, amr: ['pwd'] });
    expect(claims.auth_time).toBe(Math.floor(ada.authTime.getTime() / 1000));
    expect([claims.nonce, claims.sid]).toEqual([undefined, undefined]);
    expect((await userinfo(engine, body.access_token as string)).body).toMatchObject({ sub: ada.subject });
    expect((await refresh(engine, client, body.refresh_token as string)).status).toBe(200);
  });

  it.each<[what: string, scope: string | undefined, members: string[]]>([
    ['openid alone', 'openid', ['id_token']],
    ['no openid', 'profile', ['refresh_token']],
    ['no scope at all', undefined, ['refresh_token']],
  ])('gets with %s what belongs to it', async (_what, scope, members) => {
    const { ask } = await beginApproved({ scope });
    const { body } = await ask();
    expect(['id_token', 'refresh_token'].filter((member) => member in body)).toEqual(members);
  });

  it('gets its tokens at once, however quickly it asks after the decision', async () => {
    const { engine, device, ada, ask } = await begin();
    await ask();
    await decideDevice(engine, device.user_code, ada);
    expect((await ask()).status).toBe(200);
  });

  it('stays connected when the person signs out of the browser', async () => {
    const { engine, client, ada, ask } = await beginApproved({ scope: 'profile' });
    const { body } = await ask();
    await engine.storage.stores.sessions.end(ada.id, engine.clock.now());
    await engine.storage.stores.authorizations.revokeOfSession(ada.id, engine.clock.now());
    expect((await refresh(engine, client, body.refresh_token as string)).status).toBe(200);
  });

  it('may narrow the resources to one of those that it asked for, and name no other', async () => {
    const engine = await createTestEngine();
    const api = await addApi(engine);
    const other = await addApi(engine, { identifier: 'https://other.example', name: 'Other' });
    const client = await addDeviceClient(engine);
    for (const { identifier } of [api, other]) await allot(engine, client.clientId, identifier);
    const ada = await signIn(engine);
    const device = await startDevice(engine, client, { scope: 'read', resource: api.identifier });
    await decideDevice(engine, device.user_code, ada, 'allow', ['read']);
    const widened = await poll(engine, client, device.device_code, { resource: other.identifier });
    expect(widened.body.error).toBe('invalid_target');
    const { body } = await poll(engine, client, device.device_code, { resource: api.identifier });
    expect(payloadOf(body.access_token as string)).toMatchObject({ aud: api.identifier, scope: 'read' });
  });

  it('is redeemed once, and what it got stays good when it asks again', async () => {
    const { engine, ask } = await beginApproved();
    const { body } = await ask();
    expect(await ask()).toMatchObject(refused);
    expect((await userinfo(engine, body.access_token as string)).status).toBe(200);
  });

  it('is redeemed by one of fifty parallel polls, which leaves one refresh token and one audit row', async () => {
    const { engine, ask } = await beginApproved();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(49);
    expect(await actions(engine)).toEqual(['approve', 'redeem', 'start']);
  });

  it('loses nothing when the database fails while it redeems', async () => {
    const { engine, ask } = await beginApproved();
    engine.outage.begin();
    expect((await ask()).status).toBe(503);
    engine.outage.end();
    expect((await ask()).status).toBe(200);
  });
});

describe('between the decision and the first poll', () => {
  it.each<[what: string, change: (begun: Awaited<ReturnType<typeof begin>>) => Promise<unknown>, error: string]>([
    ['the person is disabled', ({ engine, ada }) => setStatus(engine, ada.personId, 'disabled'), 'invalid_grant'],
    ['the person is locked', ({ engine, ada }) => setStatus(engine, ada.personId, 'locked'), 'invalid_grant'],
    [
      'the authorization is revoked',
      ({ engine, ada }) => engine.storage.stores.authorizations.revokeOfPerson(ada.personId, engine.clock.now()),
      'invalid_grant',
    ],
    [
      'the client is disabled',
      ({ engine, client }) =>
        engine.storage.stores.clientAdministration.update(client.clientId, { status: 'disabled' }, engine.clock.now()),
      'invalid_client',
    ],
    [
      'the client loses the grant',
      ({ engine, client }) =>
        engine.storage.stores.clientAdministration.update(
          client.clientId,
          { metadata: { ...client.client.metadata, grant_types: ['refresh_token'] } },
          engine.clock.now(),
        ),
      'unauthorized_client',
    ],
    ['the code expires', async ({ engine }) => engine.clock.advance(600), 'expired_token'],
  ])('%s: there is nothing', async (_what, change, error) => {
    const begun = await beginApproved();
    await change(begun);
    const { body } = await begun.ask();
    expect(body.error).toBe(error);
    expect(body).not.toHaveProperty('access_token');
  });
});

describe('a device code', () => {
  it('of another client is refused and not used up', async () => {
    const { engine, device, ask } = await beginApproved();
    const other = await addDeviceClient(engine);
    expect(await poll(engine, other, device.device_code)).toMatchObject(refused);
    expect((await ask()).status).toBe(200);
  });

  it.each<[what: string, of: (device: StartedDevice) => string]>([
    ['a user code', (device) => device.user_code],
    ['a user code without its dash', (device) => device.user_code.replace('-', '')],
    ['another text', () => 'x'.repeat(43)],
  ])('is not %s', async (_what, of) => {
    const { engine, client, device } = await beginApproved();
    expect(await poll(engine, client, of(device))).toMatchObject(refused);
  });

  it('is good as no other kind of code or token, nor any of them as one', async () => {
    const { engine, device, ask } = await beginApproved();
    const grants = ['authorization_code', 'refresh_token', deviceCodeGrantType];
    const client = await addClient(engine, { grant_types: grants });
    const as = (form: More) => sendAs(engine, client, 'token', form);
    const code = { code: device.device_code, redirect_uri: 'https://rp.example/cb' };
    expect(await as({ grant_type: 'authorization_code', ...code })).toMatchObject(refused);
    expect(await as({ grant_type: 'refresh_token', refresh_token: device.device_code })).toMatchObject(refused);
    const { body } = await ask();
    for (const token of [body.refresh_token, body.access_token] as string[])
      expect(await poll(engine, client, token)).toMatchObject(refused);
  });

  it('is stored as hashes that hold neither of the two codes', async () => {
    const { engine, device } = await begin();
    const session = await openSession(engine, await engine.storage.stores.people.list({ limit: 1 }).then(first));
    await decideDevice(engine, device.user_code, session, 'deny');
    const stored = JSON.stringify([engine.events, await engine.storage.stores.auditReader.list({ limit: 50 })]);
    for (const secret of [device.device_code, device.user_code, device.user_code.replace('-', '')])
      expect(stored).not.toContain(secret);
  });
});

const first = (people: { id: string; subject: string }[]) => ({
  personId: people[0]?.id ?? '',
  subject: people[0]?.subject ?? '',
});

function setStatus({ storage }: TestEngine, personId: string, status: 'disabled' | 'locked') {
  return storage.stores.people.update(personId, { status });
}

function allot({ storage }: TestEngine, clientId: string, api: string) {
  return storage.stores.clientAdministration.allot(clientId, api, ['read']);
}

async function actions({ storage }: TestEngine) {
  const entries = await storage.stores.auditReader.list({ limit: 100 });
  const words = entries.map(({ action }) => action).filter((action) => action.startsWith('device-'));
  return words.map((action) => action.split('-').at(-1)).sort();
}
