/** A clock that stands still until a test moves it, and chance that is the same in every run. */
import { createHash } from 'node:crypto';
import type { Clock, RandomBytes } from '../ports';

export interface TestClock extends Clock {
  advance(seconds: number): void;
}

export function createTestClock(begin = '2026-11-21T09:00:00Z'): TestClock {
  let now = Date.parse(begin);
  return {
    now: () => new Date(now),
    advance: (seconds) => {
      now += seconds * 1000;
    },
  };
}

/** SHA-256 over a counter: never the same twice, always the same in the same place of a test. */
export function createTestRandom(seed = 'gatehouse'): RandomBytes {
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length; filled += 32) {
      counter += 1;
      bytes.set(
        createHash('sha256')
          .update(`${seed} ${counter}`)
          .digest()
          .subarray(0, length - filled),
        filled,
      );
    }
    return bytes;
  };
}
