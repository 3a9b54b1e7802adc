/** Where the connections of an HTTP server come from: its own listeners, or the process that accepts for several. */
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { stopListening, untilNobodyArrives } from './closing';
import type { Addresses } from './listeners';
import { openListeners } from './listeners';
import type { ToAcceptor } from './worker-messages';
import { hasKind } from './worker-messages';

export interface Arrivals {
  /** Lets them come to servers that `create` makes. Returns the addresses on which this process listens. */
  open(create: () => Server): Promise<AddressInfo[]>;
  /**
   * Resolves when the last one has come, at the deadline at the latest; `count` counts connections that came and answers
   * that were completed.
   */
  close(count: () => number, deadlineMilliseconds: number): Promise<void>;
}

/** One process that listens itself. */
export function listeningOn(addresses: Addresses): Arrivals {
  let servers: Server[] = [];
  return {
    async open(create) {
      servers = await openListeners(create, addresses);
      return servers.map((server) => server.address() as AddressInfo);
    },
    async close(count, deadlineMilliseconds) {
      await untilNobodyArrives(count, deadlineMilliseconds);
      for (const server of servers) stopListening(server);
    },
  };
}

/** The channel to the process that accepts. */
interface Channel {
  on(event: 'message', listener: (message: unknown, socket: Socket | undefined) => void): unknown;
  send(message: ToAcceptor): unknown;
}

/** One of several processes; another one accepts. */
export function handedOverBy(channel: Channel): Arrivals {
  let tellLast = () => {};
  const last = new Promise<void>((resolve) => {
    tellLast = resolve;
  });
  return {
    async open(create) {
      const server = create();
      // Node begins to watch over timeouts when a server listens.
      server.emit('listening');
      channel.on('message', (message, socket) => {
        if (hasKind(message, 'last-connection')) tellLast();
        if (!hasKind(message, 'connection')) return;
        // First, so that nothing has been read of a connection that is given to another process.
        channel.send({ kind: 'connection-taken' });
        if (socket !== undefined) server.emit('connection', socket);
      });
      return [];
    },
    async close(_count, deadlineMilliseconds) {
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, deadlineMilliseconds);
      });
      await Promise.race([last, deadline]);
      clearTimeout(timer);
    },
  };
}
