/** Argon2id behind a bounded queue: the one place where passwords are hashed and verified. */
import { availableParallelism } from 'node:os';
import { hash as argon2Hash, verify as argon2Verify, parseOptions } from '@node-rs/argon2';
import { failure } from './failure';
import type { RandomBytes } from './ports';

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. About 20 ms of one core. The package's default is argon2id. */
const argon2Parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** `@node-rs/argon2` numbers the variants; its const enum cannot be read across isolated modules. */
const argon2id = 2;

export interface PasswordHash {
  /** A salted argon2id hash in PHC form. Throws `kind: 'overloaded'` when the queue is full. */
  hash(password: string): Promise<string>;
  /**
   * Verifies exactly. Without a stored hash it spends the same time and says no. `outdated` is true when the stored
   * hash was made with other parameters and should be made anew. Throws `kind: 'overloaded'` when the queue is full.
   */
  verify(password: string, stored: string | undefined): Promise<{ matches: boolean; outdated: boolean }>;
}

/**
 * At most `concurrency` hashes run at once (default: one a core, at most four) and at most `waiting` wait (default 128,
 * which is one to two seconds); beyond that it sheds load, so that guessing cannot starve the rest of the server.
 */
export function createPasswordHash(options: {
  random: RandomBytes;
  concurrency?: number;
  waiting?: number;
}): PasswordHash {
  const { concurrency = Math.min(4, availableParallelism()), waiting = 128 } = options;
  const decoy = decoyHash(options.random);
  const inTurn = createQueue(concurrency, waiting);
  return {
    hash: (password) => inTurn(() => argon2Hash(password, argon2Parameters)),
    verify: (password, stored) =>
      inTurn(async () => {
        const fits = await argon2Verify(stored ?? decoy, password);
        return { matches: fits && stored !== undefined, outdated: stored !== undefined && isOutdated(stored) };
      }),
  };
}

/** A hash that no password has, made without hashing: verifying against it costs what a real one costs. */
function decoyHash(random: RandomBytes): string {
  const encode = (length: number) => Buffer.from(random(length)).toString('base64').replaceAll('=', '');
  const { memoryCost, timeCost, parallelism, outputLen } = argon2Parameters;
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${encode(16)}$${encode(outputLen)}`;
}

function isOutdated(stored: string): boolean {
  const { algorithm, memoryCost, timeCost, parallelism, outputLen } = parseOptions(stored);
  const wanted = argon2Parameters;
  return (
    Number(algorithm) !== argon2id ||
    memoryCost !== wanted.memoryCost ||
    timeCost !== wanted.timeCost ||
    parallelism !== wanted.parallelism ||
    outputLen !== wanted.outputLen
  );
}

function createQueue(concurrency: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= concurrency) {
      if (queue.length >= waiting) throw failure('overloaded', 'too many passwords are being hashed');
      // Whoever leaves hands over its place, so `running` is not counted up again.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
