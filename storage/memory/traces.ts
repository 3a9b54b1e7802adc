/** Traces and usage on Maps. */
import type { Person } from '@/identity/ports';
import type { Trace, TraceFilter, TraceStore, UsageCount, UsageStore } from '@/portal/ports';
import { assertPrimitives, pageSize } from '../query-values';
import { mergeTrace, summarise } from '../trace-summary';
import { keyOf, spread, startOf } from '../usage-spans';
import type { MemoryAccess, State } from './state';

export function createTraceStore({ read, write }: MemoryAccess): TraceStore {
  return {
    append: (events) =>
      write(({ traceEvents, traces }) => {
        for (const { subject: _, ...event } of events) {
          traceEvents.set(event.traceId, [...(traceEvents.get(event.traceId) ?? []), structuredClone(event)]);
        }
        for (const trace of summarise(events)) traces.set(trace.id, mergeTrace(traces.get(trace.id), trace));
      }),
    find: (traceId) =>
      read(({ traceEvents }) =>
        [...(traceEvents.get(traceId) ?? [])].sort((first, second) => first.at.getTime() - second.at.getTime()),
      ),
    summary: (traceId) => read(({ traces }) => traces.get(traceId)),
    peopleBehind: (subjects) =>
      read(({ people, pairwiseSubjects }) => {
        assertPrimitives(Object.fromEntries(subjects.entries()));
        const found = new Map<string, Person>();
        for (const person of people.values()) if (subjects.includes(person.subject)) found.set(person.subject, person);
        for (const [key, subject] of pairwiseSubjects) {
          const person = people.get(key.split(' ', 1).join());
          if (person !== undefined && subjects.includes(subject)) found.set(subject, person);
        }
        return found;
      }),
    async list(filter, { after, limit }) {
      assertPrimitives(Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)));
      return read(({ traces }) =>
        [...traces.values()]
          .filter((trace) => fits(trace, filter) && (after === undefined || compare(trace, after) > 0))
          .sort(compare)
          .slice(0, pageSize(limit)),
      );
    },
  };
}

/** The newest first. */
export function compare(first: Pick<Trace, 'id' | 'startedAt'>, second: Pick<Trace, 'id' | 'startedAt'>): number {
  return (
    second.startedAt.getTime() - first.startedAt.getTime() || (first.id > second.id ? -1 : Number(first.id < second.id))
  );
}

function fits(trace: Trace, { from, until, changedAfter, ...equal }: TraceFilter): boolean {
  return (
    Object.entries(equal).every(([name, value]) => value === undefined || trace[name as keyof Trace] === value) &&
    (from === undefined || trace.startedAt >= from) &&
    (until === undefined || trace.startedAt < until) &&
    (changedAfter === undefined || trace.lastAt > changedAfter)
  );
}

export function createUsageStore({ read, write }: MemoryAccess): UsageStore {
  return {
    add: (counts, signedIn) =>
      write((state) => {
        for (const row of spread([...counts, ...countPeople(state, signedIn)])) {
          const key = keyOf(row);
          state.usageCounts.set(key, { ...row, count: row.count + (state.usageCounts.get(key)?.count ?? 0) });
        }
      }),
    read: (clientId, span, from, until) => {
      assertPrimitives({ clientId, span, from, until });
      return read(({ usageCounts }) =>
        [...usageCounts]
          .filter(([, row]) => row.clientId === clientId && row.span === span)
          .filter(([, { startsAt }]) => startsAt >= from && startsAt < until)
          .sort(([first], [second]) => (first < second ? -1 : 1))
          .map(([, { clientId: _, span: __, ...row }]) => row),
      );
    },
  };
}

function countPeople({ usagePeople }: State, signedIn: Parameters<UsageStore['add']>[1]) {
  const counts: Array<UsageCount & { clientId: string }> = [];
  for (const { clientId, at, subject } of signedIn) {
    const startsAt = startOf('day', at);
    const key = [clientId, startsAt.getTime(), subject].join(' ');
    if (!usagePeople.has(key)) counts.push({ clientId, startsAt: at, measure: 'person', kind: '', count: 1 });
    usagePeople.set(key, startsAt);
  }
  return counts;
}
