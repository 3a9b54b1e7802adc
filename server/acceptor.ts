/** Accepts connections for several serving processes, and hands each over to one of them. */
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { untilNobodyArrives } from './closing';
import { createHandOver } from './hand-over';
import type { Addresses } from './listeners';
import { openListeners } from './listeners';
import type { ToWorker } from './worker-messages';

/** A serving process, over the channel to it. */
export interface ServingProcess {
  send(message: ToWorker, socket: Socket, options: { keepOpen: boolean }, sent: (error: Error | null) => void): unknown;
}

export interface Acceptor<Process extends ServingProcess> {
  /** Listens. Throws `kind: 'cannot-listen'`. */
  open(): Promise<void>;
  join(process: Process): void;
  leave(process: Process): void;
  acknowledge(process: Process): void;
  /** Accepts what has arrived, then nothing more; resolves when all that was accepted has been handed over. */
  close(): Promise<void>;
}

export function createAcceptor<Process extends ServingProcess>(addresses: Addresses): Acceptor<Process> {
  let happened = 0;
  let listeners: Server[] = [];
  const handOver = createHandOver<Process, Socket>({
    send(process, socket) {
      // A failure is the end of the process, which is heard of by itself.
      process.send({ kind: 'connection' }, socket, { keepOpen: true }, () => {});
    },
    release: (socket) => void socket.destroy(),
  });
  const accept = (socket: Socket) => {
    happened += 1;
    handOver.give(socket);
  };
  return {
    async open() {
      listeners = await openListeners(() => createServer({ pauseOnConnect: true, noDelay: true }, accept), addresses);
    },
    join: handOver.join,
    leave: handOver.leave,
    acknowledge: handOver.acknowledge,
    async close() {
      if (listeners.length > 0) await untilNobodyArrives(() => happened);
      for (const listener of listeners) listener.close();
      await handOver.settled();
    },
  };
}
