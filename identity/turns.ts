/** One after the other for each key, within this process. */
import { failure } from './failure';

export type TakeTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Work of one key never overlaps. Throws `kind: 'overloaded'` when more than `waiting` already wait for that key. */
export function createTurns(waiting: number): TakeTurn {
  const lines = new Map<string, { last: Promise<unknown>; length: number }>();
  return async (key, work) => {
    const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (line.length > waiting) throw failure('overloaded', 'too many attempts of one name at once');
    lines.set(key, line);
    line.length += 1;
    const mine = line.last.then(work);
    line.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      line.length -= 1;
      if (line.length === 0) lines.delete(key);
    }
  };
}
