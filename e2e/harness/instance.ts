/** One running instance of the built product, in a folder and with a database of its own. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandLine } from './command-line';
import { createCommandLine, root } from './command-line';
import { freePort } from './free-port';
import type { DatabaseKind } from './test-database';
import { chosenDatabase, createPostgresDatabase } from './test-database';
import type { Wire } from './wire';
import { createWire } from './wire';

export interface InstanceOptions {
  /** Default: what `GATEHOUSE_E2E_DATABASE` names. */
  database?: DatabaseKind;
  /** Default: `http://localhost:PORT`. With an https one the instance stands as if behind a TLS proxy. */
  issuer?: string;
  /** More environment; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
  /** `next`: plain Next without our server in front, so that only its route handlers answer. */
  door?: 'fast' | 'next';
  /** Compiles as in production, where what is called often becomes fast; a test is over before that. */
  livesLong?: boolean;
}

export interface Instance extends CommandLine {
  issuer: string;
  /** Where it really listens. */
  address: string;
  dataDir: string;
  env: Record<string, string>;
  wire: Wire;
  /** All that it has written so far, over restarts. */
  logs(): string;
  /** Undefined while it is not running. */
  processId(): number | undefined;
  /** Starts it and waits until it is ready. Throws with the log when it ends before that. */
  start(): Promise<void>;
  /** SIGTERM; waits for the end and returns the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, to it and its workers. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Stops it and deletes its folder. */
  remove(): Promise<void>;
}

export const administrator = { email: 'admin@gatehouse.example', password: 'correct horse battery staple 7' };
/** How V8 compiles, for a process that does not live long: what is called, once and quickly. It saves a quarter of a start. */
const shortLivedFlags = ['--liftoff-only', '--wasm-lazy-compilation'];
const readyWithinMilliseconds = 120_000;

/** An instance that is not started yet, so that the command line can fill it first. */
export async function createInstance(options: InstanceOptions = {}): Promise<Instance> {
  const { database = chosenDatabase(), door = 'fast' } = options;
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const issuer = options.issuer ?? address;
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-e2e-'));
  const env = withoutUndefined({
    ...inherited(),
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    ISSUER: issuer,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    ADMIN_EMAIL: administrator.email,
    ADMIN_PASSWORD: administrator.password,
    ...(database === 'postgresql'
      ? { DATABASE_URL: await createPostgresDatabase(), GATEHOUSE_SECRET: randomBytes(32).toString('base64url') }
      : {}),
    ...options.env,
  });
  const wire = createWire(issuer, address);
  const server = createProcess(
    [...(options.livesLong ? [] : shortLivedFlags), ...(door === 'fast' ? ['dist/server.js'] : nextAlone(port))],
    env,
  );
  const start = async () => {
    server.start();
    await waitUntilReady(wire, `${issuer}${door === 'fast' ? '/readyz' : '/.well-known/openid-configuration'}`, server);
  };
  const stop = () => server.end('SIGTERM');
  return {
    ...createCommandLine(env),
    ...{ issuer, address, dataDir, env, wire, logs: server.logs, processId: server.id, start, stop },
    async kill() {
      await server.end('SIGKILL');
    },
    async restart() {
      await stop();
      await start();
    },
    async remove() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An instance that is ready. */
export async function startInstance(options: InstanceOptions = {}): Promise<Instance> {
  const instance = await createInstance(options);
  await instance.start();
  return instance;
}

/** The variables that any program needs; nothing of the shell that runs the tests gets through otherwise. */
function inherited(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, LANG, NODE_EXTRA_CA_CERTS, SystemRoot } = process.env;
  return { PATH, HOME, TMPDIR, LANG, NODE_EXTRA_CA_CERTS, SystemRoot };
}

function withoutUndefined(variables: Record<string, string | undefined>): Record<string, string> {
  const given = Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given);
}

const nextAlone = (port: number) => [
  'node_modules/next/dist/bin/next',
  'start',
  '--hostname',
  'localhost',
  '--port',
  String(port),
];

interface ServerProcess {
  start(): void;
  /** Undefined while it is not running. */
  id(): number | undefined;
  /** Signals the whole group and returns the exit code, null after a signal; at once when it is not running. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  logs(): string;
}

function createProcess(args: string[], env: Record<string, string>): ServerProcess {
  const written: string[] = [];
  let running: { child: ChildProcess; ended: Promise<number | null> } | undefined;
  const signalGroup = (child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL') => {
    // Its own process group, so that workers die with it; the group may be gone already.
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      if (signal === 'SIGKILL') process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      child.kill(signal);
    }
  };
  const start = () => {
    const variables = { ...env, NODE_ENV: 'production' as const };
    const options = { cwd: root, env: variables, detached: true };
    const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => written.push(text));
    const watchdog = watchOver(child);
    const ended = new Promise<number | null>((resolve) => {
      child.once('error', (error) => written.push(`${error.message}\n`));
      child.once('close', (code) => {
        watchdog.kill('SIGKILL');
        running = undefined;
        resolve(code);
      });
    });
    running = { child, ended };
  };
  return {
    start,
    id: () => running?.child.pid,
    async end(signal) {
      const current = running;
      if (current === undefined) return null;
      signalGroup(current.child, signal);
      return current.ended;
    },
    logs: () => written.join(''),
  };
}

/** Kills the group when this process is gone, however it went: then nothing holds the other end of the pipe. */
function watchOver({ pid }: ChildProcess): ChildProcess {
  const script = `read -r _; kill -KILL -${pid}`;
  return spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
}

async function waitUntilReady(wire: Wire, url: string, server: ServerProcess): Promise<void> {
  const deadline = performance.now() + readyWithinMilliseconds;
  while (performance.now() < deadline) {
    const answer = await wire(url).catch(() => undefined);
    if (answer?.status === 200) return;
    if (server.id() === undefined) throw new Error(`The instance ended before it was ready:\n${server.logs()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await server.end('SIGKILL');
  throw new Error(`The instance was not ready in ${readyWithinMilliseconds} ms:\n${server.logs()}`);
}
