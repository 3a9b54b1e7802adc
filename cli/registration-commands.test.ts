import { expect, test } from 'vitest';
import { createShell } from './testing/shell';

const week = 7 * 86_400;

test('an initial access token is shown once, listed, and revoked', async () => {
  const { shell, house } = createShell();
  const flags = ['--label', 'Build server', '--uses', '3', '--expires', '12h'];
  const made = (await shell(['registration-token', 'create', ...flags, '--json'])).json();
  expect(made).toEqual({
    ...{ id: expect.any(String), label: 'Build server', uses_left: 3, token: expect.stringMatching(/^ghi_/) },
    ...{ created_at: '2026-11-21T09:00:00.000Z', expires_at: '2026-11-21T21:00:00.000Z' },
  });
  const { token, ...shown } = made;
  const list = await shell(['registration-token', 'list', '--json']);
  expect(list.json()).toEqual([shown]);
  expect((await shell(['registration-token', 'list'])).out).toContain('Build server');
  const [stored] = await house.storage.stores.initialAccessTokens.list();
  expect(JSON.stringify(stored)).not.toContain(token);
  expect(stored?.hash).toMatch(/^[\w-]{43}$/);
  expect((await shell(['registration-token', 'revoke', made.id, '--json'])).json()).toEqual({
    id: made.id,
    revoked: true,
  });
  expect((await shell(['registration-token', 'revoke', made.id])).warned.join()).toContain(
    'There is no initial access token',
  );
  expect((await shell(['registration-token', 'list'])).out).toBe('There are no initial access tokens.');
});

test('by default it is good for one application within a week', async () => {
  const { shell } = createShell();
  const { out } = await shell(['registration-token', 'create']);
  expect(out).toMatch(/token +ghi_\S+ {2}\(shown once\)/);
  const [only] = (await shell(['registration-token', 'list', '--json'])).json();
  expect(only.uses_left).toBe(1);
  expect((Date.parse(only.expires_at) - Date.parse(only.created_at)) / 1000).toBe(week);
});

test.each([
  ['--uses', '0'],
  ['--uses', '1.5'],
  ['--uses', 'many'],
  ['--uses', '10001'],
  ['--expires', '0s'],
  ['--expires', '367d'],
  ['--expires', 'soon'],
])('a token is not made with %s %s', async (...flags) => {
  const { shell, house } = createShell();
  expect((await shell(['registration-token', 'create', ...flags])).code).not.toBe(0);
  expect(await house.storage.stores.initialAccessTokens.list()).toEqual([]);
});

test('a client that registered itself is marked until it is approved', async () => {
  const { shell, house } = createShell();
  const made = (await shell(['client', 'create', '--type', 'service', '--name', 'Made here', '--json'])).json();
  expect(made.self_registration).toBeNull();
  const { clientAdministration } = house.storage.stores;
  const client = await clientAdministration.find(made.client_id);
  if (client === undefined) throw new Error('It was not made');
  const selfRegistration = { tokenHash: 'hash', quarantinedAt: house.clock.now() };
  await clientAdministration.create({ ...client, id: 'new', clientId: 'gh_new', secrets: [], selfRegistration });
  expect((await shell(['client', 'list'])).out).toMatch(/gh_new .*not reviewed/);
  expect((await shell(['client', 'show', 'gh_new'])).out).toMatch(/registered by +itself, not reviewed since/);
  const approved = await shell(['client', 'approve', 'gh_new', '--json']);
  expect(approved.json().self_registration).toEqual({ quarantined_at: null });
  expect(approved.out).not.toContain('hash');
  expect((await shell(['client', 'approve', 'gh_new'])).out).toMatch(/itself, approved/);
  expect((await shell(['client', 'list'])).out).not.toContain('not reviewed');
  expect((await shell(['client', 'approve', made.client_id])).code).toBe(0);
  expect((await shell(['client', 'approve', 'gh_nobody'])).warned.join()).toContain('There is no client');
});
