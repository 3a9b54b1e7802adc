/**
 * Clients in a thread of their own, so that they send while the server's event loop stands still. After `send` each of
 * `kept` connections, which have had an answer, and each of `fresh` ones asks once; `sent` is notified when all of it is
 * with the server's kernel, and the first line of each answer, or what came instead, is posted.
 */
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const { port, request, kept, fresh, sent } = workerData;

/** A connection, and what comes back on it until its end. */
async function open() {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received = '';
  const ended = new Promise((resolve) => {
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.once('error', ({ code }) => resolve(code)).once('close', () => resolve(received.split('\r\n')[0]));
  });
  const ask = () => new Promise((resolve) => socket.write(request, resolve));
  return { socket, ask, ended, forget: () => (received = '') };
}

/** A connection that has been used and is still open. */
async function openUsed() {
  const connection = await open();
  await connection.ask();
  await new Promise((resolve) => connection.socket.once('data', resolve));
  connection.forget();
  return connection;
}

const used = await Promise.all(Array.from({ length: kept }, openUsed));
parentPort.once('message', async () => {
  const all = [...used, ...(await Promise.all(Array.from({ length: fresh }, open)))];
  await Promise.all(all.map(({ ask }) => ask()));
  Atomics.store(sent, 0, 1);
  Atomics.notify(sent, 0);
  parentPort.postMessage(await Promise.all(all.map(({ ended }) => ended)));
});
parentPort.postMessage('ready');
