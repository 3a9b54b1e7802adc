import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientMetadata } from '../ports';
import type { TestEngine } from '../testing/engine';
import { createTestEngine, issuer } from '../testing/engine';
import type { TestClient } from '../testing/registrations';
import { addApi, addClient } from '../testing/registrations';
import type { Answer } from '../testing/token-request';
import { credentials, headerOf, payloadOf, send, sendAs, userinfo } from '../testing/token-request';

const service = { redirect_uris: [], grant_types: ['client_credentials'], response_types: [] };
const [articles, photos, stock] = ['https://api.example', 'https://photos.example', 'https://stock.example'];

let engine: TestEngine;
let client: TestClient;
let server: TestClient;

beforeEach(async () => {
  engine = await createTestEngine();
  server = await addClient(engine);
  await addApi(engine, { introspectionClientIds: [server.clientId], accessTokenSeconds: 300 });
  const scopes = [{ name: 'see', description: 'See photos', roles: [] }];
  await addApi(engine, { identifier: photos, signingAlgorithm: 'ES256', scopes });
  client = await addClient(engine, { ...service, scope: 'read see' });
  const count = [{ name: 'count', description: 'Count things', roles: [] }];
  await addApi(engine, { identifier: stock, accessTokenFormat: 'opaque', scopes: count });
  await engine.storage.stores.clientAdministration.allot(client.clientId, stock, ['count']);
});

function ask(form: Record<string, string> = {}, as = client): Promise<Answer> {
  return sendAs(engine, as, 'token', { grant_type: 'client_credentials', ...form });
}

const introspect = async (as: TestClient, token: unknown) =>
  (await sendAs(engine, as, 'introspection', { token: String(token) })).body;

