/** Sign-ins through the management API, as the console asks for them. */
import { describe, expect, test } from 'vitest';
import { addShop, createApiHouse, passwordOf } from './testing/api';
import { tellMismatch } from './testing/traces';

async function begin() {
  const house = await createApiHouse();
  const { client_id: clientId } = await addShop(house);
  await tellMismatch(house, clientId);
  const list = async (query = '') => (await house.call('GET', `/applications/${clientId}/sign-ins${query}`)).json;
  const addressesOf = async () => (await house.call('GET', `/applications/${clientId}`)).json.redirect_uris;
  const add = (password?: string) => house.call('POST', '/sign-ins/trace/address', { body: { password } });
  return { house, clientId, list, addressesOf, add };
}

describe('the sign-ins of an application', () => {
  test('are found by what became of them, and asked for again by what has changed', async () => {
    const { house, list } = await begin();
    const [signIn] = (await list()).items;
    expect(signIn).toMatchObject({ trace_id: 'trace', outcome: 'failed', cause: { code: 'redirect-uri-mismatch' } });
    expect((await list('?outcome=passed')).items).toEqual([]);
    expect((await list('?code=redirect-uri-mismatch&step=authorize')).items).toHaveLength(1);
    const now = house.clock.now();
    expect((await list(`?changed_after=${now.toISOString()}`)).items).toEqual([]);
    expect((await list(`?changed_after=${new Date(now.getTime() - 1).toISOString()}`)).items).toEqual([signIn]);
  });

  test.each(['?outcome=lost', '?from=yesterday', '?cursor=x', '?limit=0', '?realm=other'])(
    'refuse %s',
    async (query) => {
      expect((await begin().then(({ list }) => list(query))).status).toBe(400);
    },
  );
});

describe('the address of a sign-in that failed', () => {
  test('is added for who types their password', async () => {
    const { add, addressesOf } = await begin();
    expect(await add(passwordOf('ada'))).toMatchObject({
      ...{ status: 200, json: { uri: 'https://shop.example.com/callback/' } },
    });
    expect(await addressesOf()).toEqual(['https://shop.example.com/callback', 'https://shop.example.com/callback/']);
  });

  test.each([
    ['no password', undefined, 422],
    ['a wrong password', 'wrong', 422],
    ["another's password", passwordOf('bo'), 422],
    ['too many passwords', 'too often', 429],
  ])('is not for %s', async (_, password, status) => {
    const { add, addressesOf } = await begin();
    const answer = await add(password);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '30' : null);
    expect(await addressesOf()).toEqual(['https://shop.example.com/callback']);
  });
});
