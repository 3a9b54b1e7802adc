import { describe, expect, it } from 'vitest';
import { createTestEngine, issuer } from '../testing/engine';
import { addApi, addClient, signIn } from '../testing/registrations';
import { obtainTokens, payloadOf, refresh, send, sendAs } from '../testing/token-request';

/** Tokens of one client; another that serves the API, and one that has nothing to do with it. */
async function begin(query: Record<string, string> = {}) {
  const engine = await createTestEngine();
  const server = await addClient(engine);
  await addApi(engine, { introspectionClientIds: [server.clientId] });
  const [owner, stranger] = [await addClient(engine), await addClient(engine)];
  const ada = await signIn(engine);
  const tokens = await obtainTokens(engine, owner, ada, query);
  const ask = async (as: typeof owner, token: string, more = {}) =>
    (await sendAs(engine, as, 'introspection', { token, ...more })).body;
  return { engine, owner, server, stranger, ada, tokens, ask };
}

type Situation = Awaited<ReturnType<typeof begin>>;
const inactive = { active: false };

describe('introspection', () => {
  it('tells a client all about its own access token', async () => {
    const { owner, ada, tokens, ask } = await begin();
    const { iat, exp, jti } = payloadOf(tokens.access_token);
    expect(await ask(owner, tokens.access_token)).toEqual({
      active: true,
      token_type: 'Bearer',
      iss: issuer,
      sub: ada.subject,
      aud: issuer,
      client_id: owner.clientId,
      scope: 'openid offline_access',
      ...{ iat, exp, jti },
      username: 'ada',
    });
  });

  it('tells a client about its own refresh token, whatever the hint says', async () => {
    const { owner, ada, tokens, ask } = await begin();
    for (const hint of [{}, { token_type_hint: 'access_token' }, { token_type_hint: 'banana' }]) {
      const answer = await ask(owner, tokens.refresh_token, hint);
      expect(answer).toMatchObject({ active: true, client_id: owner.clientId, sub: ada.subject });
    }
  });

  it('tells the server of an API about tokens for it, and about no others', async () => {
    const forApi = await begin({ resource: 'https://api.example' });
    expect(await forApi.ask(forApi.server, forApi.tokens.access_token)).toMatchObject({ active: true });
    expect(await forApi.ask(forApi.server, forApi.tokens.refresh_token)).toEqual(inactive);
    const forUs = await begin();
    expect(await forUs.ask(forUs.server, forUs.tokens.access_token)).toEqual(inactive);
  });

  it('tells a stranger nothing', async () => {
    const { stranger, tokens, ask } = await begin({ resource: 'https://api.example' });
    expect(await ask(stranger, tokens.access_token)).toEqual(inactive);
    expect(await ask(stranger, tokens.refresh_token)).toEqual(inactive);
  });

  it.each<[what: string, token: (situation: Situation) => string]>([
    ['an ID token', ({ tokens }) => tokens.id_token],
    ['an unknown token', () => 'banana'],
    ['an altered token', ({ tokens }) => `${tokens.access_token}x`],
    ['a secret', ({ owner }) => owner.secret],
    ['an altered refresh token', ({ tokens }) => `${tokens.refresh_token.slice(0, -1)}x`],
  ])('%s is inactive', async (_what, token) => {
    const situation = await begin();
    expect(await situation.ask(situation.owner, token(situation))).toEqual(inactive);
  });

  it.each<[what: string, change: (situation: Situation) => Promise<unknown>]>([
    ['revoked', ({ engine, owner, tokens }) => sendAs(engine, owner, 'revocation', { token: tokens.refresh_token })],
    ['expired', async ({ engine }) => engine.clock.advance(31 * 86_400)],
    [
      'of a disabled person',
      ({ engine, ada }) => engine.storage.stores.people.update(ada.personId, { status: 'disabled' }),
    ],
  ])('tokens are inactive the moment that they are %s', async (_what, change) => {
    const situation = await begin();
    const { owner, tokens, ask } = situation;
    await change(situation);
    expect(await ask(owner, tokens.access_token)).toEqual(inactive);
    expect(await ask(owner, tokens.refresh_token)).toEqual(inactive);
  });

  it('a refresh token that was used is inactive', async () => {
    const { engine, owner, tokens, ask } = await begin();
    await refresh(engine, owner, tokens.refresh_token);
    expect(await ask(owner, tokens.refresh_token)).toEqual(inactive);
  });

  it('a refresh token without offline_access is inactive once its session ended', async () => {
    const { engine, owner, ada, tokens, ask } = await begin({ scope: 'profile' });
    expect((await ask(owner, tokens.refresh_token)).active).toBe(true);
    await engine.storage.stores.sessions.end(ada.id, engine.clock.now());
    expect(await ask(owner, tokens.refresh_token)).toEqual(inactive);
  });

  it('is for clients that prove themselves by a secret', async () => {
    const { engine, tokens } = await begin();
    const spa = await addClient(engine, { token_endpoint_auth_method: 'none' });
    for (const answer of [
      await sendAs(engine, spa, 'introspection', { token: tokens.access_token }),
      await send(engine, 'introspection', { token: tokens.access_token }),
    ])
      expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('needs a token', async () => {
    const { engine, owner } = await begin();
    const answer = await sendAs(engine, owner, 'introspection', {});
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it('is never cached', async () => {
    const { engine, owner } = await begin();
    const { headers } = await sendAs(engine, owner, 'introspection', { token: 'x' });
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
