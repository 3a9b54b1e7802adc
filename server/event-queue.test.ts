import { describe, expect, it } from 'vitest';
import type { ProtocolEvent } from '@/protocol/ports';
import { createEventQueue } from './event-queue';

const start = new Date('2026-11-21T10:20:00Z');

function event(change: Partial<ProtocolEvent> = {}): ProtocolEvent {
  const common = {
    traceId: 'trace',
    realmId: 'realm',
    step: 'token',
    outcome: 'failed',
    code: 'code-unknown',
  } as const;
  return { ...common, at: start, detail: {}, ...change };
}

function open(append: (events: ProtocolEvent[]) => Promise<void> = async () => {}) {
  const kept: ProtocolEvent[] = [];
  const logged: ProtocolEvent[] = [];
  const queue = createEventQueue(
    async (events) => {
      await append(events);
      kept.push(...events);
    },
    (one) => logged.push(one),
  );
  return { queue, kept, logged };
}

describe('the queue of events', () => {
  it('logs every event, and keeps those that did not pass', async () => {
    const { queue, kept, logged } = open();
    const events = (['passed', 'failed', 'stopped'] as const).map((outcome) => event({ outcome }));
    for (const one of events) queue.sink(one);
    await queue.flush();
    expect(logged).toEqual(events);
    expect(kept).toEqual(events.slice(1));
  });

  it('keeps 1,200 events a minute, however often they are written, and goes on in the next', async () => {
    const { queue, kept, logged } = open();
    for (let count = 0; count < 3_000; count += 1) {
      queue.sink(event());
      if (count % 500 === 0) await queue.flush();
    }
    await queue.flush();
    expect([logged.length, kept.length]).toEqual([3_000, 1_200]);
    queue.sink(event({ at: new Date(start.getTime() + 60_000) }));
    await queue.close();
    expect(kept).toHaveLength(1_201);
  });

  it('loses what a store that is away cannot take, and does not fail', async () => {
    const { queue, kept } = open(async () => Promise.reject(new Error('away')));
    queue.sink(event());
    await expect(queue.flush()).resolves.toBeUndefined();
    expect(kept).toEqual([]);
  });
});
