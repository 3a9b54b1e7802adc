// The Chromium that end-to-end tests drive: one that is here, else Playwright's own, else the system's package.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, say } from './steps.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The path of a Chromium: of the variable CHROMIUM, on the PATH, or Playwright's own; undefined when there is none. */
export async function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
  if (onPath !== undefined) return onPath;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

/** The path of a Chromium, installed if need be. Throws `kind: 'no-browser'`. */
export async function provideChromium() {
  const isRoot = process.getuid?.() === 0;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const attempts = [
    ['npx', 'playwright', 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'],
    ...(isRoot ? [['sh', '-c', 'apt-get update && apt-get install -y chromium']] : []),
  ];
  let output = '';
  for (const [command, ...parameters] of attempts) {
    const found = await findChromium();
    if (found !== undefined) return found;
    say(`Installing a browser for the tests: ${[command, ...parameters].join(' ')}`);
    ({ output } = await capture(command, parameters, { env, timeoutSeconds: 600 }));
  }
  const found = await findChromium();
  if (found !== undefined) return found;
  const line = `There is no Chromium here and none could be installed; name one with CHROMIUM.\n${output.trim()}`;
  throw Object.assign(new Error(line), { kind: 'no-browser' });
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
