import { describe, expect, it } from 'vitest';
import type { ProtocolEvent } from '@/protocol/ports';
import { createEventQueue } from './event-queue';

const event = (change: Partial<ProtocolEvent> = {}): ProtocolEvent => ({
  ...{ traceId: 'trace', realmId: 'realm', step: 'token', outcome: 'failed', code: 'code-unknown' },
  ...{ at: new Date('2026-11-21T10:20:00Z'), detail: {}, ...change },
});

function open(append: (events: ProtocolEvent[]) => Promise<void> = async () => {}, admit = (_: ProtocolEvent) => true) {
  const kept: ProtocolEvent[] = [];
  const told: ProtocolEvent[] = [];
  const queue = createEventQueue(
    async (events) => {
      await append(events);
      kept.push(...events);
    },
    (one) => told.push(one),
    admit,
  );
  return { queue, kept, told };
}

describe('the queue of events', () => {
  it('tells every event, and keeps those that are let in', async () => {
    const { queue, kept, told } = open(undefined, ({ outcome }) => outcome !== 'stopped');
    const events = (['passed', 'failed', 'stopped'] as const).map((outcome) => event({ outcome }));
    for (const one of events) queue.sink(one);
    await queue.flush();
    expect(told).toEqual(events);
    expect(kept).toEqual(events.slice(0, 2));
  });

  it('keeps nothing that could be a secret, although it is told as it is', async () => {
    const { queue, kept, told } = open();
    const secret = 'ghs_2ndhA7c0Qw9xkVtY3mPbL5';
    const detail = { received: `https://app.example/cb?key=${secret}`, reason: secret };
    queue.sink(event({ code: 'redirect-uri-mismatch', detail }));
    await queue.flush();
    expect(told[0]?.detail).toEqual(detail);
    expect(kept[0]?.detail).toEqual({ received: 'https://app.example/cb?key=…' });
  });

  it('holds five thousand at most until they are written', async () => {
    const { queue, kept } = open();
    for (let count = 0; count < 6_000; count += 1) queue.sink(event());
    await queue.close();
    expect(kept).toHaveLength(5_000);
  });

  it('loses what a store that is away cannot take, at the first try, and does not fail', async () => {
    let asked = 0;
    const { queue, kept } = open(async () => {
      asked += 1;
      throw new Error('away');
    });
    for (let count = 0; count < 500; count += 1) queue.sink(event());
    await expect(queue.flush()).resolves.toBeUndefined();
    expect(kept).toEqual([]);
    expect(asked).toBe(1);
  });
});
