import { describe, expect, it } from 'vitest';
import { createRandom } from './random';

/** Fills pool after pool with bytes that can be told apart. */
function begin() {
  const pools: Uint8Array[] = [];
  const random = createRandom((pool) => {
    pools.push(pool);
    pool.fill(pools.length);
  });
  return { pools, random };
}

describe('random bytes', () => {
  it('are as many as were asked for, whatever is left of the pool', () => {
    const { random, pools } = begin();
    expect(random(4095)).toEqual(new Uint8Array(4095).fill(1));
    expect(random(2)).toEqual(new Uint8Array(2).fill(2));
    expect(random(0)).toEqual(new Uint8Array());
    expect(pools).toHaveLength(2);
    expect(() => random(4097)).toThrow(RangeError);
  });

  it('are the caller’s alone: none is given out twice, and none stays in the pool', () => {
    const { random, pools } = begin();
    random(16).fill(9);
    expect(pools[0]?.subarray(0, 17)).toEqual(Uint8Array.of(...new Array(16).fill(0), 1));
    expect(random(1)).toEqual(Uint8Array.of(1));
  });

  it('come from the system', () => {
    const random = createRandom();
    expect(random(32)).not.toEqual(random(32));
  });
});
