/** The files of `examples/quickstarts`, filled in as the console shows them, each in a folder of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { root } from './command-line';

export interface QuickStartEntry {
  id: string;
  title: string;
  kinds: string[];
  file: string;
  place: string;
  run: string;
  callbackPath?: string;
  proven: string;
}

const folder = join(root, 'examples', 'quickstarts');

/** All of them, as the console knows them. */
export async function readCatalogue(): Promise<QuickStartEntry[]> {
  return JSON.parse(await readFile(join(folder, 'catalogue.json'), 'utf8'));
}

/** The code with these values in its holes. Throws for a hole without a value. */
export async function fillIn(file: string, values: Record<string, string>): Promise<string> {
  const code = await readFile(join(folder, file), 'utf8');
  return code.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${file} wants ${name}.`);
    return value;
  });
}

/** True when the program is installed here. */
export function isInstalled(command: string, ...parameters: string[]): boolean {
  try {
    execFileSync(command, parameters, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface RunningQuickStart {
  /** What it printed, once that matches; throws with what it said when it ends before that. */
  until(words: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** Runs a filled file with what is installed here, and the libraries of this repository. */
export async function runQuickStart(
  command: string[],
  file: string,
  code: string,
  env: Record<string, string>,
): Promise<RunningQuickStart> {
  const place = await mkdtemp(join(tmpdir(), 'quick-start-'));
  await mkdir(join(place, dirname(file)), { recursive: true });
  await writeFile(join(place, basename(file)), code);
  await symlink(join(root, 'node_modules'), join(place, 'node_modules'));
  const { PATH = '', HOME = place, GOCACHE = '', GOPATH = '' } = process.env;
  const toolchain = { PATH, HOME, ...(GOCACHE ? { GOCACHE } : {}), ...(GOPATH ? { GOPATH } : {}) };
  const [program = '', ...parameters] = command;
  const child = spawn(program, [...parameters, basename(file)], {
    cwd: place,
    env: { ...toolchain, ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Go runs what it built as a child of its own.
    detached: true,
  });
  let said = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const listener of listeners) listener();
    });
  const ended = once(child, 'close');
  return {
    until: (words) =>
      new Promise((resolve, reject) => {
        const look = () => words.test(said) && resolve(said);
        listeners.add(look);
        look();
        void ended.then(() => (look() ? undefined : reject(new Error(`It ended before it said ${words}:\n${said}`))));
      }),
    async stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await ended;
      await rm(place, { recursive: true, force: true });
    },
  };
}
