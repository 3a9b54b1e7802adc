/** A gate between an instance and its PostgreSQL: open, shut as if the database were stopped, or silent as a broken network is. */
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

export interface DatabaseGate {
  /** The address of the database, through the gate. */
  databaseUrl: string;
  open(): Promise<void>;
  /** Connections are cut, and new ones refused. */
  stop(): Promise<void>;
  /** Connections stay and are taken, and nothing gets through. */
  silence(): void;
  /** Goes silent with the first bytes from the instance that hold this text, which don't get through either. */
  silenceAt(text: string): void;
  close(): Promise<void>;
}

type State = { name: 'open' | 'silent' } | { name: 'silent-at'; text: string };

/** What one side sent and the other has not got yet. */
interface Lane {
  deliver(): void;
}

/** An open gate before the database of a `postgresql://` URL. */
export async function openDatabaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const lanes = new Set<Lane>();
  let state: State = { name: 'open' };

  const hears = (chunk: Buffer) => {
    if (state.name === 'silent-at' && chunk.includes(state.text)) state = { name: 'silent' };
    return state.name !== 'silent';
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const database = connect({ host: target.hostname, port: Number(target.port), allowHalfOpen: true });
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    joinLane(client, database, hears, lanes);
    joinLane(database, client, hears, lanes);
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const through = new URL(databaseUrl);
  through.hostname = '127.0.0.1';
  through.port = String(port);

  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    databaseUrl: through.href,
    async open() {
      state = { name: 'open' };
      for (const lane of lanes) lane.deliver();
      if (!server.listening) await listen(server, port);
    },
    stop,
    silence() {
      state = { name: 'silent' };
    },
    silenceAt(text) {
      state = { name: 'silent-at', text };
    },
    close: stop,
  };
}

/**
 * What comes from one socket goes to the other. While nothing gets through it is kept, as TCP keeps it to send it again,
 * also past the end of a closed connection; a connection that was reset leaves nothing behind.
 */
function joinLane(from: Socket, to: Socket, hears: (chunk: Buffer) => boolean, lanes: Set<Lane>): void {
  let kept: Buffer[] = [];
  let isSilent = false;
  let isOver = false;
  const lane = {
    deliver() {
      isSilent = false;
      for (const chunk of kept) to.write(chunk);
      kept = [];
      if (isOver) to.end();
    },
  };
  lanes.add(lane);
  from.on('data', (chunk: Buffer) => {
    isSilent ||= !hears(chunk);
    if (isSilent) kept.push(chunk);
    else to.write(chunk);
  });
  from.once('end', () => {
    isOver = true;
    if (!isSilent) to.end();
  });
  from.once('error', () => {
    kept = [];
    to.destroy();
  });
  to.once('close', () => lanes.delete(lane));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
