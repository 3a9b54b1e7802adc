// Brings a working tree, fresh or not, to the point from which it can run: installs, generates, builds, each only when stale.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressFiles } from './compress.mjs';
import { installFingerprint, isInstalled, sourceFingerprint } from './fingerprint.mjs';
import { generateClients, isGenerated } from './generate.mjs';
import { withLock } from './lock.mjs';
import { mustRun, say, step } from './steps.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const entries = {
  server: 'server.ts',
  environment: 'server/env.ts',
  'cli/main': 'cli/main.ts',
  'cli/series': 'cli/testing/series.ts',
};

/**
 * Prepares what is asked for: `packages` (install and generate), `bundle` (also the server and the command line), `pages`
 * (also what Next serves). Works in the project's folder and stays there; two at once take turns.
 */
export async function prepare(goal) {
  checkNode();
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  mkdirSync(dist, { recursive: true });
  const wait = (owner) => say(`Waiting for another start to finish its set-up (process ${owner}) ...`);
  await withLock(join(dist, '.lock'), () => bringUpToDate(goal), wait);
}

async function bringUpToDate(goal) {
  await install();
  if (!isGenerated()) await step('Generating the database clients', () => generateClients());
  if (goal === 'packages') return;
  const source = sourceFingerprint(root);
  await unlessCurrent('bundle', source, 'Bundling the server', bundle);
  if (goal === 'bundle') return;
  const { environment } = await import('../dist/environment.js');
  environment();
  await unlessCurrent('pages', source, 'Building the pages (about a minute)', buildPages, existsSync('.next/BUILD_ID'));
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  const line = `Gatehouse needs Node 20.19 or newer; this is ${process.versions.node}.`;
  throw Object.assign(new Error(line), { kind: 'node-too-old' });
}

async function install() {
  const stamp = join(root, 'node_modules/.gatehouse-installed');
  const wanted = installFingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalled(root)) {
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
    // Not `npm ci`: it refuses a lock file that was written where the registry lacks packages for other platforms.
    const parameters = [
      'install',
      '--no-save',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--no-progress',
      '--loglevel=error',
    ];
    const [command, ...first] = npm;
    await step('Installing packages (a minute or two)', () =>
      mustRun(command, [...first, ...parameters], { cwd: root }),
    );
  }
  writeFileSync(stamp, wanted);
}

/** Does `work` unless it was done from the same source before; a failure leaves no stamp. */
async function unlessCurrent(name, source, label, work, isThere = true) {
  const stamp = join(dist, `${name}.stamp`);
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === source) return;
  rmSync(stamp, { force: true });
  await step(label, work);
  writeFileSync(stamp, source);
}

async function bundle() {
  const { build, stop } = await import('esbuild');
  await build({
    entryPoints: entries,
    outdir: dist,
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    alias: { '@': root },
    // In the place of the global Response; see there.
    inject: [join(root, 'server/plain-response.ts')],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  });
  await stop();
}

async function buildPages() {
  const env = { ...process.env, NODE_ENV: 'production' };
  await mustRun(process.execPath, ['node_modules/next/dist/bin/next', 'build'], { cwd: root, env });
  await compressFiles(join(root, '.next/static'));
}
