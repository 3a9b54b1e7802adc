/** Serving and stopping: one request listener for every connection, and an end that drops nothing in flight. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Arrivals } from './arrivals';
import { keepClosingIdle } from './closing';

export interface HttpServer {
  /** Takes connections; returns the addresses. Throws `kind: 'cannot-listen'`, whose message is the one line to show. */
  listen(): Promise<AddressInfo[]>;
  /** From `stop` on. */
  isStopping(): boolean;
  /** Answers what has arrived, accepts nothing more, lets what is in flight finish, and cuts it off after the deadline. */
  stop(deadlineMilliseconds: number): Promise<void>;
}

const timeouts = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };

/** A server that answers with `listener` whoever arrives. */
export function createHttpServer(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
  arrivals: Arrivals,
): HttpServer {
  const inFlight = new Set<ServerResponse>();
  const connections = new Set<Socket>();
  const servers: Server[] = [];
  // Connections accepted and answers completed.
  let happened = 0;
  let stopping = false;
  let tellAllGone = () => {};

  const welcome = (socket: Socket) => {
    happened += 1;
    connections.add(socket);
    socket.once('close', () => {
      connections.delete(socket);
      if (connections.size === 0) tellAllGone();
    });
  };
  const track = (request: IncomingMessage, response: ServerResponse) => {
    inFlight.add(response);
    response.once('close', () => {
      happened += 1;
      inFlight.delete(response);
    });
    if (stopping) response.setHeader('connection', 'close');
    listener(request, response);
  };
  const create = () => {
    const server = createServer(timeouts, track);
    server.on('connection', welcome);
    refuseUpgrades(server);
    servers.push(server);
    return server;
  };
  const allGone = () =>
    new Promise<void>((resolve) => {
      tellAllGone = resolve;
      if (connections.size === 0) resolve();
    });

  const stop = async (deadlineMilliseconds: number) => {
    stopping = true;
    for (const response of inFlight) if (!response.headersSent) response.setHeader('connection', 'close');
    const begun = performance.now();
    await arrivals.close(() => happened, deadlineMilliseconds);
    const leaveIdle = keepClosingIdle(servers, connections);
    const cutOff = setTimeout(
      () => {
        for (const server of servers) server.closeAllConnections();
      },
      deadlineMilliseconds - (performance.now() - begun),
    );
    await allGone();
    clearTimeout(cutOff);
    leaveIdle();
  };

  return { listen: () => arrivals.open(create), stop, isStopping: () => stopping };
}

/**
 * A client that offers another protocol (Java's own asks every plain http server for HTTP/2) is answered in this one, as
 * RFC 9110 section 7.8 lets a server. Node does so while nobody listens for upgrades, and Next would, to hang up.
 */
function refuseUpgrades(server: Server): void {
  server.on('newListener', (event, listener) => {
    if (event === 'upgrade') queueMicrotask(() => server.off('upgrade', listener));
  });
}
