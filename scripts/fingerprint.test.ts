import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, sourceFingerprint } from './fingerprint.mjs';

let root = '';
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const packages = (versions: Record<string, { version: string; optional?: boolean }>) =>
  JSON.stringify({ packages: versions });
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gatehouse-tree-'));
  write('server.ts', 'one');
  write('app/(sign-in)/page.tsx', 'one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a build is stale', () => {
  it.each([
    'server.ts',
    'next.config.js',
    'package-lock.json',
    'app/(sign-in)/page.tsx',
    'messages/en.json',
    'server/new-file.ts',
    'prisma/migrations/sqlite/1/migration.sql',
  ])('after a change of %s', (path) => {
    const before = sourceFingerprint(root);
    write(path, 'two');
    expect(sourceFingerprint(root)).not.toBe(before);
  });

  it.each([
    'README.md',
    'server/env.test.ts',
    'e2e/stories/sign-in.spec.ts',
    'vitest.config.ts',
    'data/gatehouse.db',
    'storage/prisma/generated/sqlite/client.ts',
    'next-env.d.ts',
  ])('not after a change of %s', (path) => {
    const before = sourceFingerprint(root);
    write(path, 'two');
    expect(sourceFingerprint(root)).toBe(before);
  });
});

describe('packages count as installed', () => {
  const wanted = { 'node_modules/a': { version: '2.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } };
  const install = (present: Record<string, { version: string }>) => {
    write('package-lock.json', packages({ '': { version: '0.1.0' }, ...wanted }));
    write('node_modules/.package-lock.json', packages(present));
    write('node_modules/better-sqlite3/build/Release/better_sqlite3.node', '');
  };

  it('when every version is the one of the lock file; what is optional may be missing', () => {
    install({ 'node_modules/a': { version: '2.0.0' } });
    expect(isInstalled(root)).toBe(true);
  });

  it.each([
    ['another version', { 'node_modules/a': { version: '1.0.0' } }],
    ['none', {}],
    ['another version of an optional one', { ...wanted, 'node_modules/b': { version: '0.9.0' } }],
  ])('not with %s', (_what, present) => {
    install(present);
    expect(isInstalled(root)).toBe(false);
  });

  it('not without the native module of the database', () => {
    install(wanted);
    rmSync(join(root, 'node_modules/better-sqlite3'), { recursive: true });
    expect(isInstalled(root)).toBe(false);
  });
});
