import { describe, expect, it } from 'vitest';
import { createTestEngine } from '../testing/engine';
import { addApi, addClient, giveRoles, signIn } from '../testing/registrations';
import { obtainTokens, payloadOf, refresh, sendAs } from '../testing/token-request';

const day = 86_400;

async function begin(metadata: Record<string, unknown> = {}, settings = {}, query: Record<string, string> = {}) {
  const engine = await createTestEngine();
  await addApi(engine);
  const client = await addClient(engine, metadata, settings);
  const ada = await signIn(engine);
  const tokens = await obtainTokens(engine, client, ada, query);
  const again = (token: string, more: Record<string, string> = {}) => refresh(engine, client, token, more);
  return { engine, client, ada, tokens, again };
}

const invalidGrant = { status: 400, body: { error: 'invalid_grant' } };

describe('a refresh', () => {
  it('gives a new access, refresh and ID token of the same person and sign-in', async () => {
    const { engine, tokens, again } = await begin();
    engine.clock.advance(100);
    const { status, headers, body } = await again(tokens.refresh_token);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.refresh_token).not.toBe(tokens.refresh_token);
    expect(body.scope).toBe(tokens.scope);
    const [before, after] = [payloadOf(tokens.id_token), payloadOf(String(body.id_token))];
    for (const claim of ['iss', 'sub', 'aud', 'auth_time', 'acr', 'sid']) expect(after[claim]).toEqual(before[claim]);
    expect(after.iat).toBe(Number(before.iat) + 100);
    expect(after.nonce).toBeUndefined();
    expect(payloadOf(String(body.access_token)).jti).not.toBe(payloadOf(tokens.access_token).jti);
  });

  it.each<[scope: string | undefined, expected: string]>([
    [undefined, 'openid offline_access profile'],
    ['openid profile', 'openid profile'],
    ['profile', 'profile'],
    ['profile openid profile', 'profile openid'],
  ])('may narrow the scope to %s, for this once', async (scope, expected) => {
    const { tokens, again } = await begin({}, {}, { scope: 'openid offline_access profile' });
    const { body } = await again(tokens.refresh_token, scope === undefined ? {} : { scope });
    expect(body.scope).toBe(expected);
    expect('id_token' in body).toBe(expected.includes('openid'));
    expect((await again(String(body.refresh_token))).body.scope).toBe('openid offline_access profile');
  });

  it.each(['email', 'openid email', 'banana'])('may not widen it to %s', async (scope) => {
    const { tokens, again } = await begin();
    expect(await again(tokens.refresh_token, { scope })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
    expect((await again(tokens.refresh_token)).status).toBe(200);
  });

  it('follows the roles at the moment of the refresh', async () => {
    const { engine, ada } = await begin();
    const scope = 'openid offline_access write';
    const client = await addClient(engine, { scope });
    await giveRoles(engine, ada, ['editor']);
    const tokens = await obtainTokens(engine, client, ada, { scope });
    expect(tokens.scope).toBe(scope);
    await giveRoles(engine, ada, []);
    const { body } = await refresh(engine, client, tokens.refresh_token);
    expect(body.scope).toBe('openid offline_access');
    await giveRoles(engine, ada, ['editor']);
    expect((await refresh(engine, client, String(body.refresh_token))).body.scope).toBe(scope);
  });

  it('is refused, and the token kept, when the roles leave none of them', async () => {
    const { engine, ada } = await begin();
    const client = await addClient(engine, { scope: 'write' });
    await giveRoles(engine, ada, ['editor']);
    const tokens = await obtainTokens(engine, client, ada, { scope: 'write' });
    await giveRoles(engine, ada, []);
    const again = () => refresh(engine, client, tokens.refresh_token);
    expect(await again()).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
    await giveRoles(engine, ada, ['editor']);
    expect(await again()).toMatchObject({ status: 200, body: { scope: 'write' } });
  });

  it('may choose among the authorized resources and no other', async () => {
    const { tokens, again } = await begin(
      { scope: 'openid offline_access read' },
      {},
      {
        scope: 'openid offline_access read',
        resource: 'https://api.example',
      },
    );
    const { body } = await again(tokens.refresh_token, { resource: 'https://api.example' });
    expect(payloadOf(String(body.access_token)).aud).toEqual(['https://api.example', 'https://id.example']);
    const other = await again(String(body.refresh_token), { resource: 'https://other.example' });
    expect(other).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
  });
});

