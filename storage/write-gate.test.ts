import { describe, expect, it, vi } from 'vitest';
import { createWriteGate } from './write-gate';

describe('the write gate', () => {
  it('runs one piece of work at a time, in the order of calls, also after one that failed', async () => {
    const gate = createWriteGate(1000);
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (name === 'b') throw new Error('b failed');
      return name;
    };
    const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => gate.run(work(name))));
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('lets a call go with storage-unavailable when its turn does not come, and does not run it later', async () => {
    vi.useFakeTimers();
    try {
      const gate = createWriteGate(1000);
      let finish = () => {};
      const first = gate.run(() => new Promise<void>((resolve) => (finish = resolve)));
      const late = vi.fn();
      const refused = expect(gate.run(late)).rejects.toMatchObject({ kind: 'storage-unavailable' });
      await vi.advanceTimersByTimeAsync(1000);
      await refused;
      finish();
      await first;
      expect(await gate.run(async () => 'next')).toBe('next');
      expect(late).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });
});
