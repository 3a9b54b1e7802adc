#!/usr/bin/env node
// npm run bench: prepares a production build, then measures it beside its peer (bench/main.ts).
import { spawnSync } from 'node:child_process';
import { prepare, root } from './prepare.mjs';
import { endWith } from './steps.mjs';

try {
  await prepare('pages');
  const parameters = ['--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} catch (error) {
  endWith(error);
}
