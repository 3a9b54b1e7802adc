import { describe, expect, it, vi } from 'vitest';
import type { UsageStore } from '@/portal/ports';
import type { ProtocolEvent } from '@/protocol/ports';
import { createMemoryStorage } from '@/storage/memory/storage';
import { createUsageCounter } from './usage-counter';

const at = new Date('2026-11-21T10:20:30.456Z');
const [midnight, tomorrow] = [new Date('2026-11-21T00:00:00Z'), new Date('2026-11-22T00:00:00Z')];

const event = (change: Partial<ProtocolEvent> = {}): ProtocolEvent => ({
  ...{ traceId: 'trace', realmId: 'realm', clientId: 'gh_client', step: 'token', outcome: 'passed', code: 'ok' },
  ...{ at, detail: {}, ...change },
});

function open() {
  const { usage } = createMemoryStorage({ clock: { now: () => at } });
  const add = vi.fn<UsageStore['add']>(usage.add);
  const counter = createUsageCounter(add);
  const read = async () => {
    await counter.flush();
    const counts = await usage.read('gh_client', 'day', midnight, tomorrow);
    return Object.fromEntries(counts.map(({ measure, kind, count }) => [`${measure} ${kind}`.trim(), count]));
  };
  return { counter, add, read };
}

describe('the counter of usage', () => {
  it('counts sign-ins, the people among them, tokens by grant and errors by code', async () => {
    const { counter, read, add } = open();
    for (const subject of ['ada', 'ada', 'bob']) counter.count(event({ step: 'code', subject }));
    counter.count(event({ detail: { grantType: 'authorization_code' }, subject: 'ada' }));
    counter.count(event({ detail: { grantType: 'password' }, subject: 'eve' }));
    for (let times = 0; times < 3; times += 1)
      counter.count(event({ step: 'refresh', detail: { grantType: 'refresh_token' } }));
    counter.count(event({ outcome: 'failed', code: 'code-reused' }));
    counter.count(event({ outcome: 'stopped', step: 'consent', code: 'consent-denied' }));
    counter.count(event({ code: 'device-code-pending' }));
    counter.count(event({ step: 'userinfo' }));
    const { clientId: _, ...anonymous } = event({ outcome: 'failed', code: 'client-unknown' });
    counter.count(anonymous);
    expect(await read()).toEqual({
      ...{ 'sign-in': 4, person: 3, 'token authorization_code': 1, 'token password': 1, 'token refresh_token': 3 },
      ...{ 'error code-reused': 1, 'error consent-denied': 1 },
    });
    expect(add).toHaveBeenCalledOnce();
  });

  it('writes nothing where nothing happened', async () => {
    const { counter, add } = open();
    await counter.flush();
    expect(add).not.toHaveBeenCalled();
  });

  it('loses nothing while the store is away', async () => {
    const { counter, add, read } = open();
    add.mockRejectedValueOnce(new Error('away'));
    counter.count(event({ step: 'code', subject: 'ada' }));
    await counter.flush();
    counter.count(event({ step: 'code', subject: 'bob' }));
    expect(await read()).toEqual({ 'sign-in': 2, person: 2 });
  });
});
