import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listeningOn } from './arrivals';
import type { InstanceDependencies } from './instance';
import { createInstance } from './instance';
import type { Addresses } from './listeners';
import { ask, dependencies, engine, host, port, sendRaw, start, stop } from './testing/served-instance';

afterEach(stop);

/** A promise and what settles it. */
const signal = () => {
  let settle = () => {};
  const happened = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { settle, happened };
};

describe('an offer of another protocol', () => {
  it.each(['h2c', 'websocket'])('%s is passed over, also when somebody would hang up on it', async (protocol) => {
    await start({
      next: async (request, response) => {
        const { server } = request.socket as unknown as { server: Server };
        server.on('upgrade', (_, socket) => socket.destroy());
        response.end();
      },
    });
    await ask('/sign-in');
    const offer = `Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: ${protocol}\r\nHTTP2-Settings: AAMAAABk`;
    const answer = await sendRaw(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n${offer}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe('the end', () => {
  it('waits for what is in flight, accepts nothing more, then closes what is open', async () => {
    const order: string[] = [];
    const arrived = signal();
    const finish = signal();
    const token = async () => {
      arrived.settle();
      await finish.happened;
      order.push('answered');
      return Response.json({});
    };
    const instance = await start({ engine: { ...engine, token }, close: async () => void order.push('closed') });
    const slow = ask('/oauth2/token', { method: 'POST', body: 'x' });
    await arrived.happened;
    const stopped = instance.stop(10_000);
    await vi.waitFor(() => expect(ask('/healthz')).rejects.toThrow('ECONNREFUSED'), { timeout: 10_000 });
    finish.settle();
    const answer = await slow;
    expect(answer).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await stopped;
    expect(order).toEqual(['answered', 'closed']);
  });

  it('answers what the kernel holds: new connections, and requests on those that were kept alive', async () => {
    const instance = await start();
    const sent = new Int32Array(new SharedArrayBuffer(4));
    const request = `GET /sign-in HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    const clients = new Worker(new URL('testing/busy-clients.mjs', import.meta.url), {
      workerData: { port, request, kept: 20, fresh: 20, sent },
    });
    await once(clients, 'message');
    const heard = once(clients, 'message');
    clients.postMessage('send');
    // Nothing is accepted or read until everything is there.
    expect(Atomics.wait(sent, 0, 0, 10_000)).not.toBe('timed-out');
    await instance.stop(10_000);
    expect((await heard)[0]).toEqual(Array(40).fill('HTTP/1.1 200 OK'));
    await clients.terminate();
  });

  it('waits for nobody who has not asked for anything', async () => {
    const instance = await start();
    const silent = connect(port, '127.0.0.1');
    await once(silent, 'connect');
    await ask('/healthz');
    const closed = once(silent.resume(), 'close');
    await instance.stop(60_000);
    await closed;
  });

  it('cuts off what is still in flight at the deadline', async () => {
    const arrived = signal();
    const token = async () => {
      arrived.settle();
      return new Promise<Response>(() => {});
    };
    const instance = await start({ engine: { ...engine, token } });
    const slow = ask('/oauth2/token').then(
      () => 'answered',
      () => 'cut off',
    );
    await arrived.happened;
    await instance.stop(1);
    expect(await slow).toBe('cut off');
  });

  it('closes a connection that was told to stay open, soon after its answer is complete', async () => {
    const arrived = signal();
    const finish = signal();
    const next: InstanceDependencies['next'] = async (_request, response) => {
      response.flushHeaders();
      arrived.settle();
      await finish.happened;
      response.end('complete');
    };
    const instance = await start({ next });
    const answer = sendRaw(`GET /slow HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await arrived.happened;
    const stopped = instance.stop(60_000);
    finish.settle();
    expect(await answer).toContain('complete');
    await stopped;
  });
});

describe('listening', () => {
  const on = (hosts: string[], changes: Partial<Addresses> = {}) =>
    createInstance({ ...dependencies(), arrivals: listeningOn({ hosts, optionalHosts: [], port: 0, ...changes }) });
  const missing = '192.0.2.1';

  it('says in one line that a port is in use', async () => {
    await start();
    await expect(on(['127.0.0.1'], { port }).start()).rejects.toMatchObject({
      kind: 'cannot-listen',
      message: expect.stringMatching(/^PORT \d+ is in use on 127\.0\.0\.1; .*\.$/),
    });
  });

  it('does without an optional address that the machine lacks, and not without another', async () => {
    const lenient = on(['127.0.0.1', missing], { optionalHosts: [missing] });
    expect(await lenient.start()).toHaveLength(1);
    await lenient.stop(0);
    const line = expect.stringContaining(`HOST ${missing}`);
    await expect(on(['127.0.0.1', missing]).start()).rejects.toMatchObject({ message: line });
  });
});
