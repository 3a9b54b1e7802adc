/** An https server whose documents an instance may fetch: what it answers is said by the address. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalCertificate } from './certificate';

export interface DocumentServer {
  origin: string;
  /** What an instance needs in its environment to trust it. */
  env: { NODE_EXTRA_CA_CERTS: string };
  close(): Promise<void>;
}

/** Answers by path. `/list` is a JSON list of the query's `entry` values. */
const answers: Record<string, (response: ServerResponse, query: URLSearchParams) => void> = {
  '/list': (response, query) => sendJson(response, query.getAll('entry')),
  '/large': (response, query) => sendJson(response, [...query.getAll('entry'), 'x'.repeat(300_000)]),
  '/object': (response) => sendJson(response, {}),
  '/text': (response) => void response.end('none of JSON'),
  '/moved': (response, query) => void response.writeHead(302, { location: `/list?${query}` }).end(),
  '/missing': (response, query) => sendJson(response.writeHead(404), query.getAll('entry')),
  '/broken': (response) => void response.destroy(),
};

export async function startDocumentServer(): Promise<DocumentServer> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-certificate-'));
  const file = join(folder, 'authority.pem');
  const { key, certificate } = createLocalCertificate();
  await writeFile(file, certificate);
  const server = createServer({ key, cert: certificate }, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://localhost');
    const answer = answers[pathname];
    if (answer === undefined) response.writeHead(500).end();
    else answer(response, searchParams);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    env: { NODE_EXTRA_CA_CERTS: file },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true });
    },
  };
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.end(JSON.stringify(value));
}
