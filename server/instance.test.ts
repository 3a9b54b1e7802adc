import { afterEach, describe, expect, it } from 'vitest';
import { fastPaths } from './fast-door';
import { ask, dependencies, engine, host, sendRaw, start, stop } from './testing/served-instance';

const NativeRequest = globalThis.Request;
afterEach(stop);

describe('the doors', () => {
  it.each([...fastPaths])('%s is answered by the engine, with its query and body', async (path, name) => {
    await start();
    const answer = await ask(`${path}?a=b`, { method: 'POST', body: 'grant_type=x' });
    expect(answer.headers['x-answered-by']).toBe('engine');
    expect(JSON.parse(answer.body)).toMatchObject({ name, method: 'POST', body: 'grant_type=x' });
  });

  it.each([
    '/',
    '/oauth2/authorize',
    '/oauth2/token/',
    '/oauth2/tokens',
    '/OAUTH2/TOKEN',
    '/oauth2/tok%65n',
    '/_next/static/chunks/%5Broot%5D__a~b.js',
  ])('%s is answered by Next', async (path) => {
    await start();
    expect((await ask(path)).headers['x-answered-by']).toBe('next');
  });

  it.each([
    '//oauth2/token',
    '/oauth2//token',
    '/\\evil.example',
    '/a/../b',
    '/a/%2e%2e/b',
    '/%',
    '/errors/%ff',
    '/a%00',
  ])("%s is nobody's: another spelling is neither redirected nor answered", async (path) => {
    await start();
    const answer = await ask(path);
    expect(answer.status).toBe(400);
    expect(answer.headers).not.toHaveProperty('location');
    expect(answer.headers).not.toHaveProperty('x-answered-by');
  });

  it.each([
    ['POST', '/sign-in', 'GET, HEAD'],
    ['OPTIONS', '/', 'GET, HEAD'],
    ['TRACE', '/sign-in', 'GET, HEAD'],
    ['TRACE', '/oauth2/authorize', 'GET, HEAD, POST'],
    ['PROPFIND', '/interaction/sign-in', 'GET, POST'],
    ['HEAD', '/interaction/aaaaaaaaaaaaaaaaaaaaaaaaaa', 'GET, POST'],
  ])('%s %s gets nowhere: 405', async (method, path, allowed) => {
    await start();
    const answer = await ask(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toContain(allowed);
    expect(answer.headers).not.toHaveProperty('x-answered-by');
  });

  it.each(['/oauth2/token', '/sign-in', '/a//b'])('%s bears the headers that every answer has', async (path) => {
    await start();
    expect((await ask(path)).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age='),
    });
  });

  it('alternate in one process without harm to each other', async () => {
    await start();
    for (const path of ['/oauth2/token', '/sign-in', '/oauth2/jwks', '/sign-in'])
      expect((await ask(path)).status).toBe(200);
    expect(globalThis.Request).toBe(NativeRequest);
  });

  it('turn what an endpoint throws into a 500 that tells nothing', async () => {
    const token = async () => Promise.reject(new Error('inner details'));
    await start({ engine: { ...engine, token }, next: async () => Promise.reject(new Error('inner details')) });
    for (const path of ['/oauth2/token', '/sign-in']) {
      const answer = await ask(path);
      expect(answer.status).toBe(500);
      expect(answer.body).not.toContain('inner');
    }
  });

  it('shut for a network that begins more sign-ins than people do', async () => {
    await start();
    for (let visit = 0; visit < 1200; visit += 100)
      await Promise.all(Array.from({ length: 100 }, () => ask('/oauth2/authorize')));
    const answer = await ask('/oauth2/authorize');
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } });
    expect((await ask('/oauth2/token')).status).toBe(200);
  });

  it('keep the image optimiser shut', async () => {
    await start();
    expect((await ask('/_next/image?url=%2Fx.png&w=64&q=75')).status).toBe(404);
  });
});

