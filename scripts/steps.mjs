// One line per step of a script: what is done, and how long it took.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Where the lines go; the command line keeps standard output for its own answers. */
let output = process.stdout;
export const sayOnStandardError = () => {
  output = process.stderr;
};

/** Runs `work` under one line that says what it is. */
export async function step(label, work) {
  const startedAt = performance.now();
  output.write(`${label} ... `);
  try {
    const result = await work();
    output.write(`done in ${seconds(startedAt)}\n`);
    return result;
  } catch (error) {
    output.write('failed\n');
    throw error;
  }
}

export const say = (line) => output.write(`${line}\n`);

export const seconds = (startedAt) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

/**
 * What a command ended with; its output is kept, both streams in the order of writing. A command that can't be started
 * has the code 127. When time is up or this process ends, the command goes with all that it started.
 */
export function capture(command, parameters, { env = process.env, cwd, timeoutSeconds = 1800 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const forget = endWithUs(child);
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\nStopped after ${timeoutSeconds} seconds.\n`));
      killGroup(child);
    }, timeoutSeconds * 1000);
    const finish = (code) => {
      clearTimeout(timer);
      forget();
      resolve({ code, output: Buffer.concat(chunks).toString() });
    };
    child.once('error', (error) => {
      chunks.push(Buffer.from(error.message));
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

function endWithUs(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const end = (signal) => {
    killGroup(child);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) process.once(signal, end);
  return () => {
    for (const signal of signals) process.removeListener(signal, end);
  };
}

function killGroup({ pid }) {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Runs a command that must succeed; throws with its whole output otherwise. */
export async function mustRun(command, parameters, options) {
  const { code, output: text } = await capture(command, parameters, options);
  if (code === 0) return text;
  const title = [command, ...parameters].join(' ');
  throw Object.assign(new Error(`${title} ended with ${code}:\n${text.trim()}`), { kind: 'command-failed' });
}

/** Shows a script's failure without a stack where the failure was foreseen, and ends with 1. */
export function endWith(error) {
  const isForeseen = typeof error === 'object' && error !== null && 'kind' in error;
  console.error(isForeseen ? error.message : error);
  process.exit(1);
}
