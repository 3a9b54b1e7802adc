/** One measured run: autocannon against one contestant, and what that cost the contestant's processes. */
import autocannon from 'autocannon';
import { cpuSeconds } from './process-usage';

export interface LoadRequest {
  headers?: Record<string, string>;
  body?: string;
}

/** What one connection sends, one after the other, and what it learns from the answers. */
export interface Conversation {
  next(): LoadRequest;
  read?(body: string): void;
}

export interface Load {
  method: 'GET' | 'POST';
  url: string;
  connections: number;
  /** The only status that counts as success. */
  status: number;
  /** How many requests; without it as many as fit into the run's time. */
  amount?: number;
  conversation(connection: number): Conversation;
}

export interface Measurement {
  requestsPerSecond: number;
  medianMilliseconds: number;
  p99Milliseconds: number;
  cpuMicrosecondsPerRequest: number;
}

/** Runs the load. Throws when an answer had another status than the one expected, or none came. */
export async function measure(load: Load, processIds: number[], seconds: number): Promise<Measurement> {
  const { method, url, connections, status, amount } = load;
  let opened = 0;
  const wrong = new Map<number, number>();
  const cpuBefore = cpuSeconds(processIds);
  const startedAt = performance.now();
  let answeredAt = startedAt;
  const result = await autocannon({
    ...{ url, connections },
    ...(amount === undefined ? { duration: seconds } : { amount }),
    setupClient(client) {
      const conversation = load.conversation(opened);
      opened += 1;
      client.setRequests([
        {
          method,
          setupRequest: (request) => ({ ...request, ...conversation.next() }),
          onResponse(answered, body) {
            answeredAt = performance.now();
            if (answered === status) conversation.read?.(body);
            else wrong.set(answered, (wrong.get(answered) ?? 0) + 1);
          },
        },
      ]);
    },
  });
  const elapsedSeconds = amount === undefined ? result.duration : (answeredAt - startedAt) / 1000;
  const cpu = cpuSeconds(processIds) - cpuBefore;
  const answered = result.requests.total;
  if (wrong.size > 0 || result.errors > 0 || answered === 0) {
    throw new Error(`${method} ${url}: statuses ${JSON.stringify([...wrong])}, ${result.errors} connection errors`);
  }
  return {
    requestsPerSecond: answered / elapsedSeconds,
    medianMilliseconds: result.latency.p50,
    p99Milliseconds: result.latency.p99,
    cpuMicrosecondsPerRequest: (cpu / answered) * 1e6,
  };
}
