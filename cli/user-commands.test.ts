import { expect, test } from 'vitest';
import { createShell, goodPassword } from './testing/shell';

test('create takes every standard claim as a flag, and the password from standard input', async () => {
  const { shell, house } = createShell();
  const flags = {
    username: 'ada',
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    'given-name': 'Ada',
    'family-name': 'Lovelace',
    'middle-name': 'King',
    nickname: 'Countess',
    profile: 'https://example.com/ada',
    picture: 'https://example.com/a.png',
    website: 'https://ada.example.com',
    gender: 'female',
    birthdate: '1815-12-10',
    zoneinfo: 'Europe/London',
    locale: 'en-GB',
    'phone-number': '+44 20 7946 0000',
    address: 'London',
    'street-address': '12 St James’s Square',
    locality: 'London',
    region: 'England',
    'postal-code': 'SW1Y 4JH',
    country: 'GB',
  };
  const argv = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const truths = ['--email-verified', '--phone-number-verified', '--admin', '--json'];
  const { json, code } = await shell(['user', 'create', ...argv, ...truths]);
  expect(code).toBe(0);
  const endUser = await house.storage.stores.endUsers.find(json().id);
  expect(endUser?.claims).toEqual({
    preferred_username: 'ada',
    email: 'ada@example.com',
    email_verified: true,
    name: 'Ada Lovelace',
    given_name: 'Ada',
    family_name: 'Lovelace',
    middle_name: 'King',
    nickname: 'Countess',
    profile: 'https://example.com/ada',
    picture: 'https://example.com/a.png',
    website: 'https://ada.example.com',
    gender: 'female',
    birthdate: '1815-12-10',
    zoneinfo: 'Europe/London',
    locale: 'en-GB',
    phone_number: '+44 20 7946 0000',
    phone_number_verified: true,
    address: {
      formatted: 'London',
      street_address: '12 St James’s Square',
      locality: 'London',
      region: 'England',
      postal_code: 'SW1Y 4JH',
      country: 'GB',
    },
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
