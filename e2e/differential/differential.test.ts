/**
 * The same requests to Gatehouse and to oidc-provider, which is certified. Where they differ, differences.ts says how,
 * and by which section we are right to.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationRequests } from './authorization-requests';
import type { Contestant } from './contestants';
import { openOurs, openTheirs } from './contestants';
import { differences } from './differences';
import { machineRequests } from './machine-requests';

const matrix = [...authorizationRequests, ...machineRequests];

let ours: Contestant;
let theirs: Contestant;
beforeAll(async () => {
  ours = await openOurs();
  theirs = await openTheirs();
});
afterAll(async () => {
  await ours?.stop();
  await theirs?.stop();
});

describe('Gatehouse and oidc-provider answer', () => {
  it.each(matrix)('$name', async ({ name, observe }) => {
    const seen = { ours: await observe(ours), theirs: await observe(theirs) };
    const listed = differences[name];
    if (listed === undefined) expect(seen.ours).toBe(seen.theirs);
    else expect(seen).toEqual({ ours: listed.ours, theirs: listed.theirs });
  });
});

it('every difference that is listed is one of a request that is made', () => {
  const names = matrix.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(differences).filter((name) => !names.includes(name))).toEqual([]);
});
