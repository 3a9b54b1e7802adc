/**
 * Commands one after another in one process, for tests that fill an instance: loading the code costs more than most
 * commands do. Each opens storage and keys anew and closes them, as a process of its own would. A line of standard input
 * is `{ args, stdin }`, a line of standard output `{ exitCode, stdout, stderr }`.
 */
import { createInterface } from 'node:readline';
import { environment } from '@/server/env';
import { compileLightly } from '../compile-lightly';
import { openWorkbench } from '../open-workbench';
import { run } from '../program';
import { examineSurroundings } from '../surroundings';

compileLightly();
for await (const line of createInterface({ input: process.stdin })) {
  const { args, stdin } = JSON.parse(line) as { args: string[]; stdin: string };
  const said: string[] = [];
  const warned: string[] = [];
  const exitCode = await run(args, {
    terminal: {
      say: (text) => said.push(`${text}\n`),
      warn: (text) => warned.push(`${text}\n`),
      readSecret: async () => stdin,
    },
    surroundings: () => examineSurroundings(environment),
    async open() {
      const workbench = await openWorkbench();
      const close = async () => {
        await workbench.close();
        // The container of this process: the next command builds its own.
        Reflect.deleteProperty(globalThis, Symbol.for('gatehouse'));
      };
      return { ...workbench, close };
    },
  });
  const result = { exitCode, stdout: said.join(''), stderr: warned.join('') };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
