/** An application that is a Node program of its own, as its readers would start it. */
import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, dirname } from 'node:path';
import type { Readable } from 'node:stream';

type Program = ChildProcessByStdio<null, Readable, Readable>;

export interface ApplicationProcess {
  stop(): Promise<void>;
}

/** Runs the program in its folder, with these variables and no others of ours. */
export function spawnApplication(file: string, env: Record<string, string>): Program {
  const { PATH = '' } = process.env;
  return spawn(process.execPath, [basename(file)], {
    cwd: dirname(file),
    env: { PATH, ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The same, once it has said `Open http...`. Throws with what it said when it ends before that. */
export async function startApplication(file: string, env: Record<string, string>): Promise<ApplicationProcess> {
  const child = spawnApplication(file, env);
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  await untilListening(child);
  return {
    async stop() {
      process.off('exit', killWithUs);
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

function untilListening(child: Program): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (/^Open http/m.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`The application ended before it listened:\n${said}`)));
  });
}
