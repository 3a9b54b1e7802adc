import { expect, it, vi } from 'vitest';
import { createClient } from '@/portal/create-client';
import { addAuthorization, createHouse, makeKeys } from '@/portal/testing/house';
import { keepHouse } from './housekeeping';
import { createLogger } from './logger';

const day = 86_400;

async function begin() {
  const house = createHouse({ kind: 'system' });
  await makeKeys(house);
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line: string) => lines.push(line) });
  return { ...house, logger, lines };
}

it('publishes a successor for each signing key a day before its ninety days are over, and tells the log', async () => {
  const house = await begin();
  house.advance(89 * day);
  await keepHouse(house);
  await keepHouse(house);
  expect(await house.storage.stores.signingKeys.list()).toHaveLength(8);
  expect(house.lines.filter((line) => line.includes('signing key published'))).toHaveLength(4);
});

it('goes on with the rest when one part fails, and never throws', async () => {
  const house = await begin();
  house.advance(89 * day);
  vi.spyOn(house.storage, 'sweep').mockRejectedValue(new Error('away'));
  await keepHouse(house);
  expect(await house.storage.stores.signingKeys.list()).toHaveLength(8);
  expect(house.lines.join()).toContain('expired rows could not be deleted');
});

it('deletes what registered itself and nobody used for thirty days, and leaves everything else', async () => {
  const house = await begin();
  const { clientAdministration: clients, auditReader } = house.storage.stores;
  const { client } = await createClient(house, { redirect_uris: ['https://rp.example/cb'] });
  const add = (name: string, quarantinedAt: Date | null) =>
    clients.create({
      ...{ ...client, id: name, clientId: name, secrets: [] },
      selfRegistration: { tokenHash: name, quarantinedAt },
    });
  await add('unused', house.clock.now());
  await add('used', house.clock.now());
  await add('approved', null);
  house.advance(15 * day);
  await add('newer', house.clock.now());
  await addAuthorization(house, 'grant', 'used', null);
  house.advance(15 * day - 1);
  await keepHouse(house);
  expect(await clients.list({ limit: 9 })).toHaveLength(5);
  house.advance(1);
  await keepHouse(house);
  await keepHouse(house);
  const left = (await clients.list({ limit: 9 })).map(({ clientId }) => clientId);
  expect(left.toSorted()).toEqual([client.clientId, 'approved', 'newer', 'used'].toSorted());
  expect(house.lines.filter((line) => line.includes('unused client deleted'))).toHaveLength(1);
  const rows = (await auditReader.list({ limit: 99 })).filter(({ action }) => action === 'client-unused-delete');
  expect(rows).toMatchObject([{ actor: { kind: 'system', id: null }, object: { kind: 'client', id: 'unused' } }]);
});
