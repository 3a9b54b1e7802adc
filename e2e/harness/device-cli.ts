/** `examples/device-cli` in a terminal of its own. */
import { join } from 'node:path';
import { spawnApplication } from './application-process';
import { root } from './command-line';

export interface DeviceCli {
  /** What is on the screen, once it matches; throws when the program ends before that. */
  until(words: RegExp): Promise<string>;
  /** Its exit code and all that it printed. */
  ended: Promise<{ exitCode: number | null; printed: string }>;
  stop(): void;
}

/** Starts the program against an issuer. */
export function startDeviceCli(env: Record<string, string>): DeviceCli {
  const child = spawnApplication(join(root, 'examples', 'device-cli', 'cli.js'), env);
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<{ exitCode: number | null; printed: string }>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, printed }));
  });
  return {
    ended,
    until: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (words.test(printed)) resolve(printed);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended before it said ${words}:\n${printed}`)));
      }),
    stop: () => child.kill(),
  };
}
