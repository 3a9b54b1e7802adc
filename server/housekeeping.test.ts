import { expect, it, vi } from 'vitest';
import { createHouse, makeKeys } from '@/portal/testing/house';
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
