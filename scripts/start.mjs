#!/usr/bin/env node
// npm start: whatever is missing is made, then this process serves.
import { prepare } from './prepare.mjs';
import { endWith } from './steps.mjs';

try {
  await prepare('pages');
  process.env.NODE_ENV = 'production';
  if (process.env.npm_lifecycle_event) endWithParent();
  await import('../dist/server.js');
} catch (error) {
  endWith(error);
}

/** npm passes signals on, but one that is killed can't; then nobody is left to stop this process. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}
