/** Where the events of the engine go in a process: into the log, into the counters of usage, and into traces. */
import { redactDetail } from '@/protocol/failures/redact';
import type { ProtocolEvent } from '@/protocol/ports';
import type { Storage } from '@/storage/storage';
import type { EventQueue } from './event-queue';
import { createEventQueue } from './event-queue';
import type { Logger } from './logger';
import { createTraceAdmission } from './trace-admission';
import { createUsageCounter } from './usage-counter';

const fiveSeconds = 5_000;

/** `start` begins to write the counters now and then; `close` writes what is left. */
export function createEvents(
  { traces, usage }: Pick<Storage, 'traces' | 'usage'>,
  logger: Logger,
  isLimited: boolean,
): EventQueue & { start(): void } {
  const counter = createUsageCounter(usage.add);
  const tell = (event: ProtocolEvent) => {
    const level = event.outcome === 'passed' ? 'debug' : 'info';
    if (logger.isLevelEnabled(level)) logger[level]({ ...event, detail: detailForLog(event) }, event.step);
    counter.count(event);
  };
  const queue = createEventQueue(traces.append, tell, createTraceAdmission(isLimited));
  let stop = () => {};
  return {
    ...queue,
    start() {
      stop = counter.start(fiveSeconds);
    },
    async close() {
      stop();
      await queue.close();
      await counter.flush();
    },
  };
}

/** As in traces, and what a library says of the reason: whoever mends it has nothing else to go by. */
function detailForLog({ code, detail }: ProtocolEvent): ProtocolEvent['detail'] {
  const { reason } = detail;
  return { ...redactDetail(code, detail), ...(reason === undefined ? {} : { reason }) };
}