describe('a refresh is refused', () => {
  it.each([
    ['without a token', undefined, 'invalid_request'],
    ['with an empty token', '', 'invalid_request'],
    ['with an unknown token', 'ghr_x', 'invalid_grant'],
    ['with a token of another kind', 'access', 'invalid_grant'],
  ])('%s', async (_what, token, error) => {
    const { engine, client, tokens } = await begin();
    const sent = token === 'access' ? tokens.access_token.slice(0, 1000) : token;
    const answer = await sendAs(engine, client, 'token', { grant_type: 'refresh_token', refresh_token: sent });
    expect(answer).toMatchObject({ status: 400, body: { error } });
  });

  it('from another client, which does the token no harm', async () => {
    const { engine, tokens, again } = await begin();
    expect(await refresh(engine, await addClient(engine), tokens.refresh_token)).toMatchObject(invalidGrant);
    expect((await again(tokens.refresh_token)).status).toBe(200);
  });

  it('without client authentication', async () => {
    const { engine, client, tokens } = await begin();
    const bare = {
      ...client,
      client: {
        ...client.client,
        metadata: { ...client.client.metadata, token_endpoint_auth_method: 'none' as const },
      },
    };
    expect(await refresh(engine, bare, tokens.refresh_token)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
  });

  it.each(['disabled', 'locked'] as const)('once the person is %s', async (status) => {
    const { engine, ada, tokens, again } = await begin();
    await engine.storage.stores.people.update(ada.personId, { status });
    expect(await again(tokens.refresh_token)).toMatchObject(invalidGrant);
  });

  it('once the client is disabled', async () => {
    const { engine, client, tokens, again } = await begin();
    await engine.storage.stores.clientAdministration.update(
      client.clientId,
      { status: 'disabled' },
      engine.clock.now(),
    );
    expect(await again(tokens.refresh_token)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it.each([
    ['with offline_access it outlives the session', 'openid offline_access', 200],
    ['without openid it ends with the session', 'profile', 400],
  ])('%s', async (_what, scope, status) => {
    const { engine, ada, tokens, again } = await begin({}, {}, { scope });
    await engine.storage.stores.sessions.end(ada.id, engine.clock.now());
    expect((await again(tokens.refresh_token)).status).toBe(status);
  });

  it('once the session ran out, where it is bound to it', async () => {
    const { engine, tokens, again } = await begin({}, {}, { scope: 'profile' });
    engine.clock.advance(12 * 3600);
    expect(await again(tokens.refresh_token)).toMatchObject(invalidGrant);
  });
});

describe('the end of a refresh token', () => {
  it('slides with each use, 30 days by default', async () => {
    const { engine, tokens, again } = await begin();
    engine.clock.advance(30 * day - 1);
    const { body } = await again(tokens.refresh_token);
    engine.clock.advance(30 * day - 1);
    const last = await again(String(body.refresh_token));
    expect(last.status).toBe(200);
    engine.clock.advance(30 * day);
    expect(await again(String(last.body.refresh_token))).toMatchObject(invalidGrant);
  });

  it.each([
    ['rotating', {}],
    ['not rotating', { rotateRefreshTokens: false }],
  ])('never slides past the absolute end (%s)', async (_what, settings) => {
    const lifetimes = { refreshTokenIdleSeconds: 10 * day, refreshTokenAbsoluteSeconds: 25 * day };
    const { engine, tokens, again } = await begin({}, { ...settings, lifetimes });
    let token = tokens.refresh_token;
    for (const days of [9, 9]) {
      engine.clock.advance(days * day);
      token = String((await again(token)).body.refresh_token ?? token);
    }
    engine.clock.advance(7 * day);
    expect(await again(token)).toMatchObject(invalidGrant);
  });
});

describe('a client that does not rotate', () => {
  it('keeps its token, which goes on working', async () => {
    const { engine, tokens, again } = await begin({}, { rotateRefreshTokens: false });
    for (let use = 0; use < 3; use += 1) {
      engine.clock.advance(20 * day);
      const { status, body } = await again(tokens.refresh_token);
      expect(status).toBe(200);
      expect(body.refresh_token).toBeUndefined();
    }
  });

  it('rotates all the same when it is public', async () => {
    const { tokens, again } = await begin({ token_endpoint_auth_method: 'none' }, { rotateRefreshTokens: false });
    expect((await again(tokens.refresh_token)).body.refresh_token).not.toBe(tokens.refresh_token);
  });
});
