import { beforeEach, describe, expect, it } from 'vitest';
import type { EndUserSession } from '../ports';
import { allow, authorize, readAnswer, readPending, step } from '../testing/browser';
import type { TestEngine } from '../testing/engine';
import { createTestEngine, issuer } from '../testing/engine';
import type { TestClient } from '../testing/registrations';
import { addApi, addClient, giveRoles, signIn } from '../testing/registrations';
import { codeForm, codeQuery, credentials, headerOf, payloadOf, send, sendAs } from '../testing/token-request';

const [articles, photos, stock] = ['https://api.example', 'https://photos.example', 'https://stock.example'];
const scopes = ['openid', 'offline_access', 'read', 'see', 'count'];

let engine: TestEngine;
let client: TestClient;
let ada: EndUserSession;
let code: string;

const oneScope = (name: string) => [{ name, description: name, roles: [] }];

beforeEach(async () => {
  engine = await createTestEngine();
  await addApi(engine, { accessTokenSeconds: 300, includesRoles: true });
  await addApi(engine, { identifier: photos, signingAlgorithm: 'ES256', scopes: oneScope('see') });
  await addApi(engine, { identifier: stock, accessTokenFormat: 'opaque', scopes: oneScope('count') });
  client = await addClient(engine, { scope: scopes.join(' ') });
  ada = await signIn(engine);
  await giveRoles(engine, ada, ['owner']);
  code = await obtainCodeFor(articles, photos, stock);
});

async function obtainCodeFor(...resources: string[]): Promise<string> {
  const scope = (resources.length === 1 ? ['openid', 'read'] : scopes).join(' ');
  const query = Object.entries(codeQuery(client, { scope, prompt: 'consent' })) as [string, string][];
  const answer = await authorize(
    engine,
    [...query, ...resources.map((uri): [string, string] => ['resource', uri])],
    ada,
  );
  const { code: obtained } = await readAnswer(await step(engine, readPending(answer), ada, allow(ada, scopes)));
  return obtained ?? '';
}

/** Redeems the code, or a refresh token, for these resources. */
function redeem(resources: string[], refreshToken?: unknown) {
  const form =
    refreshToken === undefined ? codeForm(code) : { grant_type: 'refresh_token', refresh_token: String(refreshToken) };
  const pairs = [...Object.entries(form), ...resources.map((uri) => ['resource', uri])] as [string, string][];
  return send(engine, 'token', pairs, credentials(client).headers);
}

describe('one authorization for several resources', () => {
  it('gives each API the token that it wants, one at a time', async () => {
    const first = await redeem([articles]);
    expect(first.body).toMatchObject({ scope: 'openid offline_access read', expires_in: 300 });
    expect(headerOf(String(first.body.access_token))).toMatchObject({ alg: 'RS256' });
    expect(payloadOf(String(first.body.access_token))).toMatchObject({ aud: [articles, issuer], roles: ['owner'] });
    const second = await redeem([photos], first.body.refresh_token);
    expect(second.body).toMatchObject({ scope: 'openid offline_access see', expires_in: 3600 });
    expect(headerOf(String(second.body.access_token))).toMatchObject({ alg: 'ES256' });
    expect(payloadOf(String(second.body.access_token))).not.toHaveProperty('roles');
    const third = await redeem([stock], second.body.refresh_token);
    expect(third.body).toMatchObject({ scope: 'openid offline_access count' });
    expect(String(third.body.access_token)).toMatch(/^gha_/);
  });

  it.each([[[]], [[articles, photos]], [[articles, stock]], [[stock, photos]]])(
    'never makes one token of %j, and keeps the code for a better request',
    async (resources) => {
      expect(await redeem(resources)).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
      expect((await redeem([articles])).status).toBe(200);
    },
  );

  it('is refused a resource outside it, by code and by refresh', async () => {
    await addApi(engine, { identifier: 'https://late.example', scopes: [] });
    await engine.storage.stores.clientAdministration.allot(client.clientId, 'https://late.example', []);
    const refused = { status: 400, body: { error: 'invalid_target' } };
    expect(await redeem(['https://late.example'])).toMatchObject(refused);
    const { body } = await redeem([articles]);
    expect(await redeem([articles, 'https://late.example'], body.refresh_token)).toMatchObject(refused);
    expect((await redeem([articles], body.refresh_token)).status).toBe(200);
  });

  it('without any gives no API of its own accord', async () => {
    code = await obtainCodeFor();
    expect(await redeem([articles])).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
    const { body } = await redeem([]);
    expect(body.scope).toBe(scopes.join(' '));
    expect(payloadOf(String(body.access_token)).aud).toBe(issuer);
  });
});

describe('what is taken away from a client', () => {
  const allot = (api: string, allotted: string[] | null) =>
    engine.storage.stores.clientAdministration.allot(client.clientId, api, allotted);

  it('is gone at the next refresh: the scope, then the API', async () => {
    const { body } = await redeem([articles]);
    await allot(articles, []);
    const less = await redeem([articles], body.refresh_token);
    expect(less.body.scope).toBe('openid offline_access');
    await allot(articles, null);
    const refused = { status: 400, body: { error: 'invalid_target' } };
    expect(await redeem([articles], less.body.refresh_token)).toMatchObject(refused);
    expect((await redeem([photos], less.body.refresh_token)).status).toBe(200);
  });

  it('is gone when the code is redeemed', async () => {
    await allot(photos, null);
    expect(await redeem([photos])).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
  });

  it('never leaves a token for us where one for an API was allowed', async () => {
    code = await obtainCodeFor(articles);
    await engine.storage.stores.apis.delete(articles);
    expect(await redeem([])).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
  });

  it('cannot be asked for again', async () => {
    await allot(articles, null);
    const query = codeQuery(client, { scope: 'openid', resource: articles });
    expect(await readAnswer(await authorize(engine, query, ada))).toMatchObject({
      error: 'invalid_target',
      state: 'state-1',
    });
    const named = await readAnswer(await authorize(engine, codeQuery(client, { scope: 'openid read' }), ada));
    expect(named).toMatchObject({ error: 'invalid_scope' });
  });
});

describe('a refresh that narrows scope and resource at once', () => {
  it('has what is in both, and refuses when nothing is', async () => {
    const { body } = await redeem([articles]);
    const ask = (scope: string) =>
      sendAs(engine, client, 'token', {
        ...{ grant_type: 'refresh_token', refresh_token: String(body.refresh_token), scope, resource: articles },
      });
    expect(await ask('see')).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
    const narrowed = await ask('read see');
    expect(narrowed.body.scope).toBe('read');
    expect(payloadOf(String(narrowed.body.access_token)).aud).toBe(articles);
  });
});
