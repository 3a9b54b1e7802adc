/** `examples/web-app`, run as a newcomer would, against one instance. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { RegisteredClient } from './command-line';
import { root } from './command-line';
import type { Instance } from './instance';

export interface ExampleApp {
  origin: string;
  client: RegisteredClient;
  stop(): Promise<void>;
}

/** What it said and how it ended. */
export interface ExampleRun {
  exitCode: number | null;
  stderr: string;
}

const folder = join(root, 'examples/web-app');

/** The client metadata of an example that listens on `port`. */
export const exampleClient = (port: number) => ({
  client_name: 'Example web app',
  client_uri: `http://localhost:${port}/`,
  redirect_uris: [`http://localhost:${port}/callback`],
  post_logout_redirect_uris: [`http://localhost:${port}/signed-out`],
  grant_types: ['authorization_code', 'refresh_token'],
});

/** Registers the example at the instance, starts it on a free port and waits until it listens. */
export async function startExampleApp(instance: Instance, registered?: RegisteredClient): Promise<ExampleApp> {
  const port = registered === undefined ? await freePort() : Number(new URL(registered.redirect_uris[0] ?? '').port);
  const client = registered ?? (await instance.createClient(exampleClient(port)));
  const child = start({
    ISSUER: instance.issuer,
    CLIENT_ID: client.client_id,
    CLIENT_SECRET: client.client_secret ?? '',
    PORT: String(port),
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  await untilListening(child);
  return {
    origin: `http://localhost:${port}`,
    client,
    async stop() {
      process.off('exit', killWithUs);
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** Starts it in a way that must fail, and waits for its end. */
export async function failToStart(env: Record<string, string>): Promise<ExampleRun> {
  const child = start(env);
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, stderr };
}

function start(env: Record<string, string>): ChildProcess {
  const { PATH = '' } = process.env;
  return spawn(process.execPath, ['server.js'], {
    cwd: folder,
    env: { PATH, ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function untilListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (/^Open http/m.test(said)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`The example ended before it listened:\n${said}`)));
  });
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  return address.port;
}
