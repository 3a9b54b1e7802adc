/** What is measured of Gatehouse alone, each with its goal. */
import type { startTestPostgres } from '@/scripts/test-postgres.mjs';
import { attempt } from './attempt';
import type { Plan } from './compare';
import type { Contestant } from './contestants/contestant';
import type { GatehouseOptions } from './contestants/gatehouse';
import { startGatehouse } from './contestants/gatehouse';
import { measureCrowd } from './crowd';
import type { Measurement } from './load';
import { measure } from './load';
import { residentBytes } from './process-usage';
import type { Scenario } from './scenarios';
import { scenarios } from './scenarios';
import { measureSoak } from './soak';

export interface Fact {
  fact: string;
  seen: string;
  goal: string;
}

type Postgres = Awaited<ReturnType<typeof startTestPostgres>>;
const algorithm = 'ES256';
const settleMilliseconds = 5000;

/** Measures one after the other, each on an instance of its own. `soakMinutes` 0 leaves the soak out. */
export async function measureFacts(postgres: Postgres, plan: Plan, soakMinutes: number): Promise<Fact[]> {
  const works: [string, () => Promise<Fact[]>][] = [
    ['idle memory', async () => [await idleMemory()]],
    ['200 people who sign in at once', async () => [await crowd(postgres)]],
    ['two workers', () => workers(postgres, plan)],
    ...(soakMinutes > 0
      ? [['soak', async () => [await soak(postgres, soakMinutes)]] as [string, () => Promise<Fact[]>]]
      : []),
  ];
  const facts: Fact[] = [];
  for (const [fact, work] of works) {
    const { value, failure } = await attempt(fact, work);
    facts.push(...(value ?? [{ fact, seen: failure ?? '', goal: '' }]));
  }
  return facts;
}

async function on<T>(options: GatehouseOptions, work: (contestant: Contestant) => Promise<T>): Promise<T> {
  const contestant = await startGatehouse(options);
  try {
    return await work(contestant);
  } finally {
    await contestant.stop();
  }
}

const idleMemory = () =>
  on({ algorithm }, async (contestant) => {
    await new Promise((resolve) => setTimeout(resolve, settleMilliseconds));
    const megabytes = residentBytes(contestant.processIds()) / 1e6;
    return { fact: 'idle memory, SQLite, one process', seen: `${megabytes.toFixed(0)} MB`, goal: 'under 180 MB' };
  });

const crowd = async (postgres: Postgres) =>
  on({ algorithm, databaseUrl: await postgres.createDatabase() }, async (contestant) => {
    const { tokenRequests, p99Milliseconds, crowdSeconds } = await measureCrowd(contestant, 200);
    return {
      fact: 'token requests while 200 people sign in at once (argon2id, 19 MiB, 2 passes), PostgreSQL',
      seen: `p99 ${p99Milliseconds.toFixed(0)} ms of ${tokenRequests}; all signed in after ${crowdSeconds.toFixed(1)} s`,
      goal: 'p99 under 50 ms',
    };
  });

async function workers(postgres: Postgres, plan: Plan): Promise<Fact[]> {
  const measured = scenarios.filter(({ name }) => /client credentials|refresh/.test(name));
  const rates = async (count: number) =>
    on({ algorithm, workers: count, databaseUrl: await postgres.createDatabase() }, (contestant) =>
      inTurn(measured, async (scenario) => {
        const load = () => scenario.prepare(contestant, plan.connections);
        await measure(await load(), contestant.processIds(), plan.warmUpSeconds);
        return measure(await load(), contestant.processIds(), plan.secondsPerRun);
      }),
    );
  const [one, two] = [await rates(1), await rates(2)];
  return measured.map(({ name }, index) => {
    const [ofOne, ofTwo] = [one[index], two[index]];
    const seen = ofOne && ofTwo ? describeScaling(ofOne, ofTwo) : 'not measured';
    return { fact: `two workers over one, PostgreSQL, ${name}`, seen, goal: 'at least 1.6' };
  });
}

/** Where driver and database leave two workers no two cores, the CPU of a request tells what they would do with a core each. */
function describeScaling(one: Measurement, two: Measurement): string {
  const [rateOfOne, rateOfTwo] = [one, two].map(({ requestsPerSecond }) => requestsPerSecond);
  const onOwnCores = (2 * one.cpuMicrosecondsPerRequest) / two.cpuMicrosecondsPerRequest;
  const rates = `${rateOfOne?.toFixed(0)} and ${rateOfTwo?.toFixed(0)} a second`;
  const measured = (two.requestsPerSecond / one.requestsPerSecond).toFixed(2);
  return `${measured} (${rates}); by CPU for a request, were there a core for each: ${onOwnCores.toFixed(2)}`;
}

const soak = async (postgres: Postgres, minutes: number) =>
  on({ algorithm, databaseUrl: await postgres.createDatabase() }, async (contestant) => {
    const megabytes = await measureSoak(contestant, minutes);
    const seen = megabytes.map((value) => value.toFixed(0)).join(', ');
    return { fact: `memory after each of ${minutes} minutes of load, MB`, seen, goal: 'no growth' };
  });

async function inTurn<T>(all: readonly Scenario[], work: (scenario: Scenario) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}
