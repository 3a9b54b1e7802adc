import { expect, test } from 'vitest';
import { createShell, fullProfile, goodPassword } from './testing/shell';

test('create takes every standard claim as a flag, and the password from standard input', async () => {
  const { shell, house } = createShell();
  const { phone_number_verified, ...given } = fullProfile;
  const address = { ...given.address, street_address: '12 St James’s Square', locality: 'London', region: 'England' };
  const { formatted, ...parts } = { ...address, postal_code: 'SW1Y 4JH' };
  const texts = { username: 'ada', email: 'ada@example.com', ...given, address: formatted, ...parts };
  const argv = Object.entries(texts).flatMap(([name, value]) => [`--${name.replaceAll('_', '-')}`, value]);
  const truths = ['--email-verified', '--phone-number-verified', '--admin', '--json'];
  const { json, code } = await shell(['user', 'create', ...argv, ...truths]);
  expect(code).toBe(0);
  const endUser = await house.storage.stores.endUsers.find(json().id);
  expect(endUser?.claims).toEqual({
    preferred_username: 'ada',
    email: 'ada@example.com',
    email_verified: true,
    ...given,
    phone_number_verified,
    address: { formatted, ...parts },
    updated_at: expect.any(Number),
  });
  expect(json()).toMatchObject({ administrator: true });
  expect((await house.storage.stores.passwords.find(json().id))?.hash).toBe(`plain:${goodPassword}`);
});

test('create takes the same claims as JSON', async () => {
  const { shell } = createShell();
  const claims = {
    preferred_username: 'ada',
    email: 'ada@example.com',
    email_verified: true,
    address: { country: 'GB' },
  };
  const { json } = await shell(['user', 'create', '--json', JSON.stringify(claims), '--locality', 'London']);
  expect(json()).toMatchObject({ ...claims, address: { country: 'GB', locality: 'London' }, status: 'active' });
});

test('list, show, disable, enable and set-password follow each other', async () => {
  const { shell, house } = createShell();
  await shell(['user', 'create', '--username', 'ada', '--email', 'ada@example.com']);
  expect((await shell(['user', 'list', '--json'])).json()).toMatchObject([{ preferred_username: 'ada' }]);
  expect((await shell(['user', 'list'])).out).toMatch(/^USER NAME.*\nada\s+ada@example\.com\s+active/);
  expect((await shell(['user', 'disable', 'ada@example.com'])).out).toBe('User ada is disabled.');
  expect((await shell(['user', 'enable', 'ada', '--json'])).json()).toMatchObject({ status: 'active' });
  const set = await shell(['user', 'set-password', 'ada', '--json'], 'copper meadow 81 kettle');
  const { id } = set.json();
  expect((await house.storage.stores.passwords.find(id))?.hash).toBe('plain:copper meadow 81 kettle');
  expect(set.out).not.toContain('kettle');
  expect((await shell(['user', 'show', 'ada'])).out).toContain('ada@example.com (not verified)');
});

test('a person can be made without a password', async () => {
  const { shell, house } = createShell();
  const { json } = await shell(['user', 'create', '--username', 'ada', '--no-password', '--json'], '');
  expect(await house.storage.stores.passwords.find(json().id)).toBeUndefined();
});

test('invite puts a link for an address into the outbox', async () => {
  const { shell } = createShell();
  const { out } = await shell(['user', 'invite', 'guest@example.com']);
  const [{ id }] = (await shell(['mail', 'list', '--json'])).json();
  expect(out).toBe(`The invitation to guest@example.com is in the outbox: ${id}`);
  expect((await shell(['mail', 'show', id])).out).toContain('"token"');
});
