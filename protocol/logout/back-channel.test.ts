/** OpenID Connect Back-Channel Logout 1.0: what clients are told, how often, and what the token is no good for. */
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { authorize, readAnswer } from '../testing/browser';
import { createTestEngine, issuer } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { codeQuery, obtainTokens, payloadOf, send, userinfo } from '../testing/token-request';

const origin = { network: null, traceId: 'trace' };
const uri = 'https://rp.example/ended';

/** Ada is signed in at this client, which wants to be told; `end` ends her session. */
async function begin(metadata: Record<string, unknown> = {}) {
  const engine = await createTestEngine();
  const client = await addClient(engine, { backchannel_logout_uri: uri, ...metadata });
  const ada = await signIn(engine);
  const tokens = await obtainTokens(engine, client, ada, { scope: 'openid' });
  const { received, answer } = engine.mailbox;
  const end = () => engine.endSession(ada, origin);
  const logoutToken = (index = 0) => received[index]?.fields.logout_token ?? '';
  return {
    engine,
    client,
    ada,
    tokens,
    received,
    answer,
    end,
    logoutToken,
    deliver: engine.server.deliverLogoutNotices,
  };
}

describe('the logout token', () => {
  it.each(['RS256', 'ES256', 'EdDSA'] as const)('is signed with %s where ID tokens are, and says who', async (alg) => {
    const { engine, client, tokens, received, end, logoutToken, deliver } = await begin({
      id_token_signed_response_alg: alg,
    });
    await end();
    expect(await deliver()).toBe(1);
    expect(received.map(({ uri: to, fields }) => [to, Object.keys(fields)])).toEqual([[uri, ['logout_token']]]);
    expect(decodeProtectedHeader(logoutToken())).toEqual({ alg, typ: 'logout+jwt', kid: expect.any(String) });
    const currentDate = engine.clock.now();
    const { payload } = await jwtVerify(logoutToken(), await engine.keys.verificationKeys(), { currentDate });
    const { sub, sid, aud } = payloadOf(tokens.id_token);
    const seconds = currentDate.getTime() / 1000;
    expect(payload).toEqual({
      ...{ iss: issuer, aud, sub, sid, iat: seconds, exp: seconds + 120, jti: expect.any(String) },
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    expect(aud).toBe(client.clientId);
  });

  it('is neither an ID token nor an access token', async () => {
    const { engine, client, ada, end, logoutToken, deliver } = await begin();
    await end();
    await deliver();
    const again = await signIn(engine, 'eve');
    const silent = codeQuery(client, { prompt: 'none', id_token_hint: logoutToken() });
    expect((await readAnswer(await authorize(engine, silent, again))).error).toBe('invalid_request');
    const query = new URLSearchParams({ id_token_hint: logoutToken() });
    const signOut = await engine.server.endSession(new Request(`${issuer}/x?${query}`), { ...ada, id: again.id });
    expect((await readAnswer(signOut)).step).toBe('sign-out');
    expect((await userinfo(engine, logoutToken())).status).toBe(401);
    const form = { token: logoutToken(), client_id: client.clientId, client_secret: client.secret };
    expect((await send(engine, 'introspection', form)).body.active).not.toBe(true);
  });
});

describe('a delivery', () => {
  it('happens once when the client takes it', async () => {
    const { received, end, deliver } = await begin();
    expect(await deliver()).toBe(0);
    await end();
    await end();
    await Promise.all([deliver(), deliver(), deliver()]);
    expect(await deliver()).toBe(0);
    expect(received).toHaveLength(1);
  });

  it.each([500, 400, 302, 404, new Error('refused')])(
    'that ends with %s is tried again, ever later, with the same jti',
    async (failure) => {
      const { engine, received, answer, end, logoutToken, deliver } = await begin();
      answer(uri, failure);
      await end();
      const gaps = [0, 5, 15, 45, 135, 405, 1215, 3645];
      for (const gap of gaps) {
        if (gap > 0) {
          engine.clock.advance(gap - 1);
          expect(await deliver()).toBe(0);
          engine.clock.advance(1);
        }
        expect(await deliver()).toBe(1);
      }
      engine.clock.advance(86_400);
      expect(await deliver()).toBe(0);
      expect(received).toHaveLength(gaps.length);
      const tokens = received.map((_, index) => payloadOf(logoutToken(index)));
      expect(new Set(tokens.map(({ jti }) => jti)).size).toBe(1);
      expect(Number(tokens[7]?.exp) - Number(tokens[7]?.iat)).toBe(120);
      expect(tokens[7]?.iat).not.toBe(tokens[0]?.iat);
      const told = engine.events.filter(({ code }) => code === 'logout-undelivered');
      expect(told.map(({ detail }) => detail.attempts)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(JSON.stringify(told)).not.toContain(logoutToken());
    },
  );

  it('are made once to a client that nobody has reviewed, whatever becomes of it', async () => {
    const { engine, client, received, answer, end, deliver } = await begin();
    const selfRegistration = { tokenHash: 'hash', quarantinedAt: engine.clock.now() };
    const { update } = engine.storage.stores.clientAdministration;
    await update(client.clientId, { selfRegistration }, engine.clock.now());
    answer(uri, 500);
    await end();
    expect(await deliver()).toBe(1);
    engine.clock.advance(86_400);
    expect(await deliver()).toBe(0);
    expect(received).toHaveLength(1);
  });

  it('that a process took and never finished is made by the next one, once the lease is over', async () => {
    const { engine, received, end, deliver, logoutToken, answer } = await begin();
    await end();
    answer(uri, new Promise(() => {}));
    void deliver();
    await engine.mailbox.arrived(1);
    engine.clock.advance(19);
    expect(await deliver()).toBe(0);
    engine.clock.advance(1);
    answer(uri, 204);
    expect(await deliver()).toBe(1);
    expect(received).toHaveLength(2);
    expect(payloadOf(logoutToken(1)).jti).toBe(payloadOf(logoutToken(0)).jti);
  });

  it('to a client that hangs keeps nobody else waiting', async () => {
    const { engine, ada, received, answer, end, deliver } = await begin();
    const other = await addClient(engine, { backchannel_logout_uri: 'https://rp.example/other' });
    await obtainTokens(engine, other, ada, { scope: 'openid' });
    answer(uri, new Promise(() => {}));
    await end();
    void deliver();
    await engine.mailbox.arrived(2);
    expect(received.map((post) => post.uri).sort()).toEqual([uri, 'https://rp.example/other']);
  });

  it.each<[what: string, change: (situation: Awaited<ReturnType<typeof begin>>) => Promise<unknown>]>([
    [
      'was switched off',
      ({ engine, client }) =>
        engine.storage.stores.clientAdministration.update(client.clientId, { status: 'disabled' }, engine.clock.now()),
    ],
    ['was deleted', ({ engine, client }) => engine.storage.stores.clientAdministration.delete(client.clientId)],
    [
      'changed its mind',
      ({ engine, client }) => {
        const { backchannel_logout_uri: _, ...metadata } = client.client.metadata;
        const { update } = engine.storage.stores.clientAdministration;
        return update(client.clientId, { metadata }, engine.clock.now());
      },
    ],
  ])('goes to no client that %s', async (_what, change) => {
    const situation = await begin();
    await situation.end();
    await change(situation);
    await situation.deliver();
    situation.engine.clock.advance(60);
    expect(await situation.deliver()).toBe(0);
    expect(situation.received).toEqual([]);
  });

  it('waits for a database that went away, and loses nothing', async () => {
    const { engine, received, end, deliver } = await begin();
    await end();
    engine.outage.begin();
    await expect(deliver()).rejects.toMatchObject({ kind: 'storage-unavailable' });
    engine.outage.end();
    engine.clock.advance(60);
    expect(await deliver()).toBe(1);
    expect(received).toHaveLength(1);
  });
});
