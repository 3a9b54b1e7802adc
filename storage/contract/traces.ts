/** What is kept of requests: their events, and where each trace of a client stands. */
import { describe, expect, it } from 'vitest';
import type { Trace } from '@/portal/ports';
import type { ProtocolEvent } from '@/protocol/ports';
import { grant, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeTraces(subject: Subject): void {
  describe('traces', () => {
    standing(subject);
    pages(subject);
    bounds(subject);
  });
}

function anEvent(change: Partial<ProtocolEvent> = {}): ProtocolEvent {
  return {
    ...{ traceId: random(), realmId: 'of the storage', step: 'token', outcome: 'passed', code: 'ok', at: now },
    ...{ detail: {}, ...change },
  };
}

const idsOf = (found: Trace[]) => found.map(({ id }) => id);

function standing({ storage }: Subject): void {
  it('gives back the events of a trace, oldest first', async () => {
    const traceId = random();
    const events = [
      anEvent({ traceId, detail: { size: 3 } }),
      anEvent({ traceId, at: later(1), clientId: 'gh_client' }),
    ];
    await storage().traces.append(events.toReversed());
    await storage().traces.append([]);
    expect(await storage().traces.find(traceId)).toMatchObject(events.map(({ realmId: _, ...event }) => event));
    expect(await storage().traces.find(random())).toEqual([]);
  });

  it('says where a trace stands after all its events, in whatever order they were written', async () => {
    const [id, clientId] = [random(), random()];
    const ofTrace = { traceId: id, clientId };
    await storage().traces.append([
      anEvent({ ...ofTrace, step: 'sign-in', at: later(2), outcome: 'failed', code: 'wrong-name-or-password' }),
      anEvent({ ...ofTrace, step: 'code', at: later(9), subject: 'ada' }),
    ]);
    await storage().traces.append([anEvent({ ...ofTrace, step: 'authorize', at: later(1) })]);
    await storage().traces.append([anEvent({ traceId: id, at: later(10) })]);
    const trace = { id, clientId, subject: 'ada', startedAt: later(1), lastAt: later(9), step: 'code' };
    expect(await storage().traces.summary(id)).toEqual({ ...trace, outcome: 'passed', code: 'ok' });
    await storage().traces.append([
      anEvent({
        ...ofTrace,
        clientId: 'another',
        at: later(9),
        outcome: 'failed',
        code: 'code-reused',
        subject: 'eve',
      }),
    ]);
    expect(await storage().traces.summary(id)).toEqual({
      ...trace,
      step: 'token',
      outcome: 'failed',
      code: 'code-reused',
    });
  });

  it('knows the people behind subjects, those of a sector too', async () => {
    const { person } = await grant(storage());
    const pairwise = random();
    await storage().stores.pairwiseSubjects.settle(person.id, 'https://sector.example', pairwise);
    const found = await storage().traces.peopleBehind([person.subject, pairwise, random()]);
    expect(found).toEqual(new Map([person.subject, pairwise].map((subject) => [subject, person])));
    expect(await storage().traces.peopleBehind([])).toEqual(new Map());
  });

  it('has no standing of a trace that belongs to no client', async () => {
    const traceId = random();
    await storage().traces.append([anEvent({ traceId, outcome: 'failed', code: 'client-unknown' })]);
    expect(await storage().traces.summary(traceId)).toBeUndefined();
    expect(await storage().traces.find(traceId)).toHaveLength(1);
  });

  it('counts no event twice in a trace that several write at once', async () => {
    const [traceId, clientId] = [random(), random()];
    const many = Array.from({ length: 8 }, (_, index) => anEvent({ traceId, clientId, at: later(index) }));
    await Promise.all(many.map((event) => storage().traces.append([event])));
    expect(await storage().traces.summary(traceId)).toMatchObject({ startedAt: now, lastAt: later(7) });
    expect((await storage().traces.find(traceId)).map(({ at }) => at)).toEqual(many.map(({ at }) => at));
  });
}

function pages({ storage }: Subject): void {
  it('lists those of one client, newest first, page by page, also where several began at once', async () => {
    const clientId = random();
    const ids = [1, 2, 2, 2, 3].map((seconds) => ({ id: random(), at: later(seconds) }));
    await storage().traces.append(ids.map(({ id: traceId, at }) => anEvent({ traceId, at, clientId })));
    await storage().traces.append([anEvent({ clientId: random() })]);
    const all = await storage().traces.list({ clientId }, { limit: 10 });
    expect(all.map(({ startedAt }) => startedAt)).toEqual([3, 2, 2, 2, 1].map((seconds) => later(seconds)));
    expect(new Set(idsOf(all))).toEqual(new Set(ids.map(({ id }) => id)));
    const paged: Trace[] = [];
    for (let after: Trace | undefined; paged.length < 5; after = paged.at(-1)) {
      const page = await storage().traces.list({ clientId }, { limit: 2, ...(after === undefined ? {} : { after }) });
      expect(page.length).toBeGreaterThan(0);
      paged.push(...page);
    }
    expect(paged).toEqual(all);
  });

  it('finds by outcome, step, code, person and time', async () => {
    const clientId = random();
    const write = async (change: Partial<ProtocolEvent>) => {
      const event = anEvent({ clientId, ...change });
      await storage().traces.append([event]);
      return event.traceId;
    };
    const failed = await write({ outcome: 'failed', code: 'pkce-verifier-mismatch', at: later(1) });
    const stopped = await write({ outcome: 'stopped', step: 'consent', code: 'consent-denied', at: later(2) });
    const passed = await write({ subject: 'ada', at: later(3) });
    const found = async (filter: object) => idsOf(await storage().traces.list({ clientId, ...filter }, { limit: 10 }));
    expect(await found({ outcome: 'failed' })).toEqual([failed]);
    expect(await found({ step: 'consent' })).toEqual([stopped]);
    expect(await found({ code: 'pkce-verifier-mismatch' })).toEqual([failed]);
    expect(await found({ subject: 'ada' })).toEqual([passed]);
    expect(await found({ from: later(2) })).toEqual([passed, stopped]);
    expect(await found({ from: later(1), until: later(2) })).toEqual([failed]);
    expect(await found({ changedAfter: later(2) })).toEqual([passed]);
    expect(await found({ outcome: 'failed', subject: 'ada' })).toEqual([]);
    await expect(found({ code: { not: 'x' } })).rejects.toEqual(kind('invalid-key'));
  });
}

function bounds({ storage }: Subject): void {
  it('keeps the newest two thousand of a client, and loses the others with their events', async () => {
    const clientId = random();
    const events = Array.from({ length: 2_003 }, (_, index) => anEvent({ clientId, at: later(index) }));
    await storage().traces.append(events.slice(0, 1_000));
    await storage().traces.append(events.slice(1_000));
    await storage().sweep(later(3_000));
    const kept = await storage().traces.list({ clientId, until: later(10) }, { limit: 20 });
    expect(idsOf(kept)).toEqual(
      events
        .slice(3, 10)
        .map(({ traceId }) => traceId)
        .toReversed(),
    );
    expect(await storage().traces.find(events[2]?.traceId ?? '')).toEqual([]);
    expect(await storage().traces.find(events[3]?.traceId ?? '')).toHaveLength(1);
  });
}
