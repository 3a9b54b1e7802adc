import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.mjs';

const run = promisify(execFile);
const module = pathToFileURL(join(import.meta.dirname, 'lock.mjs')).href;
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that adds one to a number in a file, slowly enough to be overtaken. */
const countUp = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { setTimeout as delay } from 'node:timers/promises';
  import { withLock } from ${JSON.stringify(module)};
  const [path, counter] = process.argv.slice(1);
  await withLock(path, async () => {
    const before = Number(readFileSync(counter, 'utf8'));
    await delay(30);
    writeFileSync(counter, String(before + 1));
  });`;

describe('the lock between processes', () => {
  it('lets one process work at a time, also when the owner before them is gone', async () => {
    const counter = join(folder, 'counter');
    writeFileSync(counter, '0');
    const gone = run(process.execPath, ['--eval', '']);
    await gone;
    writeFileSync(path, String(gone.child.pid));
    const parameters = ['--input-type=module', '--eval', countUp, path, counter];
    await Promise.all(Array.from({ length: 6 }, () => run(process.execPath, parameters)));
    expect(readFileSync(counter, 'utf8')).toBe('6');
  });

  it('is given back after a failure', async () => {
    const failure = new Error('the work failed');
    await expect(withLock(path, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(existsSync(path)).toBe(false);
  });

  it('tells whoever waits for whom, once', async () => {
    const told: unknown[] = [];
    writeFileSync(path, String(process.ppid));
    const waiting = withLock(
      path,
      async () => 'worked',
      (owner?: number) => {
        told.push(owner);
        rmSync(path);
      },
    );
    expect(await waiting).toBe('worked');
    expect(told).toEqual([process.ppid]);
  });

  it.each([
    ['its owner has the id that this process has now', () => process.pid, 0],
    ['another process has the id of its owner, and it was not touched for minutes', () => process.ppid, 300],
  ])('is taken over when %s', async (_when, owner, ageInSeconds) => {
    writeFileSync(path, String(owner()));
    const touchedAt = Date.now() / 1000 - ageInSeconds;
    utimesSync(path, touchedAt, touchedAt);
    expect(await withLock(path, async () => 'worked')).toBe('worked');
  });
});
