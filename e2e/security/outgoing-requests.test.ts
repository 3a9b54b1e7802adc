/** SECURITY invariant 13 on a real path: the logo that a client registered is fetched by the guarded fetcher, or not at all. */
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server as SocketServer } from 'node:net';
import { createServer as createSocketServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../harness/instance';
import { applications } from './applications';
import { createSibling, securitySite } from './site';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);

/** Stands for whatever listens inside: it counts who connects, whether they would speak TLS or not. */
let visits = 0;
const inside = createSocketServer((socket) => {
  visits += 1;
  socket.destroy();
});
/** An origin that the operator allows; it tells whoever asks for `/away` to go inside. */
let asked: string[] = [];
const allowed = createServer((request, response) => {
  asked.push(request.url ?? '');
  const to = new URL(request.url ?? '/', origin(allowed)).searchParams.get('to');
  if (to === null) response.writeHead(200, { 'content-type': 'image/png' }).end(png);
  else response.writeHead(302, { location: to }).end(png);
});

const portOf = (server: Server | SocketServer) => (server.address() as AddressInfo).port;
const origin = (server: Server) => `http://127.0.0.1:${portOf(server)}`;
const listen = (server: Server | SocketServer) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

let instance: Instance;

beforeAll(async () => {
  await Promise.all([listen(inside), listen(allowed)]);
  instance = await createSibling(securitySite(), { OUTBOUND_ALLOW: origin(allowed) });
  await instance.start();
});
afterAll(async () => {
  await instance?.remove();
  for (const server of [inside, allowed]) server.close();
});

/** The picture that the product serves for a client with this logo, and what it cost. */
async function showLogo(logo_uri: string) {
  const { client_id: id } = await instance.createClient({ ...applications.web, logo_uri });
  asked = [];
  visits = 0;
  const { status, text } = await instance.wire(`${instance.issuer}/logos/${id}`);
  return { status, text, asked: asked.length, visits };
}

describe('the logo of an application', () => {
  it('comes from an origin that the operator allowed', async () => {
    expect(await showLogo(`${origin(allowed)}/logo.png`)).toMatchObject({ status: 200, asked: 1, visits: 0 });
  });

  it.each([
    ['a loopback address', () => `https://127.0.0.1:${portOf(inside)}/`],
    ['a name that leads to loopback', () => `https://localhost:${portOf(inside)}/`],
  ])('is never fetched from %s', async (_what, address) => {
    expect(await showLogo(address())).toEqual({ status: 404, text: '', asked: 0, visits: 0 });
  });

  it('follows no redirect into a private address, and what came with it is no picture', async () => {
    const to = encodeURIComponent(`http://127.0.0.1:${portOf(inside)}/`);
    const answer = await showLogo(`${origin(allowed)}/away?to=${to}`);
    expect(answer).toEqual({ status: 404, text: '', asked: 1, visits: 0 });
  });
});
