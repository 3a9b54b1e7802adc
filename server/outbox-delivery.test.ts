import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutboxDelivery } from './outbox-delivery';

const quiet = () => undefined;
/** Everything that can go on without the clock has gone on. */
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Batches of these sizes, one after the other, then nothing. */
function createOutbox(...sizes: number[]) {
  const deliver = vi.fn(async () => sizes.shift() ?? 0);
  return { deliver, delivery: createOutboxDelivery(deliver, quiet), fill: (...more: number[]) => sizes.push(...more) };
}

describe('the delivery of a serving process', () => {
  it('goes on until nothing is due', async () => {
    const { deliver, delivery } = createOutbox(5, 5, 1);
    delivery.start(5000);
    await settled();
    expect(deliver).toHaveBeenCalledTimes(4);
    await delivery.stop();
  });

  it('is woken by what comes in here, and by the clock for what comes in elsewhere', async () => {
    const { deliver, delivery, fill } = createOutbox();
    delivery.start(5000);
    await settled();
    fill(1);
    delivery.wake();
    await settled();
    expect(deliver).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(5000);
    expect(deliver).toHaveBeenCalledTimes(4);
    await delivery.stop();
  });

  it('looks again when it is woken at work, and never twice at once', async () => {
    let atWork = 0;
    const most = { atOnce: 0, calls: 0 };
    const deliver = async () => {
      atWork += 1;
      most.atOnce = Math.max(most.atOnce, atWork);
      most.calls += 1;
      await Promise.resolve();
      atWork -= 1;
      return 0;
    };
    const delivery = createOutboxDelivery(deliver, quiet);
    delivery.start(5000);
    for (let count = 0; count < 10; count += 1) delivery.wake();
    await settled();
    expect(most).toEqual({ atOnce: 1, calls: 2 });
    await delivery.stop();
  });

  it('goes on after a failure, which is reported', async () => {
    const away = new Error('away');
    const deliver = vi.fn(async () => 0).mockRejectedValueOnce(away);
    const report = vi.fn();
    const delivery = createOutboxDelivery(deliver, report);
    delivery.start(5000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(deliver).toHaveBeenCalledTimes(2);
    expect(report.mock.calls).toEqual([[away]]);
    await delivery.stop();
  });

  it('does nothing before its start and after its stop, which waits for what is under way', async () => {
    let finish = () => {};
    const deliver = vi.fn(
      () =>
        new Promise<number>((done) => {
          finish = () => done(1);
        }),
    );
    const delivery = createOutboxDelivery(deliver, quiet);
    delivery.wake();
    expect(deliver).not.toHaveBeenCalled();
    delivery.start(5000);
    let isStopped = false;
    const stopping = delivery.stop().then(() => {
      isStopped = true;
    });
    await settled();
    expect(isStopped).toBe(false);
    finish();
    await stopping;
    delivery.wake();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(deliver).toHaveBeenCalledTimes(1);
  });
});
