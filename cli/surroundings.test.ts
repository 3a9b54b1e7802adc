import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examineSurroundings } from './surroundings';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-doctor-'));
});
afterEach(() => rm(folder, { recursive: true }));

const seen = () => ({
  rateLimits: true,
  dataDir: folder,
  secret: undefined as string | undefined,
  database: 'sqlite' as 'sqlite' | 'postgresql',
  databaseUrl: `file:${join(folder, 'gatehouse.db')}`,
});
const outcomes = async (environment: Partial<ReturnType<typeof seen>> = {}) => {
  const findings = await examineSurroundings(() => ({ ...seen(), ...environment }));
  return Object.fromEntries(findings.map(({ check, outcome }) => [check, outcome]));
};

test('a good environment is well', async () => {
  expect(await outcomes()).toEqual({ environment: 'ok', 'data folder': 'ok' });
});

test('a refused environment is one finding with its line and the variable to change', async () => {
  const findings = await examineSurroundings(() => {
    throw Object.assign(new Error('PORT must be a whole number.'), { kind: 'environment-refused' });
  });
  expect(findings).toEqual([
    {
      check: 'environment',
      outcome: 'fail',
      says: 'PORT must be a whole number.',
      remedy: 'Change PORT in the environment or in .env.',
    },
  ]);
});

test('limits that are off are a warning', async () => {
  expect(await outcomes({ rateLimits: false })).toMatchObject({ 'rate limits': 'warn' });
});

test.each([
  [0o600, 0o755, 'ok'],
  [0o640, 0o750, 'warn'],
  [0o604, 0o755, 'warn'],
  [0o644, 0o700, 'ok'],
])('a secret file with mode %o in a folder with mode %o: %s', async (mode, folderMode, outcome) => {
  await chmod(folder, folderMode);
  await writeFile(join(folder, 'secret'), 'x'.repeat(43));
  await chmod(join(folder, 'secret'), mode);
  expect(await outcomes()).toMatchObject({ 'secret file': outcome });
});

test('a database file that others may read is a warning with the line that mends it', async () => {
  const path = join(folder, 'gatehouse.db');
  await writeFile(path, '');
  await chmod(folder, 0o755);
  await chmod(path, 0o644);
  const findings = await examineSurroundings(seen);
  expect(findings).toContainEqual({
    check: 'database file',
    outcome: 'warn',
    says: `${path} has mode 644: others may read it.`,
    remedy: `chmod 600 ${path}`,
  });
});

test('a data folder that is a file is a failure; one that is not there yet is none', async () => {
  await writeFile(join(folder, 'file'), '');
  expect(await outcomes({ dataDir: join(folder, 'file') })).toMatchObject({ 'data folder': 'fail' });
  await mkdir(join(folder, 'there'));
  expect(await outcomes({ dataDir: join(folder, 'not-there') })).toMatchObject({ 'data folder': 'ok' });
});

test('with a secret in the environment and PostgreSQL no folder matters', async () => {
  const remote = { secret: 'x'.repeat(43), database: 'postgresql' as const, databaseUrl: 'postgresql://db/gatehouse' };
  expect(await outcomes({ ...remote, dataDir: '/nowhere' })).toEqual({ environment: 'ok' });
});
