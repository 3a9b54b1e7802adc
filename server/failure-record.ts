/** Keeps a refusal under its trace id before the page that explains it is shown. */
import type { OAuthError } from '@/protocol/errors';
import { describeCause } from '@/protocol/errors';
import type { Clock, ProtocolEvent } from '@/protocol/ports';
import type { EventQueue } from './event-queue';

export type RecordFailure = (error: OAuthError, traceId: string, step: ProtocolEvent['step']) => Promise<void>;

export interface FailureRecord {
  recordFailure: RecordFailure;
  /** True for a trace of this process whose refusal was that the database is away, where it cannot be read either. */
  wasOutage(traceId: string): boolean;
}

const mostOutages = 1000;

/** Writes at once, since the page that follows reads it; a store that is away costs the trace, not the page. */
export function createFailureRecord({
  realmId,
  clock,
  events,
}: {
  realmId: string;
  clock: Clock;
  events: EventQueue;
}): FailureRecord {
  const outages = new Set<string>();
  const remember = (traceId: string) => {
    outages.add(traceId);
    for (const oldest of outages) if (outages.size > mostOutages) outages.delete(oldest);
  };
  const recordFailure: RecordFailure = async (error, traceId, step) => {
    const { clientId, ...detail } = error.detail;
    events.sink({
      traceId,
      realmId,
      ...(typeof clientId === 'string' && clientId !== '' ? { clientId } : {}),
      step,
      outcome: 'failed',
      code: error.code,
      at: clock.now(),
      detail: { ...detail, ...describeCause(error) },
    });
    // While the database is away there is nothing to wait for; the queue tries by itself.
    if (error.code === 'storage-unavailable') remember(traceId);
    else await events.flush();
  };
  return { recordFailure, wasOutage: (traceId) => outages.has(traceId) };
}
