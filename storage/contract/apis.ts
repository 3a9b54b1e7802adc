/** APIs, their scopes, and what clients may ask for of them. */
import { describe, expect, it } from 'vitest';
import { aClient, anApi, later, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeApis(subject: Subject): void {
  describe('APIs', () => {
    apisAsStored(subject);
    allotments(subject);
  });
}

function apisAsStored({ stores }: Subject): void {
  it('are given back as they were stored, scopes in their order', async () => {
    const [first, second] = [anApi(), anApi({ accessTokenSeconds: 60, scopes: [], introspectionClientIds: [] })];
    await stores().apis.create(first);
    await stores().apis.create(second);
    expect(await stores().apiLookup.list()).toEqual([first, second]);
    expect(await stores().apis.find(random())).toBeUndefined();
    await expect(stores().apis.create(anApi({ identifier: first.identifier }))).rejects.toEqual(kind('conflict'));
  });

  it('are changed in all but their identifier, and deleted', async () => {
    const api = anApi();
    await stores().apis.create(api);
    await stores().apiLookup.list();
    const changed = anApi({
      ...{ id: api.id, identifier: api.identifier, name: 'Another name', introspectionClientIds: [] },
      ...{ accessTokenSeconds: 60, accessTokenFormat: 'opaque', signingAlgorithm: 'ES256', includesRoles: true },
      scopes: [
        { name: 'read', description: 'See more', roles: ['viewer'] },
        { name: 'new', description: 'New', roles: [] },
        { name: 'write', description: 'Change things', roles: ['owner'] },
      ],
    });
    expect(await stores().apis.update({ ...changed, identifier: 'https://never.example' })).toBe(true);
    expect(await stores().apiLookup.list()).toContainEqual(changed);
    expect(await stores().apis.update(anApi())).toBe(false);
    expect(await stores().apis.delete(api.identifier)).toBe(true);
    expect(await stores().apis.delete(api.identifier)).toBe(false);
    expect(await stores().apiLookup.list()).not.toContainEqual(changed);
  });
}

function allotments({ stores }: Subject): void {
  const stored = async () => {
    const [first, second, client] = [anApi(), anApi(), aClient()];
    for (const api of [first, second]) await stores().apis.create(api);
    await stores().clientAdministration.create(client);
    const allotted = async () => (await stores().clients.find(client.clientId))?.allotments;
    const allot = (api: string, scopes: string[] | null) =>
      stores().clientAdministration.allot(client.clientId, api, scopes);
    return { first, second, client, allotted, allot };
  };

  it('are allotted to clients, scope by scope, and taken away', async () => {
    const { first, second, allotted, allot } = await stored();
    await allot(second.identifier, []);
    await allot(first.identifier, ['read', 'write']);
    expect(await allotted()).toEqual([
      { api: first.identifier, scopes: ['write', 'read'] },
      { api: second.identifier, scopes: [] },
    ]);
    await allot(first.identifier, ['read']);
    await allot(second.identifier, null);
    expect(await allotted()).toEqual([{ api: first.identifier, scopes: ['read'] }]);
    const copy = aClient({ allotments: [{ api: second.identifier, scopes: ['read'] }] });
    await stores().clientAdministration.create(copy);
    expect(await stores().clients.find(copy.clientId)).toEqual(copy);
  });

  it('are never of a scope, an API or a client that is not there', async () => {
    const { first, allotted, allot } = await stored();
    for (const refused of [
      () => allot(first.identifier, ['read', 'unknown']),
      () => allot(random(), []),
      () => stores().clientAdministration.allot(random(), first.identifier, []),
    ]) {
      await expect(refused()).rejects.toEqual(kind('missing-reference'));
    }
    expect(await allotted()).toEqual([]);
  });

  it('go with the scope and with the API, and do not come back with a new one of that name', async () => {
    const { first, second, client, allotted, allot } = await stored();
    for (const { identifier } of [first, second]) await allot(identifier, ['read', 'write']);
    await stores().apis.update({ ...first, scopes: first.scopes.filter(({ name }) => name === 'read') });
    await stores().apis.update(first);
    await stores().apis.delete(second.identifier);
    await stores().apis.create(anApi({ identifier: second.identifier }));
    expect(await allotted()).toEqual([{ api: first.identifier, scopes: ['read'] }]);
    const { clientAdministration } = stores();
    await clientAdministration.update(client.clientId, { status: 'disabled', disabledAt: later(1) }, later(1));
    expect(await stores().clients.find(client.clientId)).toMatchObject({ disabledAt: later(1) });
    expect(await clientAdministration.delete(client.clientId)).toBe(true);
    expect(await stores().apis.delete(first.identifier)).toBe(true);
  });
}
