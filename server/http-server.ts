/** Listening and stopping: one request listener on every address, and an end that drops nothing in flight. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { keepClosingIdle, stopListening, untilNobodyArrives } from './closing';

export interface HttpServer {
  /** Listens on all addresses. Throws `kind: 'cannot-listen'`, whose message is the one line to show. */
  listen(): Promise<AddressInfo[]>;
  /** From `stop` on. */
  isStopping(): boolean;
  /** Answers what has arrived, accepts nothing more, lets what is in flight finish, and cuts it off after the deadline. */
  stop(deadlineMilliseconds: number): Promise<void>;
}

export interface Addresses {
  hosts: string[];
  /** Those that this machine may lack, such as `::1`. */
  optionalHosts: string[];
  port: number;
}

const timeouts = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };

/** A server that answers with `listener` on every one of the addresses. */
export function createHttpServer(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
  { hosts, optionalHosts, port }: Addresses,
): HttpServer {
  const inFlight = new Set<ServerResponse>();
  const connections = new Set<Socket>();
  // Connections accepted and answers completed.
  let happened = 0;
  let stopping = false;
  let servers: Server[] = [];

  const welcome = (socket: Socket) => {
    happened += 1;
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
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

  const listen = async () => {
    const addresses: AddressInfo[] = [];
    for (const host of hosts) {
      const server = createServer(timeouts, track);
      server.on('connection', welcome);
      server.on('upgrade', (_request, socket) => socket.destroy());
      const failure = await open(server, host, port);
      if (failure === undefined) {
        servers.push(server);
        addresses.push(server.address() as AddressInfo);
      } else if (!(optionalHosts.includes(host) && isMissingAddress(failure))) {
        await stop(0);
        throw cannotListen(failure, host, port);
      }
    }
    return addresses;
  };

  const stop = async (deadlineMilliseconds: number) => {
    stopping = true;
    for (const response of inFlight) if (!response.headersSent) response.setHeader('connection', 'close');
    const begun = performance.now();
    await untilNobodyArrives(() => happened, deadlineMilliseconds);
    const closed = servers.map(stopListening);
    const leaveIdle = keepClosingIdle(servers, connections);
    const cutOff = setTimeout(
      () => {
        for (const server of servers) server.closeAllConnections();
      },
      deadlineMilliseconds - (performance.now() - begun),
    );
    await Promise.all(closed);
    clearTimeout(cutOff);
    leaveIdle();
    servers = [];
  };

  return { listen, stop, isStopping: () => stopping };
}

function open(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port, ipv6Only: host.includes(':') && host !== '::' }, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
}

const isMissingAddress = ({ code }: NodeJS.ErrnoException) => code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number) {
  const lines: Record<string, string> = {
    EADDRINUSE: `PORT ${port} is in use on ${host}; stop the other process or choose another PORT.`,
    EACCES: `PORT ${port} may not be opened by this user; choose one above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
    ENOTFOUND: `HOST ${host} is not known.`,
  };
  const line = lines[cause.code ?? ''] ?? `Cannot listen on ${host}, PORT ${port}: ${cause.message}.`;
  return Object.assign(new Error(line, { cause }), { kind: 'cannot-listen' as const });
}
