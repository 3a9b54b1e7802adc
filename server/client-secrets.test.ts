import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { openClientSecret, sealClientSecret } from '@/protocol/client-metadata/sealed-secret';
import { resealClientSecrets } from './client-secrets';
import { createVault } from './vault';

let calls = 0;
const random = (length: number) => {
  calls += 1;
  return new Uint8Array(createHash('sha256').update(`${calls}`).digest().subarray(0, length));
};
const vaultOf = (current: string, previous?: string) => createVault({ current, previous }, random);

it('secrets that the previous master secret sealed are sealed anew; what none opens is left alone', async () => {
  const [before, rotating, after, foreign] = [vaultOf('one'), vaultOf('two', 'one'), vaultOf('two'), vaultOf('three')];
  const rows = new Map([
    ['a', await sealClientSecret('ghs_a', 'a', before)],
    ['b', await sealClientSecret('ghs_b', 'b', after)],
    ['c', await sealClientSecret('ghs_c', 'c', foreign)],
  ]);
  const changed: string[] = [];
  const clients = {
    listSealedSecrets: async () => [...rows].map(([id, sealed]) => ({ id, sealed })),
    resealSecret: async (id: string, sealed: string) => {
      changed.push(id);
      rows.set(id, sealed);
    },
  };
  await resealClientSecrets(clients, rotating);
  await resealClientSecrets(clients, after);
  expect(changed).toEqual(['a']);
  for (const id of ['a', 'b']) {
    const opened = await openClientSecret({ id, sealed: rows.get(id) ?? '' }, after);
    expect(new TextDecoder().decode(opened)).toBe(`ghs_${id}`);
  }
  await expect(openClientSecret({ id: 'c', sealed: rows.get('c') ?? '' }, after)).rejects.toMatchObject({
    kind: 'vault-refused',
  });
});
