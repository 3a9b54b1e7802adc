import { expect, test } from 'vitest';
import { createShell } from './testing/shell';

async function open() {
  const { shell } = createShell();
  for (const name of ['ada', 'bo']) await shell(['user', 'create', '--username', name, '--no-password']);
  const made = await shell(['client', 'create', '--name', 'Shop', '--redirect-uri', 'https://s.example/cb', '--json']);
  return { shell, client: made.json() };
}

test('a team is filled, changed and listed', async () => {
  const { shell, client } = await open();
  const team = (...args: string[]) => shell(['client', 'team', ...args]);
  expect((await team('list', client.client_id)).out).toContain('Administrators alone');
  expect((await team('add', client.client_id, 'ada', '--owner')).out).toContain('ada is an owner now.');
  await team('add', client.client_id, 'bo');
  await team('set-role', client.client_id, 'bo', '--owner');
  const listed = (await team('list', client.client_id, '--json')).json();
  const roles = listed.map(({ role, person }: { role: string; person: { preferred_username: string } }) => [
    person.preferred_username,
    role,
  ]);
  // Both came at one moment of the test's clock.
  expect(roles.sort()).toEqual([
    ['ada', 'owner'],
    ['bo', 'owner'],
  ]);
  expect((await team('remove', client.client_id, 'bo')).out).toContain('not in the team any more');
  expect((await team('list', client.client_id)).out).not.toContain('bo');
});

test('one secret is deleted by what is shown of it', async () => {
  const { shell, client } = await open();
  await shell(['client', 'rotate-secret', client.client_id, '--keep-old']);
  const [first, second] = (await shell(['client', 'show', client.client_id, '--json'])).json().secrets;
  await shell(['client', 'delete-secret', client.client_id, first.prefix]);
  const left = (await shell(['client', 'show', client.client_id, '--json'])).json().secrets;
  expect(left).toEqual([second]);
  expect((await shell(['client', 'delete-secret', client.client_id, first.prefix])).warned.join()).toContain(
    'no such secret',
  );
});

test('a person is deleted', async () => {
  const { shell } = await open();
  expect((await shell(['user', 'delete', 'bo'])).out).toContain('User bo is deleted.');
  expect((await shell(['user', 'show', 'bo'])).warned.join()).toContain('There is no user bo.');
});
