/** A server on this machine with a key set, that remembers what it was asked. */
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';

export interface KeySetServer {
  /** Its origin; every path has the key set. */
  url: string;
  /** The paths that were asked for. */
  asked: string[];
  close(): void;
}

export async function serveKeySet(keys: JWK[]): Promise<KeySetServer> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
