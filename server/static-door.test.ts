import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticDoor } from './static-door';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-static-'));
const script = 'export const answer = 42;'.repeat(100);
let server: ReturnType<typeof createServer>;
let origin = '';

beforeAll(async () => {
  mkdirSync(join(folder, 'static'));
  writeFileSync(join(folder, 'secret'), 'not for you');
  writeFileSync(join(folder, 'static/app.js'), script);
  writeFileSync(join(folder, 'static/app.js.br'), brotliCompressSync(script));
  const door = createStaticDoor(join(folder, 'static'), async (request, response) => {
    response.end(`next ${request.url}`);
  });
  server = createServer((request, response) => void door(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the door for static files', () => {
  it('sends what the build compressed, to be kept for good', async () => {
    const answer = await fetch(`${origin}/_next/static/app.js`, { headers: { 'accept-encoding': 'br' } });
    expect(await answer.text()).toBe(script);
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  it('sends the plain file to whoever takes no compression', async () => {
    const answer = await fetch(`${origin}/_next/static/app.js`, { headers: { 'accept-encoding': 'identity' } });
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.text()).toBe(script);
  });

  it.each([
    '/_next/static/absent.js',
    '/_next/static/..%2fsecret',
    '/_next/static/%2e%2e/secret',
    '/sign-in',
    '/_next/data',
  ])('leaves %s to Next, under its own address', async (path) => {
    const answer = await fetch(origin + path);
    expect(await answer.text()).toMatch(/^next /);
  });

  it('leaves everything but reading to Next', async () => {
    const answer = await fetch(`${origin}/_next/static/app.js`, { method: 'POST' });
    expect(await answer.text()).toBe('next /_next/static/app.js');
  });
});
