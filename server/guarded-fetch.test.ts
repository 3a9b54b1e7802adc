import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuardedFetch, isPublicAddress } from './guarded-fetch';

/** A time that no busy machine needs, and one that is over for whoever never answers. */
const bounds = { timeoutMilliseconds: 15_000, maxBytes: 1000 };
const impatient = { ...bounds, timeoutMilliseconds: 300 };
const server = createServer((request, response) => {
  if (request.url === '/slow') return;
  if (request.url === '/moved') response.writeHead(302, { location: 'http://127.0.0.1:1/' });
  if (request.url === '/echo') {
    response.setHeader('content-type', request.headers['content-type'] ?? '');
    request.pipe(response);
    return;
  }
  response.end(request.url === '/large' ? 'x'.repeat(2000) : 'small');
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the guarded fetcher', () => {
  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'ftp://example.com/',
    'https://user:secret@example.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://192.168.1.1/',
    'https://0.0.0.0/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://100.64.0.1/',
    'https://[fc00::1]/',
    'https://[fe80::1]/',
    'https://localhost/',
    'not an address',
  ])('does not fetch %s', async (url) => {
    await expect((async () => createGuardedFetch([])(url, bounds))()).rejects.toMatchObject({ kind: 'fetch-refused' });
  });

  it('reaches a private origin that the operator listed, and only that one', async () => {
    const fetch = createGuardedFetch([origin]);
    const { status, body } = await fetch(`${origin}/`, bounds);
    expect([status, new TextDecoder().decode(body)]).toEqual([200, 'small']);
    await expect((async () => fetch('http://127.0.0.1:1/', bounds))()).rejects.toMatchObject({ kind: 'fetch-refused' });
  });

  it('posts a form where it is given one', async () => {
    const form = new URLSearchParams({ logout_token: 'a.b.c', 'odd &': '=' });
    const { contentType, body } = await createGuardedFetch([origin])(`${origin}/echo`, bounds, form);
    expect([contentType, new TextDecoder().decode(body)]).toEqual([
      'application/x-www-form-urlencoded',
      'logout_token=a.b.c&odd+%26=%3D',
    ]);
  });

  it('follows no redirect', async () => {
    expect((await createGuardedFetch([origin])(`${origin}/moved`, bounds)).status).toBe(302);
  });

  it.each([
    ['/large', bounds],
    ['/slow', impatient],
  ])('gives up on %s', async (path, within) => {
    await expect(createGuardedFetch([origin])(origin + path, within)).rejects.toMatchObject({ kind: 'fetch-refused' });
  });
});

describe('a public address', () => {
  it.each(['8.8.8.8', '2606:4700::1111'])('is %s', (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(['224.0.0.1', '255.255.255.255', '64:ff9b::7f00:1', '2002:7f00:1::', '::', 'x'])('is not %s', (address) =>
    expect(isPublicAddress(address)).toBe(false),
  );
});
