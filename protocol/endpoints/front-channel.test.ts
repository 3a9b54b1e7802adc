import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { yieldOf } from '../client-metadata/response-types';
import { issuer } from '../testing/engine';
import { beginFrontChannel, frontChannelMatrix, frontChannelTypes } from '../testing/front-channel';
import { addClient } from '../testing/registrations';
import { codeForm, headerOf, payloadOf, send, sendAs, userinfo } from '../testing/token-request';

const half = (value: string | undefined, hash = 'sha256') => {
  const digest = createHash(hash).update(String(value)).digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
};
/** Also for answers without the member, whose absence the caller expects by then. */
const payload = (jwt: string | undefined) => payloadOf(jwt ?? '.e30.');

describe('what each response type yields, by each mode', () => {
  it.each(frontChannelMatrix)('%s, response_mode %s', async (type, mode) => {
    const { client, ada, engine, ask } = await beginFrontChannel(type);
    const answer = await ask({ response_mode: mode });
    const yields = yieldOf(type);
    const { status, location, refusal: _refusal, step: _step, ...members } = answer;
    expect(Object.keys(members).sort()).toEqual(
      [
        'session_state',
        ...(yields.code ? ['code'] : []),
        ...(yields.accessToken ? ['access_token', 'token_type', 'expires_in', 'scope'] : []),
        ...(yields.idToken ? ['id_token'] : []),
        ...['state', 'iss'],
      ].sort(),
    );
    expect(members).toMatchObject({ state: 'state-1', iss: issuer });
    if (mode === 'form_post') expect({ status, location }).toEqual({ status: 200, location: '' });
    else expect(location.startsWith('https://rp.example/cb#')).toBe(true);
    if (yields.accessToken) {
      expect(members).toMatchObject({ token_type: 'Bearer', expires_in: '3600' });
      expect(payload(members.access_token)).toMatchObject({ client_id: client.clientId, scope: members.scope });
    }
    if (!yields.idToken) return;
    const iat = engine.clock.now().getTime() / 1000;
    expect(payload(members.id_token)).toEqual({
      ...{ iss: issuer, sub: ada.subject, aud: client.clientId, iat, exp: iat + 3600, auth_time: iat },
      ...{ nonce: 'nonce-1', acr: 'urn:gatehouse:aal1', amr: ['pwd'], sid: ada.sid },
      ...(yields.accessToken ? { at_hash: half(members.access_token) } : {}),
      ...(yields.code ? { c_hash: half(members.code) } : {}),
    });
  });

  it.each(frontChannelTypes)('%s with its words in another order', async (type) => {
    const { ask } = await beginFrontChannel(type);
    const answer = await ask({ response_type: type.split(' ').reverse().join(' ') });
    expect([answer.code ?? answer.access_token ?? answer.id_token, answer.error]).toEqual([
      expect.any(String),
      undefined,
    ]);
  });

  it('hashes go with the algorithm that the client chose', async () => {
    const { ask } = await beginFrontChannel('code id_token token', { id_token_signed_response_alg: 'EdDSA' });
    const { id_token: idToken, access_token: accessToken, code } = await ask();
    expect(headerOf(idToken ?? '').alg).toBe('EdDSA');
    expect(payload(idToken)).toMatchObject({ at_hash: half(accessToken, 'sha512'), c_hash: half(code, 'sha512') });
  });

  it.each(frontChannelTypes)(
    '%s: claims of scopes are in the ID token only where nothing leads to userinfo',
    async (type) => {
      const { ask } = await beginFrontChannel(type);
      const { id_token: idToken } = await ask({ scope: 'openid profile email' });
      const expected = type === 'id_token' ? { name: 'Ada Lovelace', email: 'ada@example.com' } : {};
      const { name, email } = payload(idToken);
      expect({ name, email }).toEqual({ name: undefined, email: undefined, ...expected });
    },
  );

  it('a resource narrows audience and lifetime of the access token', async () => {
    const api = { accessTokenSeconds: 120 };
    const { ask } = await beginFrontChannel('id_token token', { scope: 'openid read' }, { api });
    const answer = await ask({ scope: 'openid read', resource: 'https://api.example' });
    expect(answer.expires_in).toBe('120');
    expect(payload(answer.access_token).aud).toEqual(['https://api.example', issuer]);
  });

  it('plain OAuth needs neither openid nor a nonce', async () => {
    const { ask } = await beginFrontChannel('token');
    const answer = await ask({ scope: undefined, nonce: undefined });
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: '3600' });
    expect(answer).not.toHaveProperty('scope');
  });

  it('a public client needs a code challenge exactly where there is a code', async () => {
    for (const type of frontChannelTypes) {
      const { ask } = await beginFrontChannel(type, { token_endpoint_auth_method: 'none' });
      const { error } = await ask({ code_challenge: undefined, code_challenge_method: undefined });
      expect([type, error]).toEqual([type, yieldOf(type).code ? 'invalid_request' : undefined]);
    }
  });
});

describe('offline access', () => {
  it.each(frontChannelTypes)(
    '%s: no refresh token passes through the browser, and without a code none is promised',
    async (type) => {
      const { engine, ada, client, ask } = await beginFrontChannel(type);
      const answer = await ask({ scope: 'openid offline_access' });
      expect(answer).not.toHaveProperty('refresh_token');
      const granted = (await engine.storage.stores.consents.find(ada.personId, client.clientId))?.scopes;
      expect(granted?.includes('offline_access')).toBe(yieldOf(type).code);
      if (!yieldOf(type).code) return;
      const redeemed = await sendAs(engine, client, 'token', codeForm(answer.code));
      expect(redeemed.body).toHaveProperty('refresh_token');
    },
  );
});

