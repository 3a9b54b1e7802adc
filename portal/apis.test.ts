import { beforeEach, describe, expect, it } from 'vitest';
import { allotScopes } from './allot-scopes';
import { createApi } from './create-api';
import { createClient } from './create-client';
import { deleteApi } from './delete-api';
import { listApis } from './list-apis';
import { showApi } from './show-api';
import type { House } from './testing/house';
import { auditLines, createHouse, developer } from './testing/house';
import { updateApi } from './update-api';
import { updateClient } from './update-client';

const identifier = 'https://api.example';
const scopes = [
  { name: 'read', description: 'Read articles' },
  { name: 'write', description: 'Write articles', roles: ['editor'] },
];
const service = { client_name: 'Robot', grant_types: ['client_credentials'] };

let house: House;
let clientId: string;

beforeEach(async () => {
  house = createHouse();
  clientId = (await createClient(house, service)).client.clientId;
});

const make = (more: object = {}) => createApi(house, { identifier, name: 'Articles', scopes, ...more });
const invalid = (field: string, code: string) => ({ kind: 'invalid', problems: [{ field, code }] });

describe('an API', () => {
  it('is made, listed, changed and deleted, each with an audit row', async () => {
    const api = await make({ access_token_format: 'opaque', access_token_lifetime: 300, served_by: [clientId] });
    expect(await showApi(house, identifier)).toEqual(api);
    expect(await listApis(house)).toEqual([api]);
    expect(api).toMatchObject({
      accessTokenFormat: 'opaque',
      accessTokenSeconds: 300,
      introspectionClientIds: [clientId],
    });
    const changed = await updateApi(house, identifier, {
      document: { include_roles: true, access_token_lifetime: null },
    });
    expect(changed).toEqual({ ...api, includesRoles: true, accessTokenSeconds: null });
    await deleteApi(house, identifier);
    await expect(showApi(house, identifier)).rejects.toMatchObject({ kind: 'not-found' });
    const lines = ['create', 'update', 'delete'].map((verb) => `command-line api-${verb} api`);
    expect(await auditLines(house)).toEqual(expect.arrayContaining(lines));
  });

  it('gains, loses and describes scopes one by one, and keeps their roles', async () => {
    await make();
    const describeScopes = [
      { name: 'write', description: 'Change articles' },
      { name: 'list', description: 'List articles' },
    ];
    const changed = await updateApi(house, identifier, { describeScopes, removeScopes: ['read'] });
    expect(changed.scopes).toEqual([
      { name: 'write', description: 'Change articles', roles: ['editor'] },
      { name: 'list', description: 'List articles', roles: [] },
    ]);
    const worse = updateApi(house, identifier, { describeScopes: [{ name: 'openid', description: 'Everything' }] });
    await expect(worse).rejects.toMatchObject(invalid('scopes[2].name', 'standard-scope'));
  });

  it.each<[more: object, field: string, code: string]>([
    [{ identifier: 'https://id.example.com' }, 'identifier', 'issuer-as-api'],
    [{ identifier: 'articles' }, 'identifier', 'not-a-uri'],
    [{ served_by: ['gh_nobody'] }, 'served_by', 'no-such-client'],
    [{ access_token_lifetime: 0 }, 'access_token_lifetime', 'out-of-range'],
    [{ access_token_signing_alg: 'none' }, 'access_token_signing_alg', 'unknown-value'],
    [{ banana: true }, 'banana', 'unknown'],
  ])('is not made from %j', async (more, field, code) => {
    await expect(make(more)).rejects.toMatchObject(invalid(field, code));
    expect(await listApis(house)).toEqual([]);
  });

  it('is not made twice, and not changed into another', async () => {
    await make();
    await expect(make()).rejects.toMatchObject({ kind: 'conflict' });
    const moved = updateApi(house, identifier, { document: { identifier: 'https://other.example' } });
    await expect(moved).rejects.toMatchObject(invalid('identifier', 'unchangeable'));
  });

  it('stays as it is when a client that serves it is deleted elsewhere', async () => {
    await make({ served_by: [clientId] });
    await house.storage.stores.clientAdministration.delete(clientId);
    expect(await updateApi(house, identifier, { document: { name: 'Other' } })).toMatchObject({ name: 'Other' });
  });

  it('is the business of operators alone', async () => {
    await make();
    const other = { ...house, actor: developer };
    await expect(createApi(other, {})).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(listApis(other)).rejects.toMatchObject({ kind: 'forbidden' });
    for (const attempt of [
      () => showApi(other, identifier),
      () => updateApi(other, identifier, {}),
      () => deleteApi(other, identifier),
      () => allotScopes(other, { clientId, api: identifier, verb: 'allow', scopes: [] }),
    ])
      await expect(attempt()).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('what a client may ask for at an API', () => {
  const change = (verb: 'allow' | 'disallow', wanted: string[] = [], more: object = {}) =>
    allotScopes(house, { clientId, api: identifier, verb, scopes: wanted, ...more });
  const allotted = async () => (await house.storage.stores.clients.find(clientId))?.allotments;

  it('grows and shrinks scope by scope, and ends with the API', async () => {
    await make();
    expect((await change('allow')).allotments).toEqual([{ api: identifier, scopes: [] }]);
    await change('allow', ['write']);
    expect((await change('allow', ['read'])).allotments).toEqual([{ api: identifier, scopes: ['read', 'write'] }]);
    expect((await change('disallow', ['read'])).allotments).toEqual([{ api: identifier, scopes: ['write'] }]);
    expect((await change('disallow')).allotments).toEqual([]);
    expect((await change('disallow', ['read'])).allotments).toEqual([]);
    await change('allow', ['read']);
    await deleteApi(house, identifier);
    expect(await allotted()).toEqual([]);
    expect(await auditLines(house)).toContain('command-line client-allow client');
  });

  it('is nothing that is not there', async () => {
    await make();
    await expect(change('allow', ['unknown'])).rejects.toMatchObject({ kind: 'invalid' });
    await expect(change('allow', ['openid'])).rejects.toMatchObject({ kind: 'invalid' });
    await expect(change('allow', [], { api: 'https://other.example' })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(change('allow', [], { clientId: 'gh_nobody' })).rejects.toMatchObject({ kind: 'not-found' });
    expect(await allotted()).toEqual([]);
  });

  it('is not said in the registered scope, where it would do nothing', async () => {
    const refused = invalid('scope', 'scope-of-api');
    await expect(createClient(house, { ...service, scope: 'openid read' })).rejects.toMatchObject(refused);
    await expect(updateClient(house, clientId, { document: { scope: 'read' } })).rejects.toMatchObject(refused);
  });
});

describe('a client that is switched off', () => {
  it('has the time of it kept, also when it is switched on again or off twice', async () => {
    const disabledAt = async () => (await house.storage.stores.clients.find(clientId))?.disabledAt;
    expect(await disabledAt()).toBeNull();
    const at = house.clock.now();
    await updateClient(house, clientId, { status: 'disabled' });
    house.advance(60);
    await updateClient(house, clientId, { status: 'disabled' });
    await updateClient(house, clientId, { status: 'active' });
    expect(await disabledAt()).toEqual(at);
  });
});
