import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Tasks } from './worker';

const script = fileURLToPath(new URL('./worker.ts', import.meta.url));

export interface Worker {
  /** Sends a task and waits for its first answer. Throws when it fails or the worker ends. */
  run<Name extends keyof Tasks>(name: Name, given: Tasks[Name]['given']): Promise<Tasks[Name]['answer']>;
  /** Passes on every answer of a task that never ends; returns when `heard` first says that it has heard enough. */
  follow<Name extends keyof Tasks>(
    name: Name,
    given: Tasks[Name]['given'],
    heard: (answer: Tasks[Name]['answer']) => boolean,
  ): Promise<void>;
  /** With SIGKILL. */
  kill(): Promise<void>;
}

/** Another operating system process that runs `worker.ts`. */
export function startWorker(): Worker {
  const child = fork(script, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  return {
    async run(name, given) {
      const answered = once(child, 'message');
      child.send({ name, given });
      const [message] = await Promise.race([answered, exited.then(() => [{ failure: 'The worker ended.' }])]);
      if ('failure' in message) throw new Error(message.failure);
      return message.answer;
    },
    follow(name, given, heard) {
      return new Promise((resolve, reject) => {
        child.on('message', (message: { answer: never } | { failure: string }) => {
          if ('failure' in message) reject(new Error(message.failure));
          else if (heard(message.answer)) resolve();
        });
        void exited.then(() => reject(new Error('The worker ended.')));
        child.send({ name, given });
      });
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
