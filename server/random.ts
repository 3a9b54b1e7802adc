/** Random bytes in small numbers: asked for by the thousand, since each call to the system costs more than the bytes. */
import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from '@/protocol/ports';

const poolBytes = 4096;

/** Cryptographically random bytes. Each is given out once, and nothing of it stays in the pool. */
export function createRandom(fill: (pool: Uint8Array) => void = randomFillSync): RandomBytes {
  const pool = new Uint8Array(poolBytes);
  let used = poolBytes;
  return (length) => {
    if (length > poolBytes) throw new RangeError(`At most ${poolBytes} random bytes at once.`);
    if (used + length > poolBytes) {
      fill(pool);
      used = 0;
    }
    const bytes = pool.slice(used, used + length);
    pool.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}
