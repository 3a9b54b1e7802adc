import { describe, expect, test } from 'vitest';
import { changeGroupMember } from './change-group-member';
import { changeRoleHolder } from './change-role-holder';
import { createApi } from './create-api';
import { createClient } from './create-client';
import { createGroup } from './create-group';
import { createRole } from './create-role';
import { createUser } from './create-user';
import { deleteGroup } from './delete-group';
import { deleteRole } from './delete-role';
import { listGroups } from './list-groups';
import { listHeld } from './list-held';
import { listRoles } from './list-roles';
import { showGroup } from './show-group';
import { showRole } from './show-role';
import { auditLines, createHouse, developer } from './testing/house';

const admin = { name: 'admin', clientId: null };

/** A house with Ada, a group, an application, and a role in each place. */
async function begin() {
  const house = createHouse();
  const ada = await createUser(house, { preferred_username: 'ada' }, { password: null });
  const { client } = await createClient(house, { redirect_uris: ['https://shop.example/cb'] });
  const local = { name: 'admin', clientId: client.clientId };
  await createGroup(house, { name: 'Night shift', description: 'Who works at night' });
  await createRole(house, { ...admin, description: 'May do everything' });
  await createRole(house, local);
  const held = () => listHeld(house, ada.id);
  return { house, ada, client, local, held };
}

describe('a role', () => {
  test('is made once in the realm and once in an application', async () => {
    const { house, client, local } = await begin();
    expect(await listRoles(house, { limit: 10 })).toHaveLength(2);
    expect(await listRoles(house, { limit: 10, clientId: client.clientId })).toMatchObject([local]);
    expect(await listRoles(house, { limit: 10, clientId: null })).toMatchObject([
      { ...admin, description: 'May do everything' },
    ]);
    await expect(createRole(house, admin)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(createRole(house, local)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(createRole(house, { name: 'x', clientId: 'gh_nobody' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  test.each([
    ['two words', 'name'],
    ['', 'name'],
    ['quo"te', 'name'],
    ['x'.repeat(201), 'name'],
  ])('is not called %j', async (name, field) => {
    const refused = createRole(createHouse(), { name, clientId: null });
    await expect(refused).rejects.toMatchObject({ kind: 'invalid', problems: [{ field }] });
  });

  test('counts for a person by themselves and by a group, and no more once it is taken away', async () => {
    const { house, client, local, held } = await begin();
    expect(await changeRoleHolder(house, 'grant', admin, { user: 'ada' })).toMatchObject({ changed: true });
    expect(await changeRoleHolder(house, 'grant', admin, { user: 'ada' })).toMatchObject({ changed: false });
    await changeRoleHolder(house, 'grant', local, { group: 'Night shift' });
    expect(await held()).toEqual({ roles: ['admin'], applicationRoles: [], groups: [] });
    await changeGroupMember(house, 'add', 'Night shift', 'ada');
    const applicationRoles = [{ clientId: client.clientId, name: 'admin' }];
    expect(await held()).toEqual({ roles: ['admin'], applicationRoles, groups: ['Night shift'] });
    expect(await showRole(house, local)).toMatchObject({ people: [], groups: [{ name: 'Night shift' }] });
    expect(await showRole(house, admin)).toMatchObject({ people: [{ username: 'ada' }], groups: [] });
    await changeRoleHolder(house, 'revoke', admin, { user: 'ada' });
    await changeGroupMember(house, 'remove', 'Night shift', 'ada');
    expect(await held()).toEqual({ roles: [], applicationRoles: [], groups: [] });
  });

  test('is granted to nobody who is not there, and is not any other role', async () => {
    const { house, local } = await begin();
    const notFound = { kind: 'not-found' };
    await expect(changeRoleHolder(house, 'grant', admin, { user: 'eve' })).rejects.toMatchObject(notFound);
    await expect(changeRoleHolder(house, 'grant', admin, { group: 'Day shift' })).rejects.toMatchObject(notFound);
    const elsewhere = { ...local, clientId: 'gh_other' };
    await expect(changeRoleHolder(house, 'grant', elsewhere, { user: 'ada' })).rejects.toMatchObject(notFound);
  });

  test('that a scope of an API asks for is not deleted, which would give the scope to everybody', async () => {
    const { house, local } = await begin();
    const scopes = [{ name: 'write', description: 'Write', roles: ['admin'] }];
    await createApi(house, { identifier: 'https://api.example', name: 'Articles', scopes });
    await expect(deleteRole(house, admin)).rejects.toMatchObject({ kind: 'conflict' });
    await deleteRole(house, local);
    expect(await listRoles(house, { limit: 10 })).toMatchObject([admin]);
    await expect(deleteRole(house, local)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a group', () => {
  test('has people and roles, and takes both relations with it', async () => {
    const { house, held } = await begin();
    await changeGroupMember(house, 'add', 'Night shift', 'ada');
    await changeRoleHolder(house, 'grant', admin, { group: 'Night shift' });
    expect(await showGroup(house, 'Night shift')).toMatchObject({ people: [{ username: 'ada' }], roles: [admin] });
    await deleteGroup(house, 'Night shift');
    expect(await held()).toEqual({ roles: [], applicationRoles: [], groups: [] });
    expect(await listGroups(house, { limit: 10 })).toEqual([]);
    await expect(showGroup(house, 'Night shift')).rejects.toMatchObject({ kind: 'not-found' });
  });

  test.each(['', ' ', 'Night\nshift', 'x'.repeat(201)])('is not called %j', async (name) => {
    await expect(createGroup(createHouse(), { name })).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('has one name, without blanks around it', async () => {
    const { house } = await begin();
    await expect(createGroup(house, { name: ' Night shift ' })).rejects.toMatchObject({ kind: 'conflict' });
  });
});

test('every change leaves a row, what changes nothing leaves none', async () => {
  const { house } = await begin();
  for (const verb of ['grant', 'grant', 'revoke', 'revoke'] as const)
    await changeRoleHolder(house, verb, admin, { user: 'ada' });
  for (const verb of ['add', 'add', 'remove', 'remove'] as const)
    await changeGroupMember(house, verb, 'Night shift', 'ada');
  await deleteGroup(house, 'Night shift');
  await deleteRole(house, admin);
  const lines = (await auditLines(house)).map((line) => line.replace('command-line ', ''));
  expect(lines.filter((line) => /role|group/.test(line))).toEqual([
    ...['group-add group', 'group-create group', 'group-delete group', 'group-remove group', 'role-create role'],
    ...['role-create role', 'role-delete role', 'role-grant role', 'role-revoke role'],
  ]);
});

test('none of it is for those who are no administrators', async () => {
  const { house } = await begin();
  const theirs = { ...house, actor: developer };
  const page = { limit: 10 };
  for (const refused of [
    () => createRole(theirs, { name: 'mine', clientId: null }),
    () => deleteRole(theirs, admin),
    () => showRole(theirs, admin),
    () => listRoles(theirs, page),
    () => changeRoleHolder(theirs, 'grant', admin, { user: 'ada' }),
    () => createGroup(theirs, { name: 'mine' }),
    () => deleteGroup(theirs, 'Night shift'),
    () => showGroup(theirs, 'Night shift'),
    () => listGroups(theirs, page),
    () => changeGroupMember(theirs, 'add', 'Night shift', 'ada'),
    () => listHeld(theirs, 'anybody'),
  ]) {
    await expect(refused()).rejects.toMatchObject({ kind: expect.stringMatching(/^(forbidden|not-found)$/) });
  }
  expect(await listRoles(house, page)).toHaveLength(2);
  expect(await listGroups(house, page)).toHaveLength(1);
});
