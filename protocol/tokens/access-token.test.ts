import { createHmac } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { allow, authorize, readAnswer, readPending, step } from '../testing/browser';
import { createTestEngine, issuer } from '../testing/engine';
import { addApi, addClient, signIn } from '../testing/registrations';
import { codeForm, codeQuery, headerOf, obtainTokens, payloadOf, refresh, sendAs } from '../testing/token-request';
import { verifyAccessToken } from './access-token';

async function begin(query: Record<string, string> = {}, metadata: Record<string, unknown> = {}, settings = {}) {
  const engine = await createTestEngine();
  await addApi(engine, { accessTokenSeconds: 300 });
  await addApi(engine, { identifier: 'https://other.example', scopes: [] });
  const client = await addClient(engine, metadata, settings);
  const ada = await signIn(engine);
  engine.clock.advance(30);
  const tokens = await obtainTokens(engine, client, ada, query);
  return { engine, client, ada, tokens, payload: payloadOf(tokens.access_token) };
}

describe('an access token (RFC 9068)', () => {
  it('has exactly the claims that it should, signed by a key of the JWKS', async () => {
    const { engine, client, ada, tokens, payload } = await begin();
    expect(headerOf(tokens.access_token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt', kid: expect.any(String) });
    const iat = engine.clock.now().getTime() / 1000;
    expect(payload).toEqual({
      iss: issuer,
      sub: ada.subject,
      aud: issuer,
      client_id: client.clientId,
      scope: 'openid offline_access',
      iat,
      exp: iat + 3600,
      jti: expect.stringMatching(/^[0-9a-f-]{36}\.[a-z2-7]{26}$/),
      auth_time: iat - 30,
      acr: 'urn:gatehouse:aal1',
      amr: ['pwd'],
    });
    const keys = createLocalJWKSet(await engine.keys.publicKeys());
    await jwtVerify(tokens.access_token, keys, { issuer, typ: 'at+jwt', currentDate: engine.clock.now() });
  });

  it.each<[what: string, query: Record<string, string>, aud: unknown]>([
    ['the issuer without a resource', {}, issuer],
    ['the issuer without openid too', { scope: 'profile' }, issuer],
    ['resource and issuer with openid', { resource: 'https://api.example' }, ['https://api.example', issuer]],
    ['the resource alone without openid', { scope: 'profile', resource: 'https://api.example' }, 'https://api.example'],
  ])('is for %s', async (_what, query, aud) => {
    expect((await begin(query)).payload.aud).toEqual(aud);
  });

  it('is for each of several resources, of which the token request may choose', async () => {
    const { engine, client, ada } = await begin();
    const resources = ['https://api.example', 'https://other.example'];
    const pairs = [...Object.entries(codeQuery(client)), ...resources.map((uri) => ['resource', uri])] as [
      string,
      string,
    ][];
    const pending = readPending(await authorize(engine, pairs, ada));
    const { code } = await readAnswer(await step(engine, pending, ada, allow(ada, ['openid', 'offline_access'])));
    const { body } = await sendAs(engine, client, 'token', codeForm(code));
    expect(payloadOf(String(body.access_token)).aud).toEqual([...resources, issuer]);
    const chosen = await refresh(engine, client, String(body.refresh_token), { resource: 'https://other.example' });
    expect(payloadOf(String(chosen.body.access_token)).aud).toEqual(['https://other.example', issuer]);
  });

  it.each<[what: string, query: Record<string, string>, metadata: object, settings: object, seconds: number]>([
    ['an hour', {}, {}, {}, 3600],
    ['10 minutes for a public client', {}, { token_endpoint_auth_method: 'none' }, {}, 600],
    ['what the client is set to', {}, {}, { lifetimes: { accessTokenSeconds: 120 } }, 120],
    ['no longer than its API allows', { resource: 'https://api.example' }, {}, {}, 300],
    [
      'what the client is set to, where its API allows more',
      { resource: 'https://api.example' },
      {},
      { lifetimes: { accessTokenSeconds: 120 } },
      120,
    ],
  ])('lives %s', async (_what, query, metadata, settings, seconds) => {
    const { payload, tokens } = await begin(query, metadata as Record<string, unknown>, settings);
    expect(Number(payload.exp) - Number(payload.iat)).toBe(seconds);
    expect(tokens.expires_in).toBe(seconds);
  });

  it('has no scope claim rather than an empty one', async () => {
    const engine = await createTestEngine();
    const client = await addClient(engine);
    const tokens = await obtainTokens(engine, client, await signIn(engine), { scope: '' });
    expect('scope' in payloadOf(tokens.access_token)).toBe(false);
  });
});

describe('a token is not an access token', () => {
  const verify = async ({ engine }: Awaited<ReturnType<typeof begin>>, token: string) =>
    verifyAccessToken(token, { issuer, keys: engine.keys, clock: engine.clock });

  it('when it is an ID token', async () => {
    const situation = await begin();
    await expect(verify(situation, situation.tokens.id_token)).rejects.toMatchObject({ code: 'access-token-invalid' });
  });

  it('when it has expired, to the second', async () => {
    const situation = await begin();
    situation.engine.clock.advance(3599);
    await expect(verify(situation, situation.tokens.access_token)).resolves.toMatchObject({
      clientId: expect.any(String),
    });
    situation.engine.clock.advance(1);
    await expect(verify(situation, situation.tokens.access_token)).rejects.toMatchObject({
      code: 'access-token-invalid',
    });
  });

  it.each([
    ['another issuer', { iss: 'https://evil.example' }, 'at+jwt'],
    ['another type', {}, 'JWT'],
    ['no type', {}, undefined],
    ['no jti', { jti: undefined }, 'at+jwt'],
    ['no client_id', { client_id: undefined }, 'at+jwt'],
    ['no exp', { exp: undefined }, 'at+jwt'],
  ])('when it has %s, though we signed it', async (_what, change, typ) => {
    const situation = await begin();
    const signed = await situation.engine.keys.sign('RS256', typ, {
      ...situation.payload,
      ...(change as Record<string, string>),
    });
    await expect(verify(situation, signed)).rejects.toMatchObject({ code: 'access-token-invalid' });
  });

  it.each([
    [
      'signed with nothing',
      (token: string) =>
        `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${token.split('.')[1]}.`,
    ],
    ['altered', (token: string) => token.replace(/\.[^.]/, '.f')],
    ['cut short', (token: string) => token.slice(0, -5)],
    ['empty', () => ''],
    ['not a token', () => 'banana'],
  ])('when it is %s', async (_what, change) => {
    const situation = await begin();
    await expect(verify(situation, change(situation.tokens.access_token))).rejects.toMatchObject({
      code: 'access-token-invalid',
    });
  });

  it('when it is signed with HMAC under our public key', async () => {
    const situation = await begin();
    const [key] = (await situation.engine.keys.publicKeys()).keys;
    const head = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'at+jwt', kid: key?.kid })).toString('base64url');
    const body = `${head}.${situation.tokens.access_token.split('.')[1]}`;
    const forged = `${body}.${createHmac('sha256', JSON.stringify(key)).update(body).digest('base64url')}`;
    await expect(verify(situation, forged)).rejects.toMatchObject({ code: 'access-token-invalid' });
  });
});
