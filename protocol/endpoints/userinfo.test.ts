import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { createTestEngine, issuer } from '../testing/engine';
import { addApi, addClient, signIn } from '../testing/registrations';
import { headerOf, obtainTokens, send, sendAs, userinfo } from '../testing/token-request';

async function begin(metadata: Record<string, unknown> = {}, query: Record<string, string> = {}) {
  const engine = await createTestEngine();
  await addApi(engine);
  const client = await addClient(engine, metadata);
  const ada = await signIn(engine);
  const tokens = await obtainTokens(engine, client, ada, { scope: 'openid offline_access email', ...query });
  const bearer = { authorization: `Bearer ${tokens.access_token}` };
  return { engine, client, ada, tokens, bearer };
}

type Situation = Awaited<ReturnType<typeof begin>>;

describe('userinfo answers', () => {
  it.each<[what: string, ask: (situation: Situation) => ReturnType<typeof send>]>([
    ['GET with a header', ({ engine, bearer }) => send(engine, 'userinfo', '', bearer, 'GET')],
    [
      'GET with the scheme in another case',
      ({ engine, tokens }) => send(engine, 'userinfo', '', { authorization: `bEARER ${tokens.access_token}` }, 'GET'),
    ],
    ['POST with a header and an empty form', ({ engine, bearer }) => send(engine, 'userinfo', '', bearer)],
    ['POST with a header and another form', ({ engine, bearer }) => send(engine, 'userinfo', 'a=b', bearer)],
    ['POST with a form', ({ engine, tokens }) => send(engine, 'userinfo', { access_token: tokens.access_token })],
  ])('%s', async (_what, ask) => {
    const situation = await begin();
    const { status, headers, body } = await ask(situation);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({ sub: situation.ada.subject, email: 'ada@example.com', email_verified: true });
  });

  it('signed, for a client that registered an algorithm', async () => {
    const { engine, client, ada, bearer } = await begin({ userinfo_signed_response_alg: 'ES256' });
    const { headers, text } = await send(engine, 'userinfo', '', bearer, 'GET');
    expect(headers.get('content-type')).toBe('application/jwt');
    expect(headerOf(text).alg).toBe('ES256');
    const keys = createLocalJWKSet(await engine.keys.publicKeys());
    const { payload } = await jwtVerify(text, keys, { issuer, audience: client.clientId });
    expect(payload).toEqual({
      iss: issuer,
      aud: client.clientId,
      sub: ada.subject,
      email: 'ada@example.com',
      email_verified: true,
    });
  });

  it('for a token that is for an API too', async () => {
    const { engine, tokens } = await begin({}, { resource: 'https://api.example' });
    expect((await userinfo(engine, tokens.access_token)).status).toBe(200);
  });

  it('what the person has now, not what they had then', async () => {
    const { engine, ada, tokens } = await begin();
    await engine.storage.stores.people.update(ada.personId, { emailVerified: false });
    expect((await userinfo(engine, tokens.access_token)).body.email_verified).toBe(false);
  });
});

