/** Commands against one instance's environment in one process, which is there while they follow each other closely. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CommandResult } from './command-line';
import { root } from './command-line';

type RunCommand = (args: string[], stdin?: string) => Promise<CommandResult>;

const idleMilliseconds = 60_000;
const series = new Map<string, RunCommand>();

/** Runs commands in the order of the calls; every call for the same environment returns the same series. */
export function commandSeries(env: Record<string, string>): RunCommand {
  const key = JSON.stringify(env);
  const run = series.get(key) ?? createSeries(env);
  series.set(key, run);
  return run;
}

function createSeries(env: Record<string, string>): RunCommand {
  let last: Promise<unknown> = Promise.resolve();
  let running: Series | undefined;
  let idle: NodeJS.Timeout | undefined;
  const runNow: RunCommand = async (args, stdin = '') => {
    clearTimeout(idle);
    running ??= startSeries(env);
    try {
      return await running.run(args, stdin);
    } catch (error) {
      running = undefined;
      throw error;
    } finally {
      idle = setTimeout(() => {
        running?.end();
        running = undefined;
      }, idleMilliseconds).unref();
    }
  };
  return (args, stdin) => {
    const result = last.then(() => runNow(args, stdin));
    last = result.catch(() => undefined);
    return result;
  };
}

interface Series {
  run(args: string[], stdin: string): Promise<CommandResult>;
  end(): void;
}

/** It ends with its standard input, so with the process that started it. */
function startSeries(env: Record<string, string>): Series {
  const child = spawn(process.execPath, ['dist/cli/series.js'], {
    cwd: root,
    env: { ...env, NODE_ENV: 'production' },
  });
  const { stdin, stdout, stderr } = child;
  let failure = '';
  stderr.setEncoding('utf8').on('data', (text: string) => (failure += text));
  stdin.on('error', () => undefined);
  const lines = createInterface({ input: stdout });
  letGo(child);
  return {
    run(args, text) {
      hold(child);
      return new Promise<CommandResult>((resolve, reject) => {
        const fail = () => reject(new Error(`The commands ended at ${args.join(' ')}:\n${failure}`));
        child.once('close', fail);
        lines.once('line', (line) => {
          child.off('close', fail);
          resolve(JSON.parse(line));
        });
        stdin.write(`${JSON.stringify({ args, stdin: text })}\n`);
      }).finally(() => letGo(child));
    },
    end: () => stdin.end(),
  };
}

type Holding = { ref(): void; unref(): void };

const handlesOf = (child: ChildProcessWithoutNullStreams) =>
  [child, child.stdin, child.stdout, child.stderr] as unknown as Holding[];

/** While a command runs it keeps this process alive; in between it does not. */
function hold(child: ChildProcessWithoutNullStreams): void {
  for (const handle of handlesOf(child)) handle.ref();
}

function letGo(child: ChildProcessWithoutNullStreams): void {
  for (const handle of handlesOf(child)) handle.unref();
}
