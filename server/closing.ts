/**
 * Closing listeners and connections without resetting anybody who has been heard. The kernel resets what waits unaccepted
 * in a listener, or unread in a connection, that is closed; so both are closed only right after the event loop has polled
 * and found nothing there. `docs/decisions/0014` says what can still be lost.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Server as NetServer } from 'node:net';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';

/** A connection this long without a request, when we stop, has a client that is not about to send the next one. */
const idleMilliseconds = 500;
/** Where clients connect anew all the time no quiet moment is waited for longer; */
const longestArrivalMilliseconds = 1000;
/** one turn of the event loop that finds nobody must do then, for which it is not waited longer than this in all. */
const longestTurnsMilliseconds = 2000;
/** A client that was just answered, and told to close, may be about to connect again. */
const quietMilliseconds = 10;
/** A turn of the event loop that is longer did work after its poll, and somebody may have come meanwhile. */
const idleTurnMilliseconds = 0.5;

/**
 * Resolves right after a poll that found nobody waiting to be accepted, at a quiet moment if there is one; `count` counts
 * connections that were accepted and answers that were completed.
 */
export async function untilNobodyArrives(
  count: () => number,
  withinMilliseconds = Number.POSITIVE_INFINITY,
): Promise<void> {
  const begun = performance.now();
  const isWithin = (longest: number) => performance.now() - begun < Math.min(longest, withinMilliseconds);
  let isBusy = true;
  while (isBusy && isWithin(longestArrivalMilliseconds)) {
    const before = count();
    await pause(quietMilliseconds);
    isBusy = (await isBusyTurn(count)) || count() !== before;
  }
  while (isBusy && isWithin(longestTurnsMilliseconds)) isBusy = await isBusyTurn(count);
}

/** Whether somebody came, or may have come, in a turn of the event loop that ends now. */
async function isBusyTurn(count: () => number): Promise<boolean> {
  await turn();
  const before = count();
  const begun = performance.now();
  await turn();
  return count() !== before || performance.now() - begun > idleTurnMilliseconds;
}

/** Listens no more. Node's own way would close idle connections at once. */
export function stopListening(server: Server): void {
  NetServer.prototype.close.call(server);
}

/** Closes, again and again until the returned function is called, connections on which nothing is being asked. */
export function keepClosingIdle(servers: Server[], connections: ReadonlySet<Socket>): () => void {
  const closeIdle = () => {
    for (const server of servers) server.closeIdleConnections();
    // Node waits for the first request as for one that has begun.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  };
  const timer = setInterval(() => setImmediate(closeIdle), idleMilliseconds);
  return () => clearInterval(timer);
}
