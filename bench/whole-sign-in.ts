/** Whole sign-ins: authorization request, password, consent, code, tokens; each by a browser of its own. */
import type { Contestant } from './contestants/contestant';
import type { Measurement } from './load';
import { cpuSeconds } from './process-usage';
import { obtainTokens } from './sign-in';

/** As many at once as `people`, one after the other each, for `seconds`. */
export async function measureWholeSignIn(
  contestant: Contestant,
  people: number,
  seconds: number,
): Promise<Measurement> {
  const latencies: number[] = [];
  const processIds = contestant.processIds();
  const cpuBefore = cpuSeconds(processIds);
  const startedAt = performance.now();
  const deadline = startedAt + seconds * 1000;
  const signInUntilDeadline = async () => {
    while (performance.now() < deadline) {
      const begunAt = performance.now();
      await obtainTokens(contestant, 'api');
      latencies.push(performance.now() - begunAt);
    }
  };
  await Promise.all(Array.from({ length: people }, signInUntilDeadline));
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  const count = latencies.length;
  return {
    requestsPerSecond: count / elapsedSeconds,
    medianMilliseconds: quantile(latencies, 0.5),
    p99Milliseconds: quantile(latencies, 0.99),
    cpuMicrosecondsPerRequest: ((cpuSeconds(processIds) - cpuBefore) / count) * 1e6,
  };
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
