/** The table that a run prints and keeps: one line for each scenario, ours beside theirs, and the ratio. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '@/e2e/harness/command-line';
import type { Plan, Row } from './compare';
import type { Contestant } from './contestants/contestant';

/** A Markdown section for the rows of one pair. */
export function comparisonTable(pair: [Contestant, Contestant], algorithm: string, rows: readonly Row[]): string {
  const [ours, theirs] = pair.map(({ name, storage }) => `${name} (${storage})`);
  const lines = rows.map(({ scenario, ratio, ...sides }) =>
    cells([
      scenario,
      ...[sides.ours, sides.theirs].map(({ requestsPerSecond }) => whole(requestsPerSecond)),
      `**${ratio.toFixed(2)}**`,
      ...[sides.ours, sides.theirs].map((side) => `${whole(side.medianMilliseconds)} / ${whole(side.p99Milliseconds)}`),
      ...[sides.ours, sides.theirs].map((side) => whole(side.cpuMicrosecondsPerRequest)),
    ]),
  );
  const heads = [
    '',
    'ours/s',
    'theirs/s',
    'ratio',
    'ours p50 / p99 ms',
    'theirs p50 / p99 ms',
    'ours CPU µs',
    'theirs CPU µs',
  ];
  return [`## ${ours} and ${theirs}, ${algorithm}`, '', cells(heads), cells(heads.map(() => '---')), ...lines].join(
    '\n',
  );
}

/** A Markdown section of facts with their goals. */
export function factsTable(title: string, facts: readonly { fact: string; seen: string; goal: string }[]): string {
  const lines = facts.map(({ fact, seen, goal }) => cells([fact, seen, goal]));
  return [`## ${title}`, '', cells(['', 'seen', 'goal']), cells(['---', '---', '---']), ...lines].join('\n');
}

/** What the figures were measured on. */
export function surroundings({ rounds, secondsPerRun, connections }: Plan, loadBefore: number): string {
  const packages = ['next', 'oidc-provider', 'jose', 'better-sqlite3', 'pg', 'autocannon'];
  const versions = packages.map((name) => `${name} ${versionOf(name)}`).join(', ');
  const [processor] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return [
    `${availableParallelism()} cores (${processor?.model.trim() ?? 'unknown'}), ${gigabytes} GB, Linux ${release().split('-')[0]}, Node ${process.versions.node};`,
    `${versions}. The driver and PostgreSQL share the cores with the contestants.`,
    '',
    `${connections} connections; ${rounds} rounds of ${secondsPerRun} s in turn, of which the medians are shown. Rates are requests a second; CPU is`,
    "that of the contestant's processes, user and kernel, for one request. Client metadata, keys and settings are cached for 5 s at most;",
    'people, sessions, authorizations and tokens never. Passwords: argon2id, 19 MiB, 2 passes, 1 lane, on both sides.',
    `Load of the machine before the run: ${loadBefore.toFixed(2)}.`,
  ].join('\n');
}

function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
}

const cells = (values: readonly string[]) => `| ${values.join(' | ')} |`;
const whole = (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));
