import { expect, test } from 'vitest';
import { createShell } from './testing/shell';

/** A shell that fails the test when a command fails. */
async function begin() {
  const { shell } = createShell();
  const ok = async (...argv: string[]) => {
    const done = await shell(argv);
    expect([argv, done.code, done.warned]).toEqual([argv, 0, []]);
    return done;
  };
  await ok('user', 'create', '--username', 'ada', '--no-password');
  const client = ['client', 'create', '--json', '{"client_name":"Shop","redirect_uris":["https://shop.example/cb"]}'];
  const { client_id: clientId } = (await ok(...client)).json();
  return { shell, ok, clientId };
}

test('groups and roles are made, shown and given, as text and as JSON', async () => {
  const { ok, clientId } = await begin();
  const role = { name: 'editor', client_id: null, description: 'Edits' };
  expect((await ok('role', 'create', 'editor', '--description', 'Edits', '--json')).json()).toEqual(role);
  expect((await ok('role', 'create', 'clerk', '--application', clientId)).out).toBe('Role clerk created.');
  expect((await ok('group', 'create', 'Night shift')).out).toBe('Group Night shift created.');
  expect((await ok('role', 'grant', 'editor', '--group', 'Night shift')).out).toContain('has the role editor');
  const granted = await ok('role', 'grant', 'clerk', '--application', clientId, '--user', 'ada', '--json');
  expect(granted.json()).toMatchObject({ name: 'clerk', client_id: clientId, user: 'ada', granted: true });
  expect((await ok('group', 'add', 'Night shift', 'ada')).out).toBe('ada is in Night shift.');
  const held = {
    roles: ['editor'],
    application_roles: [{ client_id: clientId, name: 'clerk' }],
    groups: ['Night shift'],
  };
  expect((await ok('user', 'show', 'ada', '--json')).json()).toMatchObject(held);
  expect((await ok('user', 'show', 'ada')).out).toMatch(/groups +Night shift\n +roles +editor\n +clerk in gh_/);
  expect((await ok('role', 'list', '--json')).json()).toHaveLength(2);
  expect((await ok('role', 'list', '--application', clientId)).out).toMatch(/clerk +gh_/);
  expect((await ok('role', 'show', 'editor', '--json')).json()).toMatchObject({
    ...role,
    groups: [{ name: 'Night shift' }],
  });
  expect((await ok('group', 'show', 'Night shift')).out).toMatch(/users +ada\n +roles +editor/);
  expect((await ok('group', 'list')).out).toContain('Night shift');
});

test('and taken away again', async () => {
  const { ok, shell } = await begin();
  await ok('role', 'create', 'editor');
  await ok('group', 'create', 'Staff');
  await ok('role', 'grant', 'editor', '--user', 'ada');
  await ok('group', 'add', 'Staff', 'ada');
  expect((await ok('role', 'revoke', 'editor', '--user', 'ada')).out).toBe('ada does not have the role editor.');
  expect((await ok('group', 'remove', 'Staff', 'ada')).out).toBe('ada is not in Staff.');
  expect((await ok('user', 'show', 'ada', '--json')).json()).toMatchObject({
    roles: [],
    application_roles: [],
    groups: [],
  });
  expect((await ok('role', 'delete', 'editor', '--json')).json()).toEqual({ name: 'editor', deleted: true });
  expect((await ok('group', 'delete', 'Staff')).out).toBe('Group Staff deleted.');
  const gone = await shell(['role', 'show', 'editor']);
  expect([gone.code, gone.warned]).toEqual([1, ['gatehouse: There is no role editor in the realm.']]);
});

test.each([[], ['--user', 'ada', '--group', 'Staff']])('a role is given to one holder: %j', async (...flags) => {
  const { shell, ok } = await begin();
  await ok('role', 'create', 'editor');
  const refused = await shell(['role', 'grant', 'editor', ...flags]);
  expect([refused.code, refused.warned.join()]).toEqual([1, expect.stringContaining('either --user or --group')]);
});
