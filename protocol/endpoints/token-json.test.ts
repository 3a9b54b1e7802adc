import { beforeAll, describe, expect, it } from 'vitest';
import { assertionType, makeClientKey, refusedCredentials, signAssertion } from '../testing/assertions';
import type { TestEngine } from '../testing/engine';
import { createTestEngine } from '../testing/engine';
import type { TestClient } from '../testing/registrations';
import { addClient, signIn } from '../testing/registrations';
import { basic, codeForm, obtainCodeOf, obtainTokens, send } from '../testing/token-request';

const post = { token_endpoint_auth_method: 'client_secret_post' };
const on = { jsonTokenRequests: true };
const json = { 'content-type': 'application/json' };
const refused = { status: 400, body: { error: 'invalid_request' } };

let engine: TestEngine;
beforeAll(async () => {
  engine = await createTestEngine();
});

const ask = (body: unknown, headers: Record<string, string> = {}) =>
  send(engine, 'token', typeof body === 'string' ? body : JSON.stringify(body), { ...json, ...headers });

describe('a client that may send JSON', () => {
  it('exchanges a code and refreshes by it, and may still send forms', async () => {
    const client = await addClient(engine, post, on);
    const { clientId: client_id, secret: client_secret } = client;
    const ada = await signIn(engine, 'json-ada');
    const code = await obtainCodeOf(engine, client, ada);
    const first = await ask({ ...codeForm(code), client_id, client_secret });
    expect(first).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
    const refresh = { grant_type: 'refresh_token', refresh_token: first.body.refresh_token, client_id, client_secret };
    expect(await ask(refresh, { 'content-type': 'Application/JSON; charset=utf-8' })).toMatchObject({ status: 200 });
    expect(await obtainTokens(engine, client, ada)).toHaveProperty('access_token');
  });

  it('may come by Basic and by an assertion as well', async () => {
    const client = await addClient(engine, {}, on);
    const headers = { authorization: basic(client.clientId, client.secret) };
    expect(await ask(codeForm('x'), headers)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const key = await makeClientKey();
    const method = { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [key.publicJwk] } };
    const { clientId } = await addClient(engine, method, on);
    const client_assertion = await signAssertion(engine, clientId, key);
    const proof = { client_assertion_type: assertionType, client_assertion };
    expect(await ask({ ...codeForm('x'), ...proof })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('must prove itself all the same', async () => {
    const { clientId: client_id } = await addClient(engine, post, on);
    expect(await ask({ ...codeForm('x'), client_id, client_secret: 'wrong' })).toMatchObject(refusedCredentials);
    expect(await ask({ ...codeForm('x'), client_id })).toMatchObject(refusedCredentials);
  });

  it.each<[what: string, spoil: (good: string) => string]>([
    ['a list', (good) => `[${good}]`],
    ['a member that is a list', (good) => good.replace('"x"', '["x"]')],
    ['a member that is an object', (good) => good.replace('"x"', '{"$ne":""}')],
    ['a member that is a number', (good) => good.replace('"x"', '7')],
    ['a repeated member', (good) => good.replace('{', '{"code":"y",')],
    [
      'a repeated resource',
      (good) => good.replace('{', '{"resource":"https://a.example","resource":"https://b.example",'),
    ],
    ['a NUL', (good) => good.replace('"x"', '"x\\u0000"')],
    ['half a character', (good) => good.replace('"x"', '"\\ud800"')],
    ['a value of 2 kB', (good) => good.replace('"x"', `"${'x'.repeat(2049)}"`)],
    ['deep nesting', () => '{"a":'.repeat(12_000)],
    ['deep lists', () => '['.repeat(60_000)],
    ['no JSON', () => 'grant_type=authorization_code'],
    ['nothing', () => ''],
  ])('is refused with %s', async (_what, spoil) => {
    const { clientId: client_id, secret: client_secret } = await addClient(engine, post, on);
    const good = JSON.stringify({ ...codeForm('x'), client_id, client_secret });
    expect(await ask(spoil(good))).toMatchObject(refused);
  });

  it('is refused with more than 64 kB', async () => {
    expect(await ask({ a: 'x'.repeat(66_000) })).toMatchObject({ status: 413, body: { error: 'invalid_request' } });
  });
});

describe('any other client', () => {
  const formWanted = 'Send the parameters as application/x-www-form-urlencoded.';
  let off: TestClient;
  beforeAll(async () => {
    off = await addClient(engine, post);
  });

  it('is told to send a form, with good credentials as with bad ones, and nothing is used up', async () => {
    const { clientId: client_id, secret: client_secret } = off;
    const code = await obtainCodeOf(engine, off, await signIn(engine, 'json-off'));
    const form = { ...codeForm(code), client_id, client_secret };
    for (const body of [
      form,
      { ...form, client_secret: 'x' },
      { ...form, client_id: 'gh_unknown' },
      { grant_type: 'x' },
    ])
      expect(await ask(body)).toMatchObject({ ...refused, body: { error_description: formWanted } });
    expect(await send(engine, 'token', form)).toMatchObject({ status: 200 });
  });

  it('cannot borrow the setting of another, whose id stands in another place', async () => {
    const allowed = await addClient(engine, {}, on);
    const authorization = basic(off.clientId, off.secret);
    expect((await ask({ ...codeForm('x'), client_id: allowed.clientId }, { authorization })).body).toMatchObject({
      error_description: formWanted,
    });
  });

  it.each(['introspection', 'revocation'] as const)('%s takes no JSON of anybody', async (endpoint) => {
    const { clientId: client_id, secret: client_secret } = await addClient(engine, post, on);
    const body = JSON.stringify({ token: 'x', client_id, client_secret });
    expect(await send(engine, endpoint, body, json)).toMatchObject(refused);
  });
});
