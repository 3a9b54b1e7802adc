import { EventEmitter, once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handedOverBy } from './arrivals';
import { createHttpServer } from './http-server';

/** The process that accepts, and what it is told. */
class Acceptor extends EventEmitter {
  readonly told: unknown[] = [];
  readonly listener = createServer({ pauseOnConnect: true }, (socket) => this.accepted.push(socket));
  readonly accepted: Socket[] = [];
  send(message: unknown) {
    this.told.push(message);
  }
  handOver(socket: Socket) {
    this.emit('message', { kind: 'connection' }, socket);
    // In another process it would be a new socket, which nobody has paused.
    socket.resume();
  }
}

let acceptor: Acceptor;
const clients: Socket[] = [];

beforeEach(async () => {
  acceptor = new Acceptor();
  await once(acceptor.listener.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  acceptor.listener.close();
});

/** A connection that is accepted and not handed over yet; both ends. */
const arrive = async (): Promise<{ client: Socket; socket: Socket }> => {
  const { port } = acceptor.listener.address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  clients.push(client);
  await once(acceptor.listener, 'connection');
  const [socket] = acceptor.accepted.splice(0);
  if (socket === undefined) throw new Error('Nobody came');
  return { client, socket };
};
const readAll = async (client: Socket) => {
  let text = '';
  for await (const chunk of client.setEncoding('utf8')) text += chunk;
  return text;
};
const serve = async () => {
  const server = createHttpServer((_request, response) => response.end('answered'), handedOverBy(acceptor));
  await server.listen();
  return server;
};
const request = 'GET / HTTP/1.1\r\nHost: id.example.com\r\nConnection: close\r\n\r\n';

describe('a connection that another process accepted', () => {
  it('is acknowledged, then answered', async () => {
    await serve();
    const { client, socket } = await arrive();
    client.write(request);
    acceptor.handOver(socket);
    expect(acceptor.told).toEqual([{ kind: 'connection-taken' }]);
    expect(await readAll(client)).toMatch(/^HTTP\/1.1 200 OK[\s\S]*answered/);
  });

  it('is answered when it comes after the stop has begun, which waits for the last one', async () => {
    const server = await serve();
    const { client, socket } = await arrive();
    const stopped = server.stop(60_000);
    client.write(request.replace('close', 'keep-alive'));
    acceptor.handOver(socket);
    const answer = await readAll(client);
    expect(answer).toContain('connection: close');
    acceptor.emit('message', { kind: 'last-connection' }, undefined);
    await stopped;
  });

  it('is acknowledged also when it was lost on the way', async () => {
    await serve();
    acceptor.emit('message', { kind: 'connection' }, undefined);
    expect(acceptor.told).toEqual([{ kind: 'connection-taken' }]);
  });

  it('that nobody announces as the last one holds no stop up for longer than its deadline', async () => {
    const server = await serve();
    await server.stop(1);
  });
});
