import { expect, it, vi } from 'vitest';
import { refusal } from '@/protocol/errors';
import { createFailureRecord } from './failure-record';

const build = () => {
  const flush = vi.fn(async () => {});
  const sink = vi.fn();
  const clock = { now: () => new Date(0) };
  const events = { sink, flush, close: flush };
  return { ...createFailureRecord({ realmId: 'realm', clock, events }), flush, sink };
};

it('writes a refusal before its page is shown', async () => {
  const { recordFailure, wasOutage, flush, sink } = build();
  await recordFailure(refusal('client-unknown', { clientId: 'gh_x' }), 'trace', 'authorize');
  expect(sink).toHaveBeenCalledWith(expect.objectContaining({ traceId: 'trace', code: 'client-unknown' }));
  expect(flush).toHaveBeenCalledOnce();
  expect(wasOutage('trace')).toBe(false);
});

it('waits for no database that is away, and keeps in mind that it was', async () => {
  const { recordFailure, wasOutage, flush } = build();
  await recordFailure(refusal('storage-unavailable'), 'trace', 'authorize');
  expect(flush).not.toHaveBeenCalled();
  expect(wasOutage('trace')).toBe(true);
});

it('keeps a thousand outages in mind, and forgets the oldest', async () => {
  const { recordFailure, wasOutage } = build();
  for (let count = 0; count <= 1000; count += 1)
    await recordFailure(refusal('storage-unavailable'), `${count}`, 'authorize');
  expect([0, 1, 1000].map((count) => wasOutage(`${count}`))).toEqual([false, true, true]);
});
