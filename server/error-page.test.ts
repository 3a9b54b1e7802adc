import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { bareErrorPage, passErrorPage } from './error-page';

const stops: (() => Promise<unknown>)[] = [];

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

function sourceAt(port: number, visitor: Record<string, string> = {}) {
  return { issuer: 'https://login.example', host: '127.0.0.1', port, visitor: new Headers(visitor) };
}

describe('the error page of a failed request', () => {
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });

  it('is the page itself with its policy, under the status of the failure', async () => {
    const port = await listen((_request, response) => {
      const policy = "script-src 'nonce-x'";
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
      response.end('<h1>Übel</h1>');
    });
    const answer = await passErrorPage({ traceId: 'abc', status: 400 }, sourceAt(port));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toBe('<h1>Übel</h1>');
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "script-src 'nonce-x'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is asked for under the issuer’s host, in the visitor’s language, and with nothing else of the request', async () => {
    const seen: IncomingMessage[] = [];
    const port = await listen((request, response) => {
      seen.push(request);
      response.end();
    });
    const visitor = { 'accept-language': 'de', cookie: 'locale=de', authorization: 'Bearer x', host: 'evil.example' };
    await passErrorPage({ traceId: '../x?y', status: 400 }, sourceAt(port, visitor));
    expect(seen).toHaveLength(1);
    expect(seen[0]?.url).toBe('/errors/..%2Fx%3Fy');
    expect(seen[0]?.headers).toMatchObject({ host: 'login.example', 'accept-language': 'de', cookie: 'locale=de' });
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it.each([400, 404, 503])('is the page also when that says %i of itself', async (own) => {
    const port = await listen((_request, response) => response.writeHead(own).end('<h1>Words</h1>'));
    const answer = await passErrorPage({ traceId: 'abc', status: 400 }, sourceAt(port));
    expect([answer.status, await answer.text()]).toEqual([400, '<h1>Words</h1>']);
  });

  it.each([
    ['nobody listens', async () => 1],
    ['the page fails', () => listen((_request, response) => response.writeHead(500).end('secret cause'))],
    ['the answer is not the page', () => listen((_request, response) => response.writeHead(421).end('secret'))],
    ['the page redirects', () => listen((_request, response) => response.writeHead(303, { location: '/' }).end())],
    ['the page breaks off', () => listen((request) => request.socket.destroy())],
  ])('is a bare one with the same status and the trace id when %s', async (_name, start) => {
    const answer = await passErrorPage({ traceId: '<b>abc', status: 503 }, sourceAt(await start()));
    const text = await answer.text();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('cannot continue');
    expect(text).toContain('babc');
    expect(text).not.toMatch(/<b>|secret/);
  });

  it('says when to come back while the service is busy, and then is bare', async () => {
    const port = await listen((_request, response) => response.end());
    expect((await passErrorPage({ traceId: 'abc', status: 503 }, sourceAt(port))).headers.get('retry-after')).toBe('5');
    const bare = bareErrorPage({ traceId: 'abc', status: 503 }, 'https://login.example');
    expect(bare.headers.get('retry-after')).toBe('5');
    expect(bare.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await bare.text()).toContain('cannot continue');
  });
});
