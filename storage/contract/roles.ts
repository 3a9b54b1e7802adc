/** Roles and groups, and what people have of them. */

import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { aClient, anApi, aPerson, aRole, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeRoles(subject: Subject): void {
  describe('roles', () => {
    rolesAsStored(subject);
    rolesAtApis(subject);
    holders(subject);
  });
  describe('groups', () => groups(subject));
}

const page = { limit: 100 };

function rolesAsStored({ stores }: Subject): void {
  it('have one name in the realm and in each application', async () => {
    const name = random();
    const [everywhere, here] = [aRole({ name }), aRole({ name, clientId: random() })];
    const there = aRole({ name, clientId: random() });
    for (const role of [everywhere, here, there]) await stores().roles.create(role);
    for (const role of [everywhere, here, there]) {
      expect(await stores().roles.find(name, role.clientId)).toEqual(role);
      expect(await stores().roles.findForChange(name, role.clientId)).toEqual(role);
      const again = aRole({ name, clientId: role.clientId });
      await expect(stores().roles.create(again)).rejects.toEqual(kind('conflict'));
    }
    expect(await stores().roles.list({ ...page, clientId: here.clientId })).toEqual([here]);
    expect(await stores().roles.list({ ...page, clientId: null })).toContainEqual(everywhere);
    expect(await stores().roles.list({ ...page, clientId: null })).not.toContainEqual(here);
    expect(await stores().roles.find(random(), null)).toBeUndefined();
  });

  it('are listed page by page', async () => {
    const clientId = random();
    const made = [aRole({ clientId }), aRole({ clientId }), aRole({ clientId })];
    for (const role of made) await stores().roles.create(role);
    const first = await stores().roles.list({ clientId, limit: 2 });
    const rest = await stores().roles.list({ clientId, limit: 2, after: first.at(-1)?.id ?? '' });
    expect([...first, ...rest]).toEqual(made);
  });

  it('of an application go with it', async () => {
    const client = aClient();
    await stores().clientAdministration.create(client);
    const role = aRole({ clientId: client.clientId });
    await stores().roles.create(role);
    const person = aPerson();
    await stores().people.create(person);
    await stores().roles.grant(role.id, { personId: person.id });
    await stores().clientAdministration.delete(client.clientId);
    expect(await stores().roles.find(role.name, client.clientId)).toBeUndefined();
    expect((await stores().endUsers.find(person.id))?.applicationRoles).toEqual([]);
  });
}

function rolesAtApis({ stores }: Subject): void {
  it('are made when a scope of an API names them, and not deleted while one does', async () => {
    const name = random();
    const api = anApi({ scopes: [{ name: 'read', description: 'See things', roles: [name] }] });
    await stores().apis.create(api);
    const { id = '' } = (await stores().roles.find(name, null)) ?? {};
    await expect(stores().roles.delete(id)).rejects.toEqual(kind('conflict'));
    expect((await stores().apis.find(api.identifier))?.scopes[0]?.roles).toEqual([name]);
    const namesake = aRole({ name, clientId: random() });
    await stores().roles.create(namesake);
    expect(await stores().roles.delete(namesake.id)).toBe(true);
    await stores().apis.delete(api.identifier);
    expect(await stores().roles.delete(id)).toBe(true);
    expect(await stores().roles.delete(id)).toBe(false);
  });
}

/** A person in a group, and who holds what. */
async function begin({ stores }: Subject) {
  const [person, other] = [aPerson(), aPerson()];
  for (const each of [person, other]) await stores().people.create(each);
  const group = { id: uuidv7(), name: random(), description: 'Those who are in it' };
  await stores().groups.create(group);
  const clientId = random();
  const [direct, byGroup, both, local] = [aRole(), aRole(), aRole(), aRole({ clientId })];
  for (const role of [direct, byGroup, both, local]) await stores().roles.create(role);
  const held = async (personId = person.id) => {
    const { roles = [], groups: names = [], applicationRoles = [] } = (await stores().endUsers.find(personId)) ?? {};
    return { roles, groups: names, applicationRoles };
  };
  return { person, other, group, clientId, direct, byGroup, both, local, held };
}

function holders(subject: Subject): void {
  const { stores } = subject;

  it('are those of the person and of their groups, each once, in order', async () => {
    const { person, other, group, clientId, direct, byGroup, both, local, held } = await begin(subject);
    const { roles, groups: stored } = stores();
    for (const { id } of [direct, both]) expect(await roles.grant(id, { personId: person.id })).toBe(true);
    for (const { id } of [byGroup, both, local]) expect(await roles.grant(id, { groupId: group.id })).toBe(true);
    expect(await held()).toEqual({
      roles: [direct, both].map(({ name }) => name).sort(),
      groups: [],
      applicationRoles: [],
    });
    expect(await stored.add(group.id, person.id)).toBe(true);
    const all = [direct, byGroup, both].map(({ name }) => name).sort();
    expect(await held()).toEqual({
      roles: all,
      groups: [group.name],
      applicationRoles: [{ clientId, name: local.name }],
    });
    expect(await held(other.id)).toEqual({ roles: [], groups: [], applicationRoles: [] });
    expect((await roles.listPeople(both.id, page)).map(({ id }) => id)).toEqual([person.id]);
    expect(await roles.listGroups(both.id, page)).toEqual([group]);
    expect((await stored.listRoles(group.id, page)).map(({ id }) => id)).toEqual(
      [byGroup, both, local].map(({ id }) => id),
    );
  });

  it('have a role once, however often and by whom it is granted, and lose it at once', async () => {
    const { person, group, direct, held } = await begin(subject);
    const { roles } = stores();
    for (const holder of [{ personId: person.id }, { groupId: group.id }]) {
      const granted = await Promise.all(Array.from({ length: 5 }, () => roles.grant(direct.id, holder)));
      expect(granted.filter(Boolean)).toHaveLength(1);
    }
    expect(await held()).toMatchObject({ roles: [direct.name] });
    for (const holder of [{ personId: person.id }, { groupId: group.id }]) {
      expect(await roles.revoke(direct.id, holder)).toBe(true);
      expect(await roles.revoke(direct.id, holder)).toBe(false);
    }
    expect(await held()).toMatchObject({ roles: [] });
  });

  it('are nobody who is not there', async () => {
    const { person, direct } = await begin(subject);
    const { roles } = stores();
    for (const refused of [
      () => roles.grant('nothing', { personId: person.id }),
      () => roles.grant(direct.id, { personId: 'nobody' }),
      () => roles.grant(direct.id, { groupId: 'nothing' }),
    ]) {
      await expect(refused()).rejects.toEqual(kind('missing-reference'));
    }
  });

  it('lose a role that is deleted, in a unit of work or not at all', async () => {
    const { person, direct, held } = await begin(subject);
    await stores().roles.grant(direct.id, { personId: person.id });
    const failed = subject.storage().transaction(async ({ roles }) => {
      await roles.delete(direct.id);
      throw new Error('stop');
    });
    await expect(failed).rejects.toThrow('stop');
    expect(await held()).toMatchObject({ roles: [direct.name] });
    expect(await stores().roles.delete(direct.id)).toBe(true);
    expect(await held()).toMatchObject({ roles: [] });
  });
}

function groups(subject: Subject): void {
  const { stores } = subject;

  it('have a name of their own', async () => {
    const { group } = await begin(subject);
    expect(await stores().groups.find(group.name)).toEqual(group);
    expect(await stores().groups.find(random())).toBeUndefined();
    expect(await stores().groups.list({ limit: 1000 })).toContainEqual(group);
    await expect(stores().groups.create({ ...group, id: random() })).rejects.toEqual(kind('conflict'));
  });

  it('have a person once, until they leave', async () => {
    const { person, group } = await begin(subject);
    const { groups: stored } = stores();
    const added = await Promise.all(Array.from({ length: 5 }, () => stored.add(group.id, person.id)));
    expect(added.filter(Boolean)).toHaveLength(1);
    expect((await stored.listPeople(group.id, page)).map(({ id }) => id)).toEqual([person.id]);
    expect(await stored.remove(group.id, person.id)).toBe(true);
    expect(await stored.remove(group.id, person.id)).toBe(false);
    expect(await stored.listPeople(group.id, page)).toEqual([]);
    await expect(stored.add(group.id, 'nobody')).rejects.toEqual(kind('missing-reference'));
    await expect(stored.add('nothing', person.id)).rejects.toEqual(kind('missing-reference'));
  });

  it('take their roles with them', async () => {
    const { person, group, byGroup, held } = await begin(subject);
    await stores().groups.add(group.id, person.id);
    await stores().roles.grant(byGroup.id, { groupId: group.id });
    expect(await held()).toMatchObject({ roles: [byGroup.name], groups: [group.name] });
    expect(await stores().groups.delete(group.id)).toBe(true);
    expect(await stores().groups.delete(group.id)).toBe(false);
    expect(await held()).toMatchObject({ roles: [], groups: [] });
    expect(await stores().roles.listGroups(byGroup.id, page)).toEqual([]);
  });
}