describe('the Host header', () => {
  it.each(['localhost', 'ID.example.com', 'id.example.com:443', 'id.example.com.', 'evil.example.com', '127.0.0.1'])(
    '%s is not ours: 421 on every path but the health answers',
    async (wrong) => {
      await start();
      for (const path of ['/', '/oauth2/token', '/.well-known/openid-configuration']) {
        const answer = await ask(path, { headers: { host: wrong } });
        expect(answer.status).toBe(421);
        expect(answer.body).not.toContain('evil');
      }
      for (const path of ['/healthz', '/readyz'])
        expect((await ask(path, { headers: { host: wrong } })).status).toBe(200);
    },
  );

  it("is not found elsewhere: forwarded names and absolute targets don't count", async () => {
    await start({}, ['127.0.0.1']);
    const forwarded = { host: 'evil.example.com', 'x-forwarded-host': host, forwarded: `host=${host}` };
    expect((await ask('/oauth2/token', { headers: forwarded })).status).toBe(421);
    const twice = await sendRaw(
      `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n`,
    );
    expect(twice).toMatch(/^HTTP\/1.1 4(?:00|21) /);
    const absolute = await sendRaw(
      `GET http://evil.example.com/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(absolute).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe('headers that only we may write', () => {
  const spoofed = {
    'X-Gatehouse-Client-Address': '198.51.100.1',
    'X-Forwarded-Host': 'evil.example.com',
    'X-Forwarded-Proto': 'http',
    'X-Middleware-Subrequest': 'proxy',
    Forwarded: 'for=198.51.100.1',
    RSC: '1',
    'Next-Router-State-Tree': '%5B',
    'Next-Action': 'x',
    'X-Forwarded-For': '198.51.100.7',
  };

  it.each(['/sign-in', '/oauth2/token'])('are taken from strangers on the way to %s', async (path) => {
    await start();
    const { headers } = JSON.parse((await ask(path, { headers: { ...spoofed, 'X-Other': 'kept' } })).body);
    expect(headers['x-gatehouse-client-address']).toBe('127.0.0.1');
    expect(headers['x-other']).toBe('kept');
    for (const name of Object.keys(spoofed).slice(1)) expect(headers).not.toHaveProperty(name.toLowerCase());
  });

  it.each(['/sign-in', '/oauth2/token'])('a trusted proxy says whose request goes to %s', async (path) => {
    await start({}, ['127.0.0.0/8']);
    const { headers } = JSON.parse((await ask(path, { headers: spoofed })).body);
    expect(headers['x-gatehouse-client-address']).toBe('198.51.100.7');
    expect(headers).not.toHaveProperty('x-forwarded-host');
  });
});

describe('the size of a body', () => {
  it.each([
    ['/oauth2/token', 65_536],
    ['/oauth2/authorize', 65_536],
    ['/interaction/x', 65_536],
    ['/api/v1/clients', 1_048_576],
  ])('of %s is bounded at %d bytes', async (path, bound) => {
    await start();
    expect((await ask(path, { method: 'POST', body: 'x'.repeat(bound) })).status).toBe(200);
    expect((await ask(path, { method: 'POST', body: 'x'.repeat(bound + 1) })).status).toBe(413);
  });

  it.each(['/oauth2/token', '/oauth2/authorize'])('is also bounded on %s when it is not declared', async (path) => {
    await start();
    const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`;
    const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
    expect(await sendRaw(`${head}${chunk}${chunk}0\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 /);
    expect(await sendRaw(`${head}${chunk}${chunk}1\r\nx\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe('health', () => {
  it('is ready only while everything behind it is', async () => {
    await start({ ready: async () => Promise.reject(new Error('the database is away')) });
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect(await ask('/readyz')).toMatchObject({ status: 503, body: '{"status":"unavailable"}' });
  });
});

it('answers nobody whose address is gone already, and asks nothing for them', async () => {
  const asked: string[] = [];
  const token = async () => {
    asked.push('token');
    return Response.json({});
  };
  const { arrivals } = dependencies();
  const open: typeof arrivals.open = (create) =>
    arrivals.open(() => {
      const server = create();
      return server.on('connection', (socket) => Object.defineProperty(socket, 'remoteAddress', { value: undefined }));
    });
  await start({ arrivals: { ...arrivals, open }, engine: { ...engine, token } });
  await expect(ask('/oauth2/token', { method: 'POST', body: 'x' })).rejects.toThrow(/socket hang up|ECONNRESET/);
  await expect(ask('/healthz')).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(asked).toEqual([]);
});
