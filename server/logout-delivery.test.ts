import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGuardedFetch } from './guarded-fetch';
import { createLogger } from './logger';
import { createFormPost, createLogoutDelivery } from './logout-delivery';

const logger = createLogger('silent');
/** Everything that can go on without the clock has gone on. */
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Batches of these sizes, one after the other, then nothing. */
function createOutbox(...sizes: number[]) {
  const deliver = vi.fn(async () => sizes.shift() ?? 0);
  return { deliver, delivery: createLogoutDelivery(deliver, logger), fill: (...more: number[]) => sizes.push(...more) };
}

describe('the delivery of a serving process', () => {
  it('goes on until nothing is due', async () => {
    const { deliver, delivery } = createOutbox(5, 5, 1);
    delivery.start(5000);
    await settled();
    expect(deliver).toHaveBeenCalledTimes(4);
    await delivery.stop();
  });

  it('is woken by a session that ends here, and by the clock for those that end elsewhere', async () => {
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
    const delivery = createLogoutDelivery(deliver, logger);
    delivery.start(5000);
    for (let count = 0; count < 10; count += 1) delivery.wake();
    await settled();
    expect(most).toEqual({ atOnce: 1, calls: 2 });
    await delivery.stop();
  });

  it('goes on after a failure', async () => {
    const { deliver, delivery } = createOutbox();
    deliver.mockRejectedValueOnce(new Error('away'));
    delivery.start(5000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(deliver).toHaveBeenCalledTimes(2);
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
    const delivery = createLogoutDelivery(deliver, logger);
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

it('a logout token is posted as a form within bounds, and the answer is its status', async () => {
  const fetch = vi.fn(async () => ({ status: 204, contentType: '', body: new Uint8Array() }));
  expect(await createFormPost(fetch)('https://rp.example/ended', { logout_token: 'a.b.c' })).toBe(204);
  const bounds = { timeoutMilliseconds: 5000, maxBytes: 65_536 };
  const form = new URLSearchParams({ logout_token: 'a.b.c' });
  expect(fetch).toHaveBeenCalledWith('https://rp.example/ended', bounds, form);
});

it.each([
  'http://127.0.0.1:8080/ended',
  'https://127.0.0.1/ended',
  'https://[::1]/ended',
  'https://169.254.169.254/latest',
  'https://10.0.0.1/ended',
  'https://localhost/ended',
  'http://intranet.example/ended',
])('a logout token is never posted to %s, whatever a client registered', async (uri) => {
  vi.useRealTimers();
  const post = createFormPost(createGuardedFetch([]));
  await expect(post(uri, { logout_token: 'a.b.c' })).rejects.toMatchObject({ kind: 'fetch-refused' });
});
