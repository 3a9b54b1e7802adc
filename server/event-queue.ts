/** The sink of protocol events: logged at once, kept as traces in batches, never awaited by a response (DECISIONS 8). */
import type { EventSink, ProtocolEvent } from '@/protocol/ports';

const flushEveryMilliseconds = 500;
/** Beyond this, events are dropped: traces are best effort, memory is not. */
const mostQueued = 5_000;
/** Nor is the disk: anybody can make requests fail, and each kept event is a row for a week. */
const usualKeptAMinute = 1_200;
const batchSize = 200;

export interface EventQueue {
  sink: EventSink;
  /** Writes what is queued now. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Only failures and stops are kept, 1,200 a minute at most: what went well would be most rows and help nobody yet. */
export function createEventQueue(
  append: (events: ProtocolEvent[]) => Promise<void>,
  log: (event: ProtocolEvent) => void,
  mostKeptAMinute = usualKeptAMinute,
): EventQueue {
  let queued: ProtocolEvent[] = [];
  let minute = 0;
  let keptThisMinute = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    while (queued.length > 0) {
      const batch = queued.slice(0, batchSize);
      queued = queued.slice(batchSize);
      // A store that is away loses traces, not requests.
      await append(batch).catch(() => undefined);
    }
  };

  const hasRoom = ({ at }: ProtocolEvent) => {
    const current = Math.floor(at.getTime() / 60_000);
    if (current !== minute) {
      minute = current;
      keptThisMinute = 0;
    }
    return keptThisMinute < mostKeptAMinute && queued.length < mostQueued;
  };

  return {
    flush,
    close: flush,
    sink(event) {
      log(event);
      if (event.outcome === 'passed' || !hasRoom(event)) return;
      keptThisMinute += 1;
      queued.push(event);
      timer ??= setTimeout(() => void flush(), flushEveryMilliseconds).unref();
    },
  };
}