describe('userinfo refuses', () => {
  const inHeader = (token: string) => ({ authorization: `Bearer ${token}` });

  it.each<[what: string, status: number, error: string, ask: (situation: Situation) => ReturnType<typeof send>]>([
    ['an ID token', 401, 'invalid_token', ({ engine, tokens }) => userinfo(engine, tokens.id_token)],
    ['a refresh token', 401, 'invalid_token', ({ engine, tokens }) => userinfo(engine, tokens.refresh_token)],
    ['a broken token', 401, 'invalid_token', ({ engine }) => userinfo(engine, 'x.y.z')],
    [
      'two tokens in the header',
      400,
      'invalid_request',
      ({ engine, tokens }) => send(engine, 'userinfo', '', inHeader(`${tokens.access_token} x`), 'GET'),
    ],
    [
      'a token in two places',
      400,
      'invalid_request',
      ({ engine, tokens }) =>
        send(engine, 'userinfo', { access_token: tokens.access_token }, inHeader(tokens.access_token)),
    ],
    [
      'a token twice in the form',
      400,
      'invalid_request',
      ({ engine, tokens }) =>
        send(engine, 'userinfo', [
          ['access_token', tokens.access_token],
          ['access_token', 'x'],
        ]),
    ],
    [
      'a body of another type',
      400,
      'invalid_request',
      ({ engine, tokens }) =>
        send(engine, 'userinfo', '{}', { ...inHeader(tokens.access_token), 'content-type': 'application/json' }),
    ],
  ])('%s', async (_what, status, error, ask) => {
    const answer = await ask(await begin());
    expect(answer).toMatchObject({ status, body: { error } });
    expect(answer.headers.get('www-authenticate')).toContain(`Bearer error="${error}"`);
  });

  it.each([
    ['without a token', {}],
    ['with credentials of another scheme', { authorization: 'Basic Z2hfeDp4' }],
  ])('a request %s, whose challenge names no error', async (_what, sent) => {
    const { engine } = await begin();
    const { status, headers } = await send(engine, 'userinfo', '', sent, 'GET');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  it('a token in the query, even beside a good header', async () => {
    const { engine, tokens, bearer } = await begin();
    const url = `${issuer}/oauth2/userinfo?access_token=${tokens.access_token}`;
    for (const headers of [{}, bearer]) {
      expect((await engine.server.userinfo(new Request(url, { headers }))).status).toBe(400);
    }
  });

  it('a token without the scope openid', async () => {
    const { engine, tokens } = await begin({}, { scope: 'profile' });
    const answer = await userinfo(engine, tokens.access_token);
    expect(answer).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } });
    expect(answer.headers.get('www-authenticate')).toContain('scope="openid"');
  });

  it('a token that is for an API alone', async () => {
    const { engine, tokens } = await begin({}, { scope: 'profile', resource: 'https://api.example' });
    expect(await userinfo(engine, tokens.access_token)).toMatchObject({
      status: 401,
      body: { error: 'invalid_token' },
    });
  });

  it.each<[what: string, change: (situation: Situation) => Promise<unknown>]>([
    ['expires', async ({ engine }) => engine.clock.advance(3600)],
    [
      'is revoked',
      ({ engine, client, tokens }) => sendAs(engine, client, 'revocation', { token: tokens.access_token }),
    ],
    [
      'loses its refresh token',
      ({ engine, client, tokens }) => sendAs(engine, client, 'revocation', { token: tokens.refresh_token }),
    ],
    [
      'belongs to a disabled person',
      ({ engine, ada }) => engine.storage.stores.people.update(ada.personId, { status: 'disabled' }),
    ],
    [
      'belongs to a locked person',
      ({ engine, ada }) => engine.storage.stores.people.update(ada.personId, { status: 'locked' }),
    ],
    [
      'belongs to a disabled client',
      ({ engine, client }) =>
        engine.storage.stores.clientAdministration.update(client.clientId, { status: 'disabled' }, engine.clock.now()),
    ],
    [
      'belongs to a deleted client',
      ({ engine, client }) => engine.storage.stores.clientAdministration.delete(client.clientId),
    ],
    [
      'loses the consent',
      ({ engine, client, ada }) =>
        engine.storage.stores.authorizations.revokeOfClient(client.clientId, engine.clock.now(), ada.personId),
    ],
  ])('a token the moment it %s', async (_what, change) => {
    const situation = await begin();
    expect((await userinfo(situation.engine, situation.tokens.access_token)).status).toBe(200);
    await change(situation);
    const answer = await userinfo(situation.engine, situation.tokens.access_token);
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
  });

  it.each([
    ['signing out ends it', 'openid', 401],
    ['signing out leaves it with offline_access', 'openid offline_access', 200],
  ])('%s', async (_what, scope, status) => {
    const { engine, ada, tokens } = await begin({}, { scope });
    await engine.storage.stores.authorizations.revokeOfSession(ada.id, engine.clock.now());
    expect((await userinfo(engine, tokens.access_token)).status).toBe(status);
  });
});
