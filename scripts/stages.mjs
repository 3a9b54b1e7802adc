// The stages of `npm test` and `npm run check`: what each runs, and how many tests passed and failed in it.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { provideChromium } from './browser.mjs';
import { root } from './prepare.mjs';
import { capture, seconds } from './steps.mjs';
import { installPostgres } from './test-postgres.mjs';

const reports = join(root, 'test-results');
const bin = (path) => join(root, 'node_modules', path);

// Each has processes, databases and ports of its own, so that some run at a time; the longest begin early.
export const stages = [
  { name: 'lint', run: () => once([bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']) },
  { name: 'types', run: checkTypes },
  { name: 'security', run: () => vitest('security', { part: 2 }), needs: ['postgres'] },
  { name: 'end-to-end', run: playwright, needs: ['postgres', 'chromium'] },
  { name: 'security', run: () => vitest('security', { part: 1 }), needs: ['postgres'] },
  { name: 'interoperability', run: () => vitest('interop'), needs: ['postgres'] },
  { name: 'conformance', run: () => vitest('conformance'), needs: ['postgres'] },
  { name: 'unit', run: () => vitest('unit', { projects: 'unit*' }) },
  { name: 'storage contract', run: () => vitest('storage'), needs: ['postgres'] },
];
/** Of the stage that is too long for one; they appear one after the other, under one name. */
const parts = 2;
/** A stage is not always at work, so there is one more than cores; more than these would only wait for each other. */
const stagesAtOnce = Math.min(3, availableParallelism() + 1);

// The tests choose their own settings; those of whoever starts them stay out. The example names every one (tested).
const example = readFileSync(join(root, '.env.example'), 'utf8');
const settings = [...example.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name).concat('NODE_ENV', 'NEXTAUTH_URL');
const testEnvironment = () => {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0', NO_COLOR: '1' };
  for (const name of settings) delete env[name];
  return env;
};
const node = (parameters, env = testEnvironment()) =>
  capture(process.execPath, parameters, { cwd: root, env, timeoutSeconds: 3600 });

/** Installs what a stage needs from outside; throws when it can't be had. */
const provisions = {
  async postgres() {
    if (!installPostgres()) throw new Error('There is no PostgreSQL here; name one with GATEHOUSE_TEST_DATABASE_URL.');
  },
  async chromium() {
    process.env.CHROMIUM = await provideChromium();
  },
};

/**
 * Runs stages, some at a time; prints a line for each and the output of those that failed. A
 * stage that can't start counts as one failure. Returns the sums.
 */
export async function runStages(chosen) {
  const sum = { passed: 0, failed: 0 };
  const waiting = [...chosen];
  const runUntilNoneWaits = async () => {
    for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) {
      const { passed, failed } = await runStage(stage);
      sum.passed += passed;
      sum.failed += failed;
    }
  };
  await Promise.all(Array.from({ length: stagesAtOnce }, runUntilNoneWaits));
  return sum;
}

async function runStage(stage) {
  const startedAt = performance.now();
  const { passed, failed, output } = await attempt(stage);
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
  console.log(`${stage.name.padEnd(18)}${seconds(startedAt).padStart(9)}   ${counts}`);
  if (failed > 0) console.log(`\n${output.trim()}\n`);
  return { passed, failed };
}

async function attempt({ needs = [], run }) {
  try {
    for (const need of needs) await provisions[need]();
    return await run();
  } catch (error) {
    return { passed: 0, failed: 1, output: error.message };
  }
}

/** A command that is one test by itself. */
async function once(parameters) {
  const { code, output } = await node(parameters);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

async function checkTypes() {
  // Next writes the types of routes and of what only its bundler can import.
  const typegen = await node([bin('next/dist/bin/next'), 'typegen']);
  if (typegen.code !== 0) return { passed: 0, failed: 1, output: typegen.output };
  // What is remembered of an earlier run may be of database clients that have been generated anew since.
  return once([bin('typescript/bin/tsc'), '--noEmit', '--incremental', 'false', '-p', root]);
}

async function vitest(name, { projects = name, part } = {}) {
  const report = freshReport(part === undefined ? name : `${name}-${part}`);
  const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  if (part !== undefined) flags.push(`--shard=${part}/${parts}`);
  const { code, output } = await node([bin('vitest/vitest.mjs'), 'run', '--project', projects, ...flags]);
  if (!existsSync(report)) return { passed: 0, failed: 1, output };
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed, failed: atLeastOne(failed, code), output };
}

async function playwright() {
  const report = freshReport('stories');
  const env = { ...testEnvironment(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { code, output } = await node([bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], env);
  if (!existsSync(report)) return { passed: 0, failed: 1, output };
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = stats.unexpected + stats.flaky + errors.length;
  return { passed: stats.expected, failed: atLeastOne(failed, code), output };
}

/** A run that ended badly has a failure, also when no single test has one (a file that can't be loaded, no tests). */
const atLeastOne = (failed, code) => (code === 0 ? failed : Math.max(1, failed));

function freshReport(name) {
  mkdirSync(reports, { recursive: true });
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  return report;
}
