/** A command is run in all kinds of shells: none of them moves a realm to another issuer; only a server's start does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCommandLine } from '../harness/command-line';
import type { Instance } from '../harness/instance';
import { databaseKinds } from '../harness/test-database';
import { createEmptyInstance, query } from './databases';
import { securitySite } from './site';

const issuer = 'https://id.gatehouse.example';

describe.each(databaseKinds)('a stopped instance on %s', (kind) => {
  let instance: Instance;

  beforeAll(async () => {
    instance = await createEmptyInstance(kind, securitySite(kind), { issuer });
    await instance.cliJson(['user', 'list']);
  });
  afterAll(() => instance.remove());

  const run = (change: Record<string, string>, args: string[]) => {
    const { ISSUER: _, ...env } = instance.env;
    return createCommandLine({ ...env, ...change }).cli(args);
  };
  const issuers = () => query(instance, 'SELECT issuer FROM realm');

  it('a command without ISSUER works on the realm that is there, and says nothing of it', async () => {
    const { stdout, stderr } = await run({ PORT: '4999' }, ['doctor', '--json']);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).findings).toContainEqual(
      expect.objectContaining({ check: 'issuer', outcome: 'ok', says: expect.stringContaining(issuer) }),
    );
    expect(await issuers()).toEqual([{ issuer }]);
  });

  it('a command with another ISSUER does nothing, and one line says why', async () => {
    const other = 'https://elsewhere.gatehouse.example';
    const { exitCode, stdout, stderr } = await run({ ISSUER: other }, ['user', 'list']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^gatehouse: ISSUER is [^\n]*elsewhere[^\n]*id\.gatehouse\.example[^\n]*\n$/);
    expect(await issuers()).toEqual([{ issuer }]);
  });
});
