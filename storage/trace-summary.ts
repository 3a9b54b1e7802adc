/** Where traces stand after a few more events: the same rule for every storage. */
import type { Trace } from '@/portal/ports';
import type { ProtocolEvent } from '@/protocol/ports';

/** One summary for each trace of a client, in the order of their ids, so that parallel writers never wait for each other. */
export function summarise(events: readonly ProtocolEvent[]): Trace[] {
  const traces = new Map<string, Trace>();
  for (const event of events) {
    const trace = toTrace(event);
    if (trace !== undefined) traces.set(trace.id, mergeTrace(traces.get(trace.id), trace));
  }
  return [...traces.values()].sort((first, second) => (first.id < second.id ? -1 : 1));
}

/** The later one says where it stands. The client and the subject that were known first stay. */
export function mergeTrace(before: Trace | undefined, after: Trace): Trace {
  if (before === undefined) return after;
  const latest = after.lastAt >= before.lastAt ? after : before;
  const first = after.startedAt < before.startedAt ? after : before;
  return {
    ...latest,
    clientId: before.clientId,
    subject: before.subject ?? after.subject,
    startedAt: first.startedAt,
  };
}

function toTrace({ traceId, clientId, subject, step, outcome, code, at }: ProtocolEvent): Trace | undefined {
  if (clientId === undefined) return undefined;
  return { id: traceId, clientId, subject: subject ?? null, startedAt: at, lastAt: at, step, outcome, code };
}
