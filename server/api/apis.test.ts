import { describe, expect, test } from 'vitest';
import { createRole } from '@/portal/create-role';
import { operator } from '@/portal/testing/house';
import { keepOwnApi } from './own-api';
import { addShop, createApiHouse, issuer } from './testing/api';
import { addOrders } from './testing/api-samples';

const asRoot = { as: { person: 'root' } };

describe('an API', () => {
  test('is changed by who has seen it as it is', async () => {
    const house = await createApiHouse();
    const path = `/apis/${(await addOrders(house)).id}`;
    const read = await house.call('GET', path, asRoot);
    expect(read.json).toMatchObject({ identifier: 'https://orders.example.com/', built_in: false });
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    const first = await house.call('PATCH', path, { ...asRoot, headers, body: { include_roles: true } });
    expect(first).toMatchObject({ status: 200, json: { include_roles: true, name: 'Orders' } });
    expect((await house.call('PATCH', path, { ...asRoot, headers, body: { name: 'Late' } })).status).toBe(412);
  });

  test('keeps its identifier, and has it alone', async () => {
    const house = await createApiHouse();
    const { id, identifier } = await addOrders(house);
    const moved = await house.call('PATCH', `/apis/${id}`, { ...asRoot, body: { identifier: 'https://x.example' } });
    expect(moved).toMatchObject({ status: 422, json: { errors: [{ pointer: '#/identifier', code: 'unknown' }] } });
    expect((await house.call('POST', '/apis', { ...asRoot, body: { identifier, name: 'Two' } })).status).toBe(409);
  });

  test('names what is wrong with a scope', async () => {
    const { call } = await createApiHouse();
    const body = { identifier: 'https://a.example.com/', name: 'A', scopes: [{ name: 'openid', description: 'x' }] };
    const { status, json } = await call('POST', '/apis', { ...asRoot, body });
    expect([status, json.errors[0].code]).toEqual([422, 'standard-scope']);
  });
});

describe('the management API among the APIs', () => {
  const open = async () => {
    const house = await createApiHouse();
    await keepOwnApi(house);
    const [own] = (await house.call('GET', '/apis', asRoot)).json.items;
    return { ...house, own, path: `/apis/${own.id}` };
  };

  test('stays', async () => {
    const { call, own, path } = await open();
    expect(own).toMatchObject({ identifier: `${issuer}/api/v1`, built_in: true });
    expect((await call('DELETE', path, asRoot)).status).toBe(409);
  });

  test('keeps its scopes, and takes the roles that they need', async () => {
    const { call, own, path, ...house } = await open();
    const change = (scopes: unknown) => call('PATCH', path, { ...asRoot, body: { scopes } });
    const [first, ...others] = own.scopes;
    expect((await change(others)).status).toBe(409);
    expect((await change([{ ...first, name: 'renamed' }, ...others])).status).toBe(409);
    expect((await change([{ ...first, description: 'All is well' }, ...others])).status).toBe(409);
    await createRole({ ...house, actor: operator }, { name: 'keeper', clientId: null });
    const guarded = await change([{ ...first, roles: ['keeper'] }, ...others]);
    expect([guarded.status, guarded.json.scopes[0].roles]).toEqual([200, ['keeper']]);
  });
});

describe('what an application may ask for', () => {
  test('is exactly what was said last, and its owner sees it', async () => {
    const house = await createApiHouse();
    const { client_id } = await addShop(house);
    const { id } = await addOrders(house);
    const path = `/applications/${client_id}/allotments`;
    const allot = (scopes: string[]) => house.call('PUT', `${path}/${id}`, { ...asRoot, body: { scopes } });
    await allot(['orders:write']);
    await allot(['orders:read']);
    const seen = await house.call('GET', path);
    expect(seen.json.items).toMatchObject([{ api: { id, name: 'Orders' }, scopes: [{ name: 'orders:read' }] }]);
    expect((await allot(['orders:steal'])).status).toBe(422);
    expect((await house.call('DELETE', `${path}/${id}`, asRoot)).status).toBe(204);
    expect((await house.call('GET', path)).json.items).toEqual([]);
  });
});