describe('a client that acts for itself', () => {
  it('gets a JWT that says so, and nothing else', async () => {
    const answer = await ask({ resource: articles, scope: 'read' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      ...{ access_token: expect.any(String), token_type: 'Bearer', expires_in: 300, scope: 'read' },
    });
    const token = String(answer.body.access_token);
    const iat = engine.clock.now().getTime() / 1000;
    expect(headerOf(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(payloadOf(token)).toEqual({
      ...{ iss: issuer, sub: client.clientId, client_id: client.clientId, aud: articles, scope: 'read' },
      ...{ iat, exp: iat + 300, jti: expect.stringMatching(/^client\.[a-z2-7]{26}$/) },
    });
  });

  it.each<[form: Record<string, string>, scope: unknown, aud: unknown]>([
    [{ scope: 'read see' }, 'read see', issuer],
    [{ scope: 'read', resource: articles }, 'read', articles],
    [{ resource: photos }, 'see', photos],
    [{}, undefined, issuer],
  ])('that asks %j has the scope %j for %j', async (form, scope, aud) => {
    const { body } = await ask(form);
    expect(body.scope).toBe(scope);
    expect(payloadOf(String(body.access_token))).toMatchObject({ aud });
    expect(payloadOf(String(body.access_token)).scope).toBe(scope);
  });

  it.each<[form: Record<string, string>, error: string]>([
    [{ scope: 'write', resource: articles }, 'invalid_scope'],
    [{ scope: 'read write' }, 'invalid_scope'],
    [{ scope: 'see', resource: articles }, 'invalid_scope'],
    [{ scope: 'unknown' }, 'invalid_scope'],
    [{ scope: 'openid' }, 'invalid_scope'],
    [{ scope: 'read openid', resource: articles }, 'invalid_scope'],
    [{ scope: 'offline_access read' }, 'invalid_scope'],
    [{ scope: 'read  "' }, 'invalid_scope'],
    [{ resource: 'https://unknown.example' }, 'invalid_target'],
    [{ resource: `${articles}/` }, 'invalid_target'],
    [{ resource: `${articles}#part` }, 'invalid_target'],
    [{ resource: 'banana' }, 'invalid_target'],
  ])('is refused %j with %s', async (form, error) => {
    expect(await ask(form)).toMatchObject({ status: 400, body: { error } });
  });

  it('is refused what another client may have, in the same words as what is not there', async () => {
    const other = await addClient(engine, service);
    const { clientAdministration } = engine.storage.stores;
    for (const api of [articles, photos, stock]) await clientAdministration.allot(other.clientId, api, null);
    const [allotted, unknown] = [
      await ask({ resource: articles }, other),
      await ask({ resource: `${articles}/x` }, other),
    ];
    expect(allotted.body).toMatchObject({ error: 'invalid_target' });
    expect(allotted.body.error_description).toBe(unknown.body.error_description);
    expect(await ask({ scope: 'read' }, other)).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  });

  it('may name several resources of one kind, and none of different kinds', async () => {
    await addApi(engine, { identifier: 'https://more.example', scopes: [], accessTokenSeconds: 60 });
    await engine.storage.stores.clientAdministration.allot(client.clientId, 'https://more.example', []);
    const many = async (...resources: string[]) => {
      const { headers } = credentials(client);
      const pairs: [string, string][] = resources.map((resource) => ['resource', resource]);
      return send(engine, 'token', [['grant_type', 'client_credentials'], ...pairs], headers);
    };
    const { body } = await many(articles, 'https://more.example', articles);
    expect(body.expires_in).toBe(60);
    expect(payloadOf(String(body.access_token)).aud).toEqual([articles, 'https://more.example']);
    for (const different of [photos, stock]) {
      expect(await many(articles, different)).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
    }
  });

  it('needs the grant, and must prove itself', async () => {
    const refused = { status: 400, body: { error: 'unauthorized_client' } };
    expect(await ask({}, server)).toMatchObject(refused);
    expect(await send(engine, 'token', { grant_type: 'client_credentials' })).toMatchObject({ status: 401 });
    expect(await ask({}, { ...client, secret: server.secret })).toMatchObject({ status: 401 });
    const open = await addClient(engine, { ...service });
    const metadata: ClientMetadata = { ...open.client.metadata, token_endpoint_auth_method: 'none' };
    await engine.storage.stores.clientAdministration.update(open.clientId, { metadata }, engine.clock.now());
    expect(await ask({}, { ...open, client: { ...open.client, metadata } })).toMatchObject(refused);
  });
});

describe('the token of such a client', () => {
  it.each([
    ['a JWT', articles, 'read'],
    ['opaque', stock, 'count'],
  ])('that is %s is introspected by whom it concerns', async (_what, resource, scope) => {
    const token = (await ask({ resource })).body.access_token;
    const { iat, exp, ...told } = await introspect(client, token);
    expect(told).toEqual({
      ...{ active: true, token_type: 'Bearer', iss: issuer, sub: client.clientId, client_id: client.clientId },
      ...{ aud: resource, scope, jti: expect.stringMatching(/^client\./) },
    });
    expect(Number(exp) - Number(iat)).toBe(resource === articles ? 300 : 3600);
    expect((await introspect(server, token)).active).toBe(resource === articles);
  });

  it.each([articles, stock, undefined])('for %s is nothing at userinfo', async (resource) => {
    const { body } = await ask(resource === undefined ? {} : { resource });
    expect(await userinfo(engine, String(body.access_token))).toMatchObject({
      status: 401,
      body: { error: 'invalid_token' },
    });
  });

  it.each([articles, stock])('for %s dies alone when it is revoked', async (resource) => {
    const [first, second] = [(await ask({ resource })).body.access_token, (await ask({ resource })).body.access_token];
    expect((await sendAs(engine, server, 'revocation', { token: String(first) })).status).toBe(400);
    expect((await introspect(client, first)).active).toBe(true);
    expect((await sendAs(engine, client, 'revocation', { token: String(first) })).status).toBe(200);
    expect(await introspect(client, first)).toEqual({ active: false });
    expect((await introspect(client, second)).active).toBe(true);
    const [entry] = await engine.storage.stores.auditReader.list({ limit: 1 });
    expect(entry).toMatchObject({ action: 'access-token-revoke', object: { kind: 'client', id: client.clientId } });
  });

  it.each([articles, stock])('for %s dies when the client is switched off, and stays dead', async (resource) => {
    const { clientAdministration } = engine.storage.stores;
    const tokens = (await ask({ resource })).body;
    const ours = resource === articles ? server : client;
    engine.clock.advance(1);
    const at = engine.clock.now();
    await clientAdministration.update(client.clientId, { status: 'disabled', disabledAt: at }, at);
    expect(await ask({ resource })).toMatchObject({ status: 401 });
    if (ours === server) expect(await introspect(server, tokens.access_token)).toEqual({ active: false });
    await clientAdministration.update(client.clientId, { status: 'active' }, at);
    expect(await introspect(ours, tokens.access_token)).toEqual({ active: false });
    engine.clock.advance(1);
    expect((await introspect(ours, (await ask({ resource })).body.access_token)).active).toBe(true);
  });
});
