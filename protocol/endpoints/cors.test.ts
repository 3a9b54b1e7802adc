import { describe, expect, it } from 'vitest';
import { createTestEngine, issuer } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { obtainTokens, readResponse, send, sendAs, userinfo } from '../testing/token-request';

const spa = { token_endpoint_auth_method: 'none' };
const app = 'https://rp.example';

async function preflight(
  endpoint: 'token' | 'userinfo' | 'revocation' | 'introspection',
  origin: string,
  setUp: [object, object][],
) {
  const engine = await createTestEngine();
  for (const [metadata, settings] of setUp) await addClient(engine, metadata as Record<string, unknown>, settings);
  const headers = { origin, 'access-control-request-method': 'POST' };
  return readResponse(await engine.server[endpoint](new Request(`${issuer}/x`, { method: 'OPTIONS', headers })));
}

describe('a preflight', () => {
  it.each(['token', 'userinfo', 'revocation'] as const)(
    'at %s lets the origin of a public client in',
    async (endpoint) => {
      const { status, headers } = await preflight(endpoint, app, [[spa, {}]]);
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe(app);
      expect(headers.get('access-control-allow-methods')).toContain('POST');
      expect(headers.get('access-control-allow-headers')).toBe('authorization, content-type');
      expect(headers.get('vary')).toContain('Origin');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  it('at introspection lets nobody in', async () => {
    const { headers } = await preflight('introspection', app, [[spa, { allowedOrigins: [app] }]]);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each<[what: string, origin: string, metadata: object, settings: object, isLetIn: boolean]>([
    [
      'a listed origin of a confidential client',
      'https://x.example',
      {},
      { allowedOrigins: ['https://x.example'] },
      true,
    ],
    ['the redirect origin of a confidential client', app, {}, {}, false],
    [
      'the redirect origin of a public client that lists another',
      app,
      spa,
      { allowedOrigins: ['https://x.example'] },
      false,
    ],
    ['the redirect origin of a public client that lists none', app, spa, { allowedOrigins: [] }, false],
    [
      'a loopback origin where one is being developed',
      'http://localhost:5173',
      { ...spa, redirect_uris: ['http://localhost:5173/cb'] },
      {},
      true,
    ],
    ['another port', 'https://rp.example:8443', spa, {}, false],
    ['another scheme', 'http://rp.example', spa, {}, false],
    ['a subdomain', 'https://evil.rp.example', spa, {}, false],
    ['a longer domain', 'https://rp.example.evil.com', spa, {}, false],
    ['the opaque origin', 'null', spa, {}, false],
    ['an address with a path', 'https://rp.example/cb', spa, {}, false],
    ['the origin in capitals', 'https://RP.example', spa, {}, false],
    ['everything', '*', spa, {}, false],
  ])('of %s', async (_what, origin, metadata, settings, isLetIn) => {
    const { headers } = await preflight('token', origin, [[metadata, settings]]);
    expect(headers.get('access-control-allow-origin')).toBe(isLetIn ? origin : null);
  });

  it('while the database is away lets nobody in, and does not fail', async () => {
    const engine = await createTestEngine();
    engine.outage.begin();
    const request = new Request(`${issuer}/x`, { method: 'OPTIONS', headers: { origin: app } });
    const { status, headers } = await readResponse(await engine.server.token(request));
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, null]);
  });
});

describe('an answer', () => {
  async function begin() {
    const engine = await createTestEngine();
    const client = await addClient(engine, spa);
    const other = await addClient(engine, spa, { allowedOrigins: ['https://other.example'] });
    const tokens = await obtainTokens(engine, client, await signIn(engine));
    const askUserinfo = (origin: string) =>
      send(engine, 'userinfo', '', { authorization: `Bearer ${tokens.access_token}`, origin }, 'GET');
    return { engine, client, other, tokens, askUserinfo };
  }

  it('may be read by the origins of its own client, not by those of another', async () => {
    const { askUserinfo } = await begin();
    expect((await askUserinfo(app)).headers.get('access-control-allow-origin')).toBe(app);
    expect((await askUserinfo('https://other.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('has no CORS headers where no origin asks', async () => {
    const { engine, tokens } = await begin();
    expect((await userinfo(engine, tokens.access_token)).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('with an error may be read too: by the origins of the client, once it is known', async () => {
    const { engine, client, other } = await begin();
    const ask = (client_id: string, origin: string) =>
      send(engine, 'token', { grant_type: 'authorization_code', code: 'x', client_id }, { origin });
    expect((await ask(client.clientId, app)).headers.get('access-control-allow-origin')).toBe(app);
    expect((await ask(other.clientId, app)).headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask('gh_unknown', app)).headers.get('access-control-allow-origin')).toBe(app);
    expect((await ask('gh_unknown', 'https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('of introspection may be read by no script', async () => {
    const engine = await createTestEngine();
    const client = await addClient(
      engine,
      { token_endpoint_auth_method: 'client_secret_post' },
      { allowedOrigins: [app] },
    );
    const form = { token: 'x', client_id: client.clientId, client_secret: client.secret };
    const { status, headers } = await send(engine, 'introspection', form, { origin: app });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, null]);
    expect((await sendAs(engine, client, 'revocation', { token: 'x' })).status).toBe(200);
  });
});
