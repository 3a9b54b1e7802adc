/** The sink of protocol events: told at once, kept as traces in batches, never awaited by a response (DECISIONS 8). */
import { redactDetail } from '@/protocol/failures/redact';
import type { EventSink, ProtocolEvent } from '@/protocol/ports';

const flushEveryMilliseconds = 500;
/** Beyond this, events are dropped: traces are best effort, memory is not. */
const mostQueued = 5_000;
const batchSize = 200;

export interface EventQueue {
  sink: EventSink;
  /** Writes what is queued now. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Keeps what `admit` lets in, without anything that could be a secret; `tell` hears every event as it is. */
export function createEventQueue(
  append: (events: ProtocolEvent[]) => Promise<void>,
  tell: (event: ProtocolEvent) => void,
  admit: (event: ProtocolEvent) => boolean,
): EventQueue {
  let queued: ProtocolEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const writeAll = async () => {
    while (queued.length > 0) {
      const batch = queued.slice(0, batchSize);
      queued = queued.slice(batchSize);
      // A store that is away loses traces, not requests; and nobody waits for one batch after another to fail.
      await append(batch).catch(() => {
        queued = [];
      });
    }
  };

  /** One after the other, so that whoever waits for it knows that all of it is written. */
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(writeAll);
    return writing;
  };

  return {
    flush,
    close: flush,
    sink(event) {
      tell(event);
      if (queued.length >= mostQueued || !admit(event)) return;
      queued.push({ ...event, detail: redactDetail(event.code, event.detail) });
      timer ??= setTimeout(() => void flush(), flushEveryMilliseconds).unref();
    },
  };
}
