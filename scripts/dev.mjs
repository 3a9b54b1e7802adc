#!/usr/bin/env node
// npm run dev: Next's development server, which answers every path itself (there is no fast door).
import { spawn } from 'node:child_process';
import { prepare } from './prepare.mjs';
import { endWith } from './steps.mjs';

try {
  await prepare('bundle');
  const { environment } = await import('../dist/environment.js');
  const { port } = environment();
  const parameters = ['node_modules/next/dist/bin/next', 'dev', '--hostname', 'localhost', '--port', String(port)];
  const child = spawn(process.execPath, parameters, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 0));
} catch (error) {
  endWith(error);
}
