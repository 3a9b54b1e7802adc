/** npm run bench: Gatehouse and oidc-provider side by side on this machine; prints the tables and keeps them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '@/e2e/harness/command-line';
import { startTestPostgres } from '@/scripts/test-postgres.mjs';
import { attempt } from './attempt';
import type { Plan, Row } from './compare';
import { compareScenario, compareWholeSignIn } from './compare';
import type { Contestant } from './contestants/contestant';
import { startGatehouse } from './contestants/gatehouse';
import { startOidcProvider } from './contestants/oidc-provider';
import { measureFacts } from './facts';
import { comparisonTable, factsTable, surroundings } from './report';
import { scenarios } from './scenarios';

const { values } = parseArgs({
  options: {
    /** Scenarios whose name has this in it; the file is not written then. */
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
    /** Minutes of load for the memory check; 0 leaves it out. */
    soak: { type: 'string', default: '0' },
  },
});
const plan: Plan = {
  rounds: Number(values.rounds),
  secondsPerRun: Number(values.seconds),
  connections: Number(values.connections),
  warmUpSeconds: 2,
};
const chosen = (name: string) => values.only === undefined || name.includes(values.only);

const [loadBefore = 0] = loadavg();
const postgres = await startTestPostgres({ durable: true });
const sections: string[] = [];
const tell = (section: string) => {
  console.log(`\n${section}`);
  sections.push(section);
};
try {
  await comparePair('ES256', true);
  await comparePair('ES256', false);
  await comparePair('RS256', false);
  if (values.only === undefined) {
    tell(factsTable('Alone', await measureFacts(postgres, plan, Number(values.soak))));
    const limits = readFileSync(join(root, 'bench/what-limits-it.md'), 'utf8').trim();
    const results = ['# Results', surroundings(plan, loadBefore), ...sections, limits].join('\n\n');
    writeFileSync(join(root, 'bench/RESULTS.md'), `${results}\n`);
  }
} finally {
  await postgres.stop();
}

async function comparePair(algorithm: string, onPostgres: boolean): Promise<void> {
  const asked = scenarios.filter(({ name, signs }) => chosen(name) && (algorithm === 'ES256' || signs));
  const asksForSignIn = chosen('whole sign-in') && algorithm === 'ES256';
  if (asked.length === 0 && !asksForSignIn) return;
  const database = async () => (onPostgres ? { databaseUrl: await postgres.createDatabase() } : {});
  const pair: [Contestant, Contestant] = [
    await startGatehouse({ algorithm, ...(await database()) }),
    await startOidcProvider({ algorithm, ...(await database()) }),
  ];
  try {
    const rows: Row[] = [];
    const failures: string[] = [];
    const measure = async (name: string, compare: () => Promise<Row>) => {
      const { value, failure } = await attempt(name, compare);
      if (value !== undefined) rows.push(value);
      if (failure !== undefined) failures.push(failure);
    };
    for (const scenario of asked) await measure(scenario.name, () => compareScenario(scenario, pair, plan));
    if (asksForSignIn) await measure('whole sign-in', () => compareWholeSignIn(pair, plan));
    tell([comparisonTable(pair, algorithm, rows), ...failures].join('\n\n'));
  } finally {
    for (const contestant of pair) await contestant.stop();
  }
}
