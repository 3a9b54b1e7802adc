import { describe, expect, it } from 'vitest';
import { digest } from '../identifiers';
import { createTestEngine } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { obtainTokens, refresh, userinfo } from '../testing/token-request';

async function begin(settings = {}) {
  const engine = await createTestEngine();
  const client = await addClient(engine, {}, settings);
  const ada = await signIn(engine);
  const tokens = await obtainTokens(engine, client, ada, { scope: 'openid offline_access profile' });
  const again = (token: string, more: Record<string, string> = {}) => refresh(engine, client, token, more);
  const isAlive = async (accessToken: unknown) => (await userinfo(engine, String(accessToken))).status === 200;
  return { engine, client, ada, tokens, again, isAlive };
}

const invalidGrant = { status: 400, body: { error: 'invalid_grant' } };

describe('inside the replay window', () => {
  it('the same request gets the same bytes, and the family lives on', async () => {
    const { engine, tokens, again, isAlive } = await begin();
    const first = await again(tokens.refresh_token);
    engine.clock.advance(9);
    const second = await again(tokens.refresh_token);
    expect(second.text).toBe(first.text);
    expect(await isAlive(first.body.access_token)).toBe(true);
    expect((await again(String(first.body.refresh_token))).status).toBe(200);
  });

  it('fifty in parallel get one and the same answer', async () => {
    const { tokens, again } = await begin();
    const answers = await Promise.all(Array.from({ length: 50 }, () => again(tokens.refresh_token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('the store cannot read what it keeps', async () => {
    const { engine, tokens, again } = await begin();
    const { body } = await again(tokens.refresh_token);
    const row = await engine.storage.stores.refreshTokens.find(await digest(tokens.refresh_token));
    expect(row?.replay?.sealedAnswer.length).toBeGreaterThan(100);
    expect(JSON.stringify(row)).not.toContain(String(body.refresh_token));
    expect(JSON.stringify(row)).not.toContain(tokens.refresh_token);
  });

  it.each([
    ['another scope', { scope: 'openid' }],
    ['a named scope instead of none', { scope: 'openid offline_access profile' }],
  ])('%s is another request: the family is revoked', async (_what, more) => {
    const { tokens, again, isAlive } = await begin();
    const first = await again(tokens.refresh_token);
    expect(await again(tokens.refresh_token, more)).toMatchObject(invalidGrant);
    expect(await isAlive(first.body.access_token)).toBe(false);
  });

  it('another client is told nothing, and does no harm', async () => {
    const { engine, tokens, again, isAlive } = await begin();
    const first = await again(tokens.refresh_token);
    expect(await refresh(engine, await addClient(engine), tokens.refresh_token)).toMatchObject(invalidGrant);
    expect(await isAlive(first.body.access_token)).toBe(true);
  });

  it('a person who was disabled gets no replay either', async () => {
    const { engine, ada, tokens, again } = await begin();
    await again(tokens.refresh_token);
    await engine.storage.stores.people.update(ada.personId, { status: 'disabled' });
    expect(await again(tokens.refresh_token)).toMatchObject(invalidGrant);
  });
});

describe('outside the replay window', () => {
  it.each([
    ['10 seconds by default', {}, 10],
    ['what the client is set to', { replayWindowSeconds: 60 }, 60],
    ['at once where the window is 0', { replayWindowSeconds: 0 }, 0],
  ])('(%s) a used token revokes the whole family', async (_what, settings, seconds) => {
    const { engine, tokens, again, isAlive } = await begin(settings);
    const first = await again(tokens.refresh_token);
    const second = await again(String(first.body.refresh_token));
    engine.clock.advance(seconds);
    expect(await again(tokens.refresh_token)).toMatchObject(invalidGrant);
    expect(await again(String(second.body.refresh_token))).toMatchObject(invalidGrant);
    for (const { access_token } of [tokens, first.body, second.body]) expect(await isAlive(access_token)).toBe(false);
    const [entry] = await engine.storage.stores.auditReader.list({ limit: 1 });
    expect(entry).toMatchObject({ action: 'authorization-revoke', code: 'refresh-token-reused' });
  });

  it('leaves the authorizations of others alone', async () => {
    const { engine, client, tokens, again, isAlive } = await begin({ replayWindowSeconds: 0 });
    const others = await obtainTokens(engine, client, await signIn(engine, 'eve'));
    await again(tokens.refresh_token);
    await again(tokens.refresh_token);
    expect(await isAlive(others.access_token)).toBe(true);
    expect((await again(others.refresh_token)).status).toBe(200);
  });

  it('fifty in parallel without a window yield one answer', async () => {
    const { tokens, again } = await begin({ replayWindowSeconds: 0 });
    const answers = await Promise.all(Array.from({ length: 50 }, () => again(tokens.refresh_token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
