import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { masterSecret } from './master-secret';

const run = promisify(execFile);
let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-secret-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const withoutVariable = () => ({ secret: undefined, previousSecret: undefined, dataDir });

describe('the master secret', () => {
  it('is the variable when there is one, and then no file is made', async () => {
    const secret = 's'.repeat(40);
    expect(await masterSecret({ secret, previousSecret: 'p', dataDir })).toEqual({ current: secret, previous: 'p' });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is made once with 256 bits, readable by its owner only, and found again', async () => {
    const { current } = await masterSecret(withoutVariable());
    expect(Buffer.from(current, 'base64url')).toHaveLength(32);
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
    expect((await masterSecret(withoutVariable())).current).toBe(current);
  });

  it('is refused in one line when its file was cut short', async () => {
    writeFileSync(join(dataDir, 'secret'), 'short');
    await expect(masterSecret(withoutVariable())).rejects.toMatchObject({ kind: 'master-secret-refused' });
  });

  it('is the same for four processes that make it at once', async () => {
    const program = join(dataDir, 'program.mjs');
    const contents = `import { masterSecret } from './master-secret';
      const { current } = await masterSecret({ dataDir: process.argv[2] });
      console.log(current);`;
    const stdin = { contents, resolveDir: import.meta.dirname };
    await build({ stdin, outfile: program, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' });
    const shared = join(dataDir, 'new', 'data');
    const answers = await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, [program, shared])));
    const secrets = new Set(answers.map(({ stdout }) => stdout.trim()));
    expect(secrets).toEqual(new Set([readFileSync(join(shared, 'secret'), 'utf8').trim()]));
    expect(readdirSync(shared)).toEqual(['secret']);
  });
});
