import { beforeEach, describe, expect, it } from 'vitest';
import type { EndUserSession } from '../ports';
import type { TestEngine } from '../testing/engine';
import { createTestEngine, issuer } from '../testing/engine';
import type { TestClient } from '../testing/registrations';
import { addApi, addClient, giveRoles, signIn } from '../testing/registrations';
import type { Tokens } from '../testing/token-request';
import { obtainTokens, refresh, sendAs, userinfo } from '../testing/token-request';

const resource = 'https://api.example';
const scope = 'openid offline_access read';

let engine: TestEngine;
let server: TestClient;
let client: TestClient;
let stranger: TestClient;
let ada: EndUserSession;
let tokens: Tokens;

beforeEach(async () => {
  engine = await createTestEngine();
  server = await addClient(engine);
  const policy = { accessTokenFormat: 'opaque', accessTokenSeconds: 300, includesRoles: true } as const;
  await addApi(engine, { ...policy, introspectionClientIds: [server.clientId] });
  client = await addClient(engine, { scope });
  stranger = await addClient(engine);
  ada = await signIn(engine);
  await giveRoles(engine, ada, ['editor', 'owner']);
  tokens = await obtainTokens(engine, client, ada, { scope, resource });
});

const introspect = async (as: TestClient, token: string = tokens.access_token) =>
  (await sendAs(engine, as, 'introspection', { token })).body;
const inactive = { active: false };

describe('an opaque access token', () => {
  it('is random, says nothing, and is stored as a hash', async () => {
    expect(tokens.access_token).toMatch(/^gha_[\w-]{43}[a-z2-7]{7}$/);
    expect(tokens).toMatchObject({ expires_in: 300, scope });
    const other = await obtainTokens(engine, client, ada, { scope, resource });
    expect(other.access_token).not.toBe(tokens.access_token);
    expect(await engine.storage.stores.opaqueAccessTokens.find(tokens.access_token)).toBeUndefined();
  });

  it('is told in full to its client and to the server of its API, and to nobody else', async () => {
    const iat = engine.clock.now().getTime() / 1000;
    for (const caller of [client, server])
      expect(await introspect(caller)).toEqual({
        ...{ active: true, token_type: 'Bearer', iss: issuer, sub: ada.subject, username: 'ada' },
        ...{ aud: [resource, issuer], client_id: client.clientId, scope, iat, exp: iat + 300 },
        ...{ jti: expect.stringMatching(/^[0-9a-f-]{36}\.[a-z2-7]{26}$/), roles: ['editor', 'owner'] },
      });
    expect(await introspect(stranger)).toEqual(inactive);
  });

  it('opens userinfo when it is for us too', async () => {
    expect(await userinfo(engine, tokens.access_token)).toMatchObject({ status: 200, body: { sub: ada.subject } });
    const narrow = await refresh(engine, client, tokens.refresh_token, { scope: 'read' });
    expect(await userinfo(engine, String(narrow.body.access_token))).toMatchObject({ status: 401 });
  });

  it.each<[what: string, change: () => Promise<unknown> | unknown]>([
    ['it expires, to the second', () => engine.clock.advance(300)],
    ['it is revoked', () => sendAs(engine, client, 'revocation', { token: tokens.access_token })],
    ['its refresh token is revoked', () => sendAs(engine, client, 'revocation', { token: tokens.refresh_token })],
    ['its person is disabled', () => engine.storage.stores.people.update(ada.personId, { status: 'disabled' })],
    [
      'its authorization is revoked',
      () => engine.storage.stores.authorizations.revokeOfPerson(ada.personId, engine.clock.now()),
    ],
    ['its client is deleted', () => engine.storage.stores.clientAdministration.delete(client.clientId)],
  ])('is dead everywhere once %s', async (_what, change) => {
    engine.clock.advance(0.999);
    expect(await introspect(server)).toMatchObject({ active: true });
    await change();
    expect(await introspect(server)).toEqual(inactive);
    expect(await userinfo(engine, tokens.access_token)).toMatchObject({
      status: 401,
      body: { error: 'invalid_token' },
    });
  });

  it('is left alone when another client revokes it', async () => {
    expect((await sendAs(engine, stranger, 'revocation', { token: tokens.access_token })).status).toBe(400);
    expect((await sendAs(engine, server, 'revocation', { token: tokens.access_token })).status).toBe(400);
    expect(await introspect(client)).toMatchObject({ active: true });
  });

  it.each<[what: string, change: (token: string) => string]>([
    ['altered', (token) => token.replace(/.{8}$/, 'aaaaaaaa')],
    ['cut short', (token) => token.slice(0, -1)],
    ['a refresh token by its prefix', (token) => token.replace('gha_', 'ghr_')],
    ['a client secret by its prefix', (token) => token.replace('gha_', 'ghs_')],
  ])('is nothing when it is %s', async (_what, change) => {
    const token = change(tokens.access_token);
    expect(await introspect(client, token)).toEqual(inactive);
    expect(await userinfo(engine, token)).toMatchObject({ status: 401 });
    expect(await refresh(engine, client, token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('a refresh for an opaque access token', () => {
  it('yields another one, and the same one again inside the replay window', async () => {
    const [first, again] = [
      await refresh(engine, client, tokens.refresh_token),
      await refresh(engine, client, tokens.refresh_token),
    ];
    expect(again.text).toBe(first.text);
    expect(await introspect(server, String(first.body.access_token))).toMatchObject({ active: true });
    expect(await introspect(server)).toMatchObject({ active: true });
  });

  it('yields one for a client that does not rotate', async () => {
    const still = await addClient(engine, { scope }, { rotateRefreshTokens: false });
    const { refresh_token } = await obtainTokens(engine, still, ada, { scope, resource });
    const { body } = await refresh(engine, still, refresh_token);
    expect(body).not.toHaveProperty('refresh_token');
    expect(await introspect(server, String(body.access_token))).toMatchObject({ active: true });
  });

  it('that comes back after its window ends all that was made', async () => {
    const { body } = await refresh(engine, client, tokens.refresh_token);
    engine.clock.advance(11);
    expect(await refresh(engine, client, tokens.refresh_token)).toMatchObject({ status: 400 });
    for (const token of [tokens.access_token, String(body.access_token)])
      expect(await introspect(server, token)).toEqual(inactive);
  });
});
