import { setImmediate as endOfTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTogether } from './together';

/** A queue whose works note their names. */
function begin() {
  const done: string[] = [];
  const together = createTogether();
  return { done, add: (...names: string[]) => names.forEach((name) => void together(() => done.push(name))) };
}

describe('what is done together', () => {
  it('is done at the end of the turn, in order', async () => {
    const { done, add } = begin();
    add('a', 'b');
    expect(done).toEqual([]);
    await endOfTurn();
    expect(done).toEqual(['a', 'b']);
  });

  it('is done at once when there are eight', () => {
    const { done, add } = begin();
    add('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i');
    expect(done.join('')).toBe('abcdefgh');
  });

  it('is done once, and what comes later after it', async () => {
    const { done, add } = begin();
    add('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i');
    await endOfTurn();
    add('j');
    await endOfTurn();
    expect(done.join('')).toBe('abcdefghij');
  });
});
