import { describe, expect, it } from 'vitest';
import { createTestEngine } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { obtainTokens, refresh, send, sendAs, userinfo } from '../testing/token-request';

async function begin(metadata: Record<string, unknown> = {}) {
  const engine = await createTestEngine();
  const client = await addClient(engine, metadata);
  const tokens = await obtainTokens(engine, client, await signIn(engine));
  const revoke = (token: string, more = {}, as = client) => sendAs(engine, as, 'revocation', { token, ...more });
  const worksAt = async () => ({
    userinfo: (await userinfo(engine, tokens.access_token)).status === 200,
    refresh: (await refresh(engine, client, tokens.refresh_token)).status === 200,
  });
  return { engine, client, tokens, revoke, worksAt };
}

describe('revocation', () => {
  it.each([{}, { token_type_hint: 'refresh_token' }, { token_type_hint: 'access_token' }, { token_type_hint: 'x' }])(
    'of a refresh token ends all that came of the authorization (%j)',
    async (hint) => {
      const { tokens, revoke, worksAt } = await begin();
      const answer = await revoke(tokens.refresh_token, hint);
      expect(answer).toMatchObject({ status: 200, text: '' });
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await worksAt()).toEqual({ userinfo: false, refresh: false });
    },
  );

  it('of an access token ends that token alone', async () => {
    const { tokens, revoke, worksAt } = await begin();
    expect((await revoke(tokens.access_token)).status).toBe(200);
    expect(await worksAt()).toEqual({ userinfo: false, refresh: true });
  });

  it('of a refresh token that was used already ends its family too', async () => {
    const { engine, client, tokens, revoke } = await begin();
    const { body } = await refresh(engine, client, tokens.refresh_token);
    await revoke(tokens.refresh_token);
    expect((await refresh(engine, client, String(body.refresh_token))).status).toBe(400);
  });

  it('by a public client', async () => {
    const { tokens, revoke, worksAt } = await begin({ token_endpoint_auth_method: 'none' });
    expect((await revoke(tokens.refresh_token)).status).toBe(200);
    expect(await worksAt()).toEqual({ userinfo: false, refresh: false });
  });

  it('twice is as good as once', async () => {
    const { tokens, revoke } = await begin();
    for (const token of [tokens.access_token, tokens.access_token, tokens.refresh_token, tokens.refresh_token])
      expect((await revoke(token)).status).toBe(200);
  });

  it('is written to the audit', async () => {
    const { engine, client, tokens, revoke } = await begin();
    await revoke(tokens.access_token);
    const [entry] = await engine.storage.stores.auditReader.list({ limit: 1 });
    expect(entry).toMatchObject({ action: 'access-token-revoke', actor: { kind: 'client', id: client.clientId } });
  });

  it.each([
    ['an unknown token', 'banana'],
    ['an unknown refresh token', `ghr_${'x'.repeat(50)}`],
    ['a broken JWT', 'a.b.c'],
  ])('of %s is 200 and does nothing', async (_what, token) => {
    const { revoke, worksAt } = await begin();
    expect((await revoke(token)).status).toBe(200);
    expect(await worksAt()).toEqual({ userinfo: true, refresh: true });
  });

  it('of an ID token does nothing', async () => {
    const { tokens, revoke, worksAt } = await begin();
    expect((await revoke(tokens.id_token)).status).toBe(200);
    expect(await worksAt()).toEqual({ userinfo: true, refresh: true });
  });

  it("of another client's token is refused and does nothing (RFC 7009 section 2.1)", async () => {
    const { engine, tokens, revoke, worksAt } = await begin();
    const other = await addClient(engine);
    for (const token of [tokens.access_token, tokens.refresh_token])
      expect(await revoke(token, {}, other)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await worksAt()).toEqual({ userinfo: true, refresh: true });
  });

  it('without a client, or without a token, is refused', async () => {
    const { engine, client, tokens } = await begin();
    expect((await send(engine, 'revocation', { token: tokens.refresh_token })).status).toBe(401);
    expect((await sendAs(engine, client, 'revocation', {})).body.error).toBe('invalid_request');
  });
});