const hybridTypes = frontChannelTypes.filter((type) => yieldOf(type).code);

describe('the code of a hybrid answer', () => {
  it.each(hybridTypes)('%s: redeems for an ID token of the same person, issuer and sign-in', async (type) => {
    const { engine, client, ada, ask } = await beginFrontChannel(type);
    const answer = await ask();
    const { status, body } = await sendAs(engine, client, 'token', codeForm(answer.code));
    expect(status).toBe(200);
    const later = payloadOf(String(body.id_token));
    expect(later).toMatchObject({ sub: ada.subject, iss: issuer, nonce: 'nonce-1' });
    if (yieldOf(type).idToken) {
      const { sub, iss, aud, auth_time: authTime, sid } = payload(answer.id_token);
      expect(later).toMatchObject({ sub, iss, aud, auth_time: authTime, sid });
    }
    expect((await userinfo(engine, String(body.access_token))).status).toBe(200);
  });

  it.each(hybridTypes)('%s: used twice, everything dies, what passed through the browser included', async (type) => {
    const { engine, client, ask } = await beginFrontChannel(type);
    const answer = await ask();
    const first = await sendAs(engine, client, 'token', codeForm(answer.code));
    if (yieldOf(type).accessToken) expect((await userinfo(engine, answer.access_token ?? '')).status).toBe(200);
    expect((await sendAs(engine, client, 'token', codeForm(answer.code))).body.error).toBe('invalid_grant');
    expect((await userinfo(engine, String(first.body.access_token))).status).toBe(401);
    if (yieldOf(type).accessToken) expect((await userinfo(engine, answer.access_token ?? '')).status).toBe(401);
  });

  it.each(hybridTypes)('%s: another client cannot redeem it', async (type) => {
    const { engine, ask } = await beginFrontChannel(type);
    const other = await addClient(engine);
    const { code } = await ask();
    expect((await sendAs(engine, other, 'token', codeForm(code))).body.error).toBe('invalid_grant');
  });
});

describe('an access token that passed through the browser', () => {
  const withToken = frontChannelTypes.filter((type) => yieldOf(type).accessToken);

  it.each(withToken)('%s: is introspected, revoked and dies with its authorization as any other', async (type) => {
    const { engine, client, ask } = await beginFrontChannel(type);
    const other = await addClient(engine);
    const { access_token: first } = await ask();
    const { access_token: second } = await ask({ prompt: 'none' });
    const isActive = async (token: string | undefined, as = client) =>
      (await sendAs(engine, as, 'introspection', { token })).body.active;
    expect(await isActive(first)).toBe(true);
    expect(await isActive(first, other)).toBe(false);
    expect((await sendAs(engine, other, 'revocation', { token: first })).status).toBeLessThan(500);
    expect(await isActive(first)).toBe(true);
    await sendAs(engine, client, 'revocation', { token: first });
    expect([await isActive(first), await isActive(second)]).toEqual([false, true]);
    await engine.storage.stores.authorizations.revokeOfClient(client.clientId, engine.clock.now());
    expect(await isActive(second)).toBe(false);
    expect((await userinfo(engine, second ?? '')).status).toBe(401);
  });

  it.each(withToken)('%s: dies when the person is disabled or signs out', async (type) => {
    const { engine, ada, ask } = await beginFrontChannel(type);
    const { access_token: token } = await ask({ scope: 'openid' });
    expect((await userinfo(engine, token ?? '')).status).toBe(200);
    await engine.storage.transaction((stores) => stores.authorizations.revokeOfSession(ada.id, engine.clock.now()));
    expect((await userinfo(engine, token ?? '')).status).toBe(401);
    const { access_token: another } = await ask({ scope: 'openid', prompt: 'none' });
    await engine.storage.transaction((stores) => stores.people.update(ada.personId, { status: 'disabled' }));
    expect((await userinfo(engine, another ?? '')).status).toBe(401);
  });

  it('looks as its API says, and an opaque one dies with its authorization too', async () => {
    const api = { accessTokenFormat: 'opaque' } as const;
    const { engine, client, ask } = await beginFrontChannel('code id_token token', { scope: 'openid read' }, { api });
    const answer = await ask({ scope: 'openid read', resource: 'https://api.example' });
    expect(answer.access_token).not.toContain('.');
    expect(payload(answer.id_token).at_hash).toBe(half(answer.access_token));
    const isActive = async () =>
      (await sendAs(engine, client, 'introspection', { token: answer.access_token })).body.active;
    expect(await isActive()).toBe(true);
    await sendAs(engine, client, 'token', codeForm(answer.code));
    expect((await sendAs(engine, client, 'token', codeForm(answer.code))).body.error).toBe('invalid_grant');
    expect(await isActive()).toBe(false);
  });

  it('is no ID token, and the ID token no access token', async () => {
    const { engine, ask } = await beginFrontChannel('id_token token');
    const { id_token: idToken } = await ask();
    const headers = { authorization: `Bearer ${idToken}` };
    expect((await send(engine, 'userinfo', '', headers, 'GET')).status).toBe(401);
  });
});
