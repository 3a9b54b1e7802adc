import { describe, expect, it } from 'vitest';
import { digest } from '@/identity/identifiers';
import { issuer } from '@/protocol/testing/engine';
import { createRegistering, metadata } from './testing/registering';

describe('a client registers itself', () => {
  it('and is told all of it, once: what it gave, what was filled in, and its credentials', async () => {
    const { register, clientOf, engine } = await createRegistering();
    const { status, json, response } = await register();
    expect(status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(json).toEqual({
      ...metadata,
      client_id: expect.stringMatching(/^gh_[a-z2-7]{26}$/),
      client_id_issued_at: engine.clock.now().getTime() / 1000,
      client_secret: expect.stringMatching(/^ghs_/),
      client_secret_expires_at: 0,
      ...{ token_endpoint_auth_method: 'client_secret_basic', application_type: 'web' },
      ...{ grant_types: ['authorization_code'], response_types: ['code'] },
      registration_access_token: expect.stringMatching(/^ghm_/),
      registration_client_uri: `https://id.example/oauth2/register/${json.client_id}`,
    });
    const client = await clientOf(json.client_id);
    expect(client?.selfRegistration?.quarantinedAt).toEqual(engine.clock.now());
    const stored = JSON.stringify(client);
    for (const secret of [json.client_secret, json.registration_access_token]) {
      expect(stored).not.toContain(secret);
      expect(stored).toContain(digest(secret));
    }
  });

  it('with a row in the audit that says from where', async () => {
    const { register, stores } = await createRegistering();
    const { json } = await register();
    expect(await stores.auditReader.list({ limit: 9 })).toMatchObject([
      {
        action: 'client-self-register',
        actor: { kind: 'client', id: json.client_id },
        object: { kind: 'client', id: json.client_id },
        network: '192.0.2.7',
        detail: { mode: 'open' },
      },
    ]);
  });

  it('and gets no secret when it can keep none', async () => {
    const { register } = await createRegistering();
    const { json } = await register({ ...metadata, token_endpoint_auth_method: 'none' });
    expect(json).not.toHaveProperty('client_secret');
    expect(json).not.toHaveProperty('client_secret_expires_at');
  });

  it('but chooses nothing that is ours to decide', async () => {
    const { register, clientOf } = await createRegistering();
    const ours = {
      ...{ client_id: 'gh_mine', client_secret: 'mine', status: 'disabled', allotments: [{ api: 'x', scopes: [] }] },
      ...{ settings: { firstParty: true, jsonTokenRequests: true, allowedOrigins: ['https://evil.example'] } },
      ...{
        first_party: true,
        self_registration: null,
        selfRegistration: null,
        verifiedAt: null,
        secrets: [],
        id: 'x',
        unknown: { a: 1 },
      },
    };
    const { status, json } = await register(
      `{"__proto__":{"status":"disabled"},${JSON.stringify({ ...metadata, ...ours }).slice(1)}`,
    );
    expect(status).toBe(201);
    const client = await clientOf(json.client_id);
    expect(client).toMatchObject({ status: 'active', allotments: [] });
    expect(client?.settings).toMatchObject({ firstParty: false, jsonTokenRequests: false, allowedOrigins: null });
    expect(client?.selfRegistration?.quarantinedAt).not.toBeNull();
    expect(json.client_secret).not.toBe('mine');
    for (const name of ['settings', 'status', 'first_party', 'unknown', 'allotments'])
      expect(json[name]).toBeUndefined();
  });

  it.each<[what: string, change: Record<string, unknown>, error: string, says: RegExp]>([
    ['a fragment', { redirect_uris: ['https://a.example/#b'] }, 'invalid_redirect_uri', /redirect_uris .*fragment/],
    ['no redirect URI', { redirect_uris: [] }, 'invalid_redirect_uri', /redirect_uris/],
    ['script as a redirect URI', { redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri', /redirect_uris/],
    ['our own pages', { redirect_uris: [`${issuer}/interaction/sign-out`] }, 'invalid_redirect_uri', /this server/],
    [
      'our own pages after a sign-out',
      { post_logout_redirect_uris: [`${issuer.toUpperCase().replace('HTTPS', 'https')}:443/x`] },
      'invalid_client_metadata',
      /post_logout_redirect_uris .*this server/,
    ],
    ['plain http to come back to', { redirect_uris: ['http://a.example/'] }, 'invalid_redirect_uri', /https/],
    [
      'plain http to begin at',
      { initiate_login_uri: 'http://a.example/' },
      'invalid_client_metadata',
      /initiate_login/,
    ],
    ['a method that there is not', { token_endpoint_auth_method: 'x' }, 'invalid_client_metadata', /auth_method/],
    ['no keys to sign with', { token_endpoint_auth_method: 'private_key_jwt' }, 'invalid_client_metadata', /jwks/],
    ['a scope of an API', { scope: 'openid admin' }, 'invalid_client_metadata', /scope/],
    [
      'client credentials',
      { grant_types: ['client_credentials'] },
      'invalid_client_metadata',
      /grant_types .*not have/,
    ],
    ['the password grant', { grant_types: ['password'] }, 'invalid_client_metadata', /grant_types .*not have/],
    [
      'implicit',
      { grant_types: ['implicit'], response_types: ['id_token'] },
      'invalid_client_metadata',
      /grant_types .*response_types/,
    ],
    ['a statement', { software_statement: 'a.b.c' }, 'unapproved_software_statement', /statement/],
  ])('and is refused %s, with a word that helps', async (_what, change, error, says) => {
    const { register, stores } = await createRegistering();
    const { status, json, response } = await register({ ...metadata, ...change });
    expect({ status, error: json.error }).toEqual({ status: 400, error });
    expect(json.error_description).toMatch(says);
    expect(json.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(await stores.clientAdministration.list({ limit: 9 })).toEqual([]);
  });

  it.each<[what: string, body: string]>([
    ['a list', '[]'],
    ['null', 'null'],
    ['half a document', '{"client_name":'],
    ['nothing', ''],
    ['ten thousand levels', `{"jwks":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
  ])('and is refused %s', async (_what, body) => {
    const { register } = await createRegistering();
    expect(await register(body)).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
  });

  it('as often as the network may, and then waits', async () => {
    const { register } = await createRegistering({ registration: 'open', 'client-registrations-per-network': 2 });
    expect([(await register()).status, (await register()).status]).toEqual([201, 201]);
    const { status, json, response } = await register();
    expect({ status, error: json.error }).toEqual({ status: 429, error: 'temporarily_unavailable' });
    expect(response.headers.get('retry-after')).toBe('10');
  });

  it('with more than the usual where the realm widened it, and has it switched on', async () => {
    const widened = {
      ...{ registration: 'open', 'registration-grant-types': 'authorization_code,implicit' },
      'registration-response-types': 'code,id_token',
    };
    const implicit = { ...metadata, grant_types: ['implicit'], response_types: ['id_token'] };
    expect((await (await createRegistering(widened)).register(implicit)).json.error_description).toMatch(/is off/);
    const { register } = await createRegistering({ ...widened, 'implicit-and-hybrid': 'on' });
    expect((await register(implicit)).status).toBe(201);
    for (const uri of ['https://localhost/cb', 'http://localhost/cb', 'http://127.0.0.1/cb'])
      expect((await register({ ...implicit, redirect_uris: [uri] })).json.error).toBe('invalid_redirect_uri');
  });
});

describe('while registration is off', () => {
  it('none of its addresses is there, and clients of before manage nothing', async () => {
    const { register, send, stores } = await createRegistering();
    const { json } = await register();
    await stores.settings.set('registration', 'off');
    const path = `/${json.client_id}`;
    const token = json.registration_access_token;
    const answers = [
      await register(),
      await send(path, { token }),
      await send(path, { method: 'PUT', token, body: { ...metadata, client_id: json.client_id } }),
      await send(path, { method: 'DELETE', token }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(await stores.clientAdministration.find(json.client_id)).toBeDefined();
  });
});

describe('with an initial access token', () => {
  const tokenOf = (register: Awaited<ReturnType<typeof createRegistering>>, usesLeft: number, seconds = 60) => {
    const { clock } = register.engine;
    const value = `ghi_${usesLeft}`;
    const expiresAt = new Date(clock.now().getTime() + seconds * 1000);
    const row = { id: value, hash: digest(value), label: 'test', usesLeft, createdAt: clock.now(), expiresAt };
    return register.stores.initialAccessTokens.create(row).then(() => value);
  };
  const byToken = () => createRegistering({ registration: 'token' });

  it('none is let in without one, and the challenge says what to send', async () => {
    const { status, json, response } = await (await byToken()).register();
    expect({ status, error: json.error }).toEqual({ status: 401, error: 'invalid_token' });
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('of one use, fifty at once make one client', async () => {
    const realm = await byToken();
    const token = await tokenOf(realm, 1);
    const answers = await Promise.all(Array.from({ length: 50 }, () => realm.register(metadata, token)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(
      new Set(answers.filter(({ status }) => status !== 201).map(({ status, json }) => `${status} ${json.error}`)),
    ).toEqual(new Set(['401 invalid_token']));
    expect(await realm.stores.clientAdministration.list({ limit: 99 })).toHaveLength(1);
  });

  it('a refused document costs no use', async () => {
    const realm = await byToken();
    const token = await tokenOf(realm, 1);
    expect((await realm.register({ ...metadata, redirect_uris: ['x'] }, token)).status).toBe(400);
    expect((await realm.register(metadata, token)).status).toBe(201);
  });

  it('nobody comes in when it is unknown or over', async () => {
    const realm = await byToken();
    const token = await tokenOf(realm, 5, 60);
    realm.engine.clock.advance(60);
    for (const tried of [token, 'ghi_unknown', 'ghm_other'])
      expect((await realm.register(metadata, tried)).status).toBe(401);
  });
});

describe('the engine', () => {
  it('names the endpoint in discovery unless it is off', async () => {
    const { engine } = await createRegistering();
    const read = async () => (await engine.server.discovery(new Request('https://id.example/'))).json();
    expect(await read()).not.toHaveProperty('registration_endpoint');
    for (const mode of ['open', 'token'] as const) {
      engine.options.clientRegistration = mode;
      expect((await read()).registration_endpoint).toBe('https://id.example/oauth2/register');
    }
  });
});
