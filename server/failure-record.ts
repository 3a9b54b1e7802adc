/** Keeps a refusal under its trace id before the page that explains it is shown. */
import type { OAuthError } from '@/protocol/errors';
import { describeCause } from '@/protocol/errors';
import type { Clock, ProtocolEvent } from '@/protocol/ports';
import type { EventQueue } from './event-queue';

export type RecordFailure = (error: OAuthError, traceId: string, step: ProtocolEvent['step']) => Promise<void>;

/** Writes at once, since the page that follows reads it; a store that is away costs the trace, not the page. */
export function createFailureRecord({
  realmId,
  clock,
  events,
}: {
  realmId: string;
  clock: Clock;
  events: EventQueue;
}): RecordFailure {
  return async (error, traceId, step) => {
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
    if (error.code !== 'storage-unavailable') await events.flush();
  };
}
