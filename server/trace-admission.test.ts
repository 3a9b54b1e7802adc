import { describe, expect, it } from 'vitest';
import type { ProtocolEvent } from '@/protocol/ports';
import { createTraceAdmission } from './trace-admission';

const start = new Date('2026-11-21T10:20:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

const event = (change: Partial<ProtocolEvent> = {}): ProtocolEvent => ({
  ...{ traceId: 'trace', realmId: 'realm', clientId: 'gh_client', step: 'token', outcome: 'passed', code: 'ok' },
  ...{ at: start, detail: {}, ...change },
});

const failure = (change: Partial<ProtocolEvent> = {}) => event({ outcome: 'failed', code: 'code-unknown', ...change });

/** How many of so many events are let in. */
function admitted(
  admit: (event: ProtocolEvent) => boolean,
  times: number,
  make: (index: number) => ProtocolEvent,
): number {
  return Array.from({ length: times }, (_, index) => admit(make(index))).filter(Boolean).length;
}

describe('what is kept as a trace', () => {
  it('is every step of a sign-in, and what repeats itself once a minute', () => {
    const admit = createTraceAdmission(true);
    const steps = ['authorize', 'sign-in', 'consent', 'code', 'token'] as const;
    expect(steps.map((step) => admit(event({ step })))).toEqual([true, true, true, true, true]);
    for (const step of ['userinfo', 'refresh'] as const) {
      expect(
        admitted(admit, 100, () => event({ step, at: later(59) })),
        step,
      ).toBe(1);
      expect(
        admitted(admit, 100, () => event({ step, at: later(60) })),
        step,
      ).toBe(1);
    }
    expect(admit(event({ step: 'userinfo', traceId: 'another' }))).toBe(true);
  });

  it('is one token a minute of a client that acts for itself, although each request has a trace', () => {
    const admit = createTraceAdmission(true);
    const make = (index: number) => event({ traceId: `trace-${index}`, detail: { grantType: 'client_credentials' } });
    expect(admitted(admit, 100, make)).toBe(1);
    expect(admit({ ...make(0), clientId: 'gh_other' })).toBe(true);
    expect(admitted(admit, 100, (index) => ({ ...make(index), at: later(60) }))).toBe(1);
  });

  it('is no success that belongs to no client', () => {
    const { clientId: _, ...anonymous } = event();
    expect(createTraceAdmission(true)(anonymous)).toBe(false);
  });

  it('begins 240 times a minute for one client and 600 times in all, and then goes on for those that began', () => {
    const admit = createTraceAdmission(true);
    const begin = (clientId: string) => (index: number) =>
      event({ traceId: `${clientId} ${index}`, clientId, step: 'authorize' });
    expect(admitted(admit, 1_000, begin('gh_one'))).toBe(240);
    expect(admitted(admit, 1_000, begin('gh_two'))).toBe(240);
    expect(admitted(admit, 1_000, begin('gh_three'))).toBe(120);
    expect(admit(event({ traceId: 'gh_one 7' }))).toBe(true);
    expect(admit(event({ traceId: 'gh_one 999' }))).toBe(false);
    expect(admit({ ...begin('gh_one')(0), traceId: 'next', at: later(60) })).toBe(true);
  });

  it('is bounded for failures by themselves, so that neither hides the other', () => {
    const admit = createTraceAdmission(true);
    expect(admitted(admit, 1_000, () => failure())).toBe(240);
    expect(admitted(admit, 3_000, (index) => failure({ clientId: `gh_${index}` }))).toBe(960);
    expect(admit(event())).toBe(true);
    expect(admit(failure({ at: later(60) }))).toBe(true);
  });

  it('is everything where nothing is limited', () => {
    expect(admitted(createTraceAdmission(false), 3_000, (index) => failure({ traceId: `${index}` }))).toBe(3_000);
  });
});
