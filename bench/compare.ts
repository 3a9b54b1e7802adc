/** A B A B: both contestants in turn, several rounds, so that what the machine does meanwhile hits both. */
import type { Contestant } from './contestants/contestant';
import type { Measurement } from './load';
import { measure } from './load';
import type { Scenario } from './scenarios';
import { measureWholeSignIn, quantile } from './whole-sign-in';

export interface Plan {
  rounds: number;
  secondsPerRun: number;
  connections: number;
  warmUpSeconds: number;
}

export interface Row {
  scenario: string;
  ours: Measurement;
  theirs: Measurement;
  /** Ours per second over theirs. */
  ratio: number;
}

type Run = (contestant: Contestant, seconds: number) => Promise<Measurement>;

/** Compares in one scenario; a measured run of each contestant follows the other's. */
export const compareScenario = (scenario: Scenario, pair: [Contestant, Contestant], plan: Plan): Promise<Row> =>
  compare(scenario.name, pair, plan, async (contestant, seconds) =>
    measure(await scenario.prepare(contestant, plan.connections), contestant.processIds(), seconds),
  );

export const compareWholeSignIn = (pair: [Contestant, Contestant], plan: Plan): Promise<Row> =>
  compare('whole sign-in', pair, plan, (contestant, seconds) => measureWholeSignIn(contestant, 8, seconds));

async function compare(scenario: string, pair: [Contestant, Contestant], plan: Plan, run: Run): Promise<Row> {
  const runs = new Map<Contestant, Measurement[]>(pair.map((contestant) => [contestant, []]));
  for (const contestant of pair) await run(contestant, plan.warmUpSeconds);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const contestant of pair) runs.get(contestant)?.push(await run(contestant, plan.secondsPerRun));
  }
  const [ours, theirs] = pair.map((contestant) => medianOf(runs.get(contestant) ?? []));
  if (ours === undefined || theirs === undefined) throw new Error('There are two contestants');
  return { scenario, ours, theirs, ratio: ours.requestsPerSecond / theirs.requestsPerSecond };
}

function medianOf(runs: readonly Measurement[]): Measurement {
  const median = (read: (run: Measurement) => number) => quantile(runs.map(read), 0.5);
  return {
    requestsPerSecond: median((run) => run.requestsPerSecond),
    medianMilliseconds: median((run) => run.medianMilliseconds),
    p99Milliseconds: median((run) => run.p99Milliseconds),
    cpuMicrosecondsPerRequest: median((run) => run.cpuMicrosecondsPerRequest),
  };
}
