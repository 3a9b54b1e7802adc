import { describe, expect, it } from 'vitest';
import { deviceCodeGrantType } from '../client-metadata';
import { addDeviceClient, poll, startDevice } from '../testing/device';
import { createTestEngine, issuer } from '../testing/engine';
import { addApi, addClient } from '../testing/registrations';
import { basic, send, sendAs } from '../testing/token-request';

type More = Record<string, string | undefined>;

describe('the device authorization endpoint', () => {
  it('answers with two codes, where to type the one, and how often to ask with the other', async () => {
    const engine = await createTestEngine();
    const client = await addDeviceClient(engine);
    const { status, headers, body } = await sendAs(engine, client, 'deviceAuthorization', { scope: 'openid' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.device_code).toMatch(/^[\w-]{43}$/);
    expect(body.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(body).toMatchObject({
      verification_uri: `${issuer}/device`,
      verification_uri_complete: `${issuer}/device?user_code=${body.user_code}`,
      expires_in: 600,
      interval: 5,
    });
    expect(Object.keys(body)).toHaveLength(6);
  });

  it('gives no two devices the same codes, even when chance repeats a user code', async () => {
    const engine = await createTestEngine();
    const client = await addDeviceClient(engine);
    const started = await Promise.all(Array.from({ length: 20 }, () => startDevice(engine, client)));
    expect(new Set(started.map(({ user_code }) => user_code)).size).toBe(20);
    expect(new Set(started.map(({ device_code }) => device_code)).size).toBe(20);
  });

  it.each([
    ['client_secret_basic', (id: string, secret: string) => [{}, { authorization: basic(id, secret) }]],
    ['client_secret_post', (id: string, secret: string) => [{ client_id: id, client_secret: secret }, {}]],
    ['none', (id: string) => [{ client_id: id }, {}]],
  ] as const)('lets a client prove itself by %s, as at the token endpoint', async (method, proofOf) => {
    const engine = await createTestEngine();
    const client = await addDeviceClient(engine, { token_endpoint_auth_method: method });
    const [form, headers] = proofOf(client.clientId, client.secret);
    expect((await send(engine, 'deviceAuthorization', { ...form }, headers)).status).toBe(200);
  });

  it.each<[what: string, form: More, error: string, status?: number]>([
    ['without a client', { client_id: undefined }, 'invalid_client', 401],
    ['of an unknown client', { client_id: 'gh_nobody' }, 'invalid_client', 401],
    ['of a public client with a secret', { client_secret: 'ghs_x' }, 'invalid_client', 401],
    ['for a scope of an API that is not allotted', { scope: 'openid read' }, 'invalid_scope'],
    ['for scopes that nobody knows', { scope: 'banana' }, 'invalid_scope'],
    ['for a malformed scope', { scope: 'a"b' }, 'invalid_scope'],
    ['for a resource that is not allotted', { resource: 'https://api.example' }, 'invalid_target'],
    ['for an unknown resource', { resource: 'https://unknown.example' }, 'invalid_target'],
    ['with an over-long scope', { scope: 'x'.repeat(5000) }, 'invalid_request'],
    ['with a NUL', { scope: 'openid\0' }, 'invalid_request'],
  ])('refuses a request %s, and begins nothing', async (_what, form, error, status = 400) => {
    const engine = await createTestEngine();
    const client = await addDeviceClient(engine);
    await addApi(engine);
    const answer = await sendAs(engine, client, 'deviceAuthorization', form);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(await engine.storage.stores.auditReader.list({ limit: 10 })).toEqual([]);
  });

  it('refuses a client without the grant, and one that is switched off', async () => {
    const engine = await createTestEngine();
    const without = await addClient(engine);
    expect((await sendAs(engine, without, 'deviceAuthorization', {})).body.error).toBe('unauthorized_client');
    const off = await addDeviceClient(engine);
    const { clientAdministration } = engine.storage.stores;
    await clientAdministration.update(off.clientId, { status: 'disabled' }, engine.clock.now());
    expect((await sendAs(engine, off, 'deviceAuthorization', {})).status).toBe(401);
  });

  it.each(['GET', 'PUT', 'DELETE'])('does not answer %s', async (method) => {
    const engine = await createTestEngine();
    const { status, headers } = await send(engine, 'deviceAuthorization', '', {}, method);
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('refuses a repeated parameter, and a body that is no form', async () => {
    const engine = await createTestEngine();
    const { clientId } = await addDeviceClient(engine);
    const twice = await send(engine, 'deviceAuthorization', `client_id=${clientId}&scope=openid&scope=email`);
    const json = await send(engine, 'deviceAuthorization', '{}', { 'content-type': 'application/json' });
    expect([twice.body.error, json.body.error]).toEqual(['invalid_request', 'invalid_request']);
  });

  it('drops offline_access for a client that could not refresh', async () => {
    const engine = await createTestEngine();
    const client = await addDeviceClient(engine, { grant_types: [deviceCodeGrantType] });
    await startDevice(engine, client, { scope: 'openid offline_access' });
    const [entry] = await engine.storage.stores.auditReader.list({ limit: 1 });
    expect(entry).toMatchObject({ action: 'device-authorization-start', detail: { scope: 'openid' } });
  });

  it('begins nothing while the database is away', async () => {
    const engine = await createTestEngine();
    const client = await addDeviceClient(engine);
    engine.outage.begin();
    expect((await sendAs(engine, client, 'deviceAuthorization', {})).status).toBe(503);
  });
});

describe('the token endpoint', () => {
  it('names the right grant type to those who send device_code for it', async () => {
    const engine = await createTestEngine();
    const client = await addDeviceClient(engine);
    const { device_code } = await startDevice(engine, client);
    const { body } = await poll(engine, client, device_code, { grant_type: 'device_code' });
    expect(body.error).toBe('unsupported_grant_type');
    expect(body.error_description).toContain(deviceCodeGrantType);
  });
});
