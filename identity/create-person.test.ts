import { describe, expect, test } from 'vitest';
import { fullProfile } from '@/storage/memory/full-profile';
import { createPerson } from './create-person';
import { parseProfile } from './profile';
import { addPerson, auditLines, createPeople, goodPassword } from './testing/people';

const by = { actor: { kind: 'command-line' as const, id: null } };
const wanted = {
  username: 'Bob',
  email: 'Bob@Example.com' as string | null,
  emailVerified: false,
  profile: {},
  administrator: false,
  password: goodPassword as string | null,
};

test('what was typed is kept, what is compared is folded, the subject is 128 random bits', async () => {
  const people = createPeople();
  const [bob, eve] = [await addPerson(people, wanted), await addPerson(people, { username: 'eve', email: null })];
  expect(bob).toMatchObject({ username: 'Bob', usernameFolded: 'bob', emailFolded: 'bob@example.com' });
  expect(bob.email).toBe('Bob@Example.com');
  expect(bob.subject).toMatch(/^[a-z2-7]{26}$/);
  expect(bob.subject).not.toBe(eve.subject);
  expect(await auditLines(people)).toEqual(['person-create success', 'person-create success']);
});

test.each([
  ['username', { username: 'ADA', email: null }],
  ['email', { username: 'bob', email: 'ADA@example.com' }],
])('a taken %s is told to whoever may make people, and nothing is written', async (field, given) => {
  const people = createPeople();
  await addPerson(people);
  const result = await createPerson(people, { ...wanted, ...given }, by);
  expect(result).toEqual({ ok: false, problems: [{ field, code: 'taken' }] });
  expect(await people.storage.stores.people.list({ limit: 10 })).toHaveLength(1);
});

test('an address that only somebody typed does not take it from the one whom an administrator gives it', async () => {
  const people = createPeople();
  const result = await createPerson(people, wanted, by);
  expect(result).toMatchObject({ ok: true, person: { emailVerified: false, emailFolded: 'bob@example.com' } });
});

describe('profiles', () => {
  const complete = { ...fullProfile, website: 'http://ada.example.com' };

  test('every standard claim is taken as it is', () => {
    expect(parseProfile(complete)).toEqual({ ok: true, profile: complete });
    expect(parseProfile({ name: null })).toEqual({ ok: true, profile: {} });
  });

  test.each([
    ['1815', undefined],
    ['0000-02-29', undefined],
    ['2023-02-29', 'not-a-date'],
    ['1815-13-01', 'not-a-date'],
    ['10.12.1815', 'not-a-date'],
  ])('birthdate %s: %s', (birthdate, code) => {
    const result = parseProfile({ birthdate });
    expect(result.ok ? undefined : result.problems[0]?.code).toBe(code);
  });

  test.each([
    ['name', '', 'empty'],
    ['name', 7, 'wrong-type'],
    ['name', 'x'.repeat(201), 'too-long'],
    ['name', 'Ada\nLovelace', 'control-characters'],
    ['name', 'Ada\u202eecalevoL', 'control-characters'],
    ['website', 'javascript:alert(1)', 'not-a-web-address'],
    ['picture', 'data:image/png;base64,AAAA', 'not-a-web-address'],
    ['zoneinfo', 'Mars/Olympus', 'not-a-time-zone'],
    ['locale', 'not a locale', 'not-a-language-tag'],
    ['phone_number', 'call me', 'not-a-phone-number'],
    ['phone_number_verified', 'true', 'wrong-type'],
    ['address', 'London', 'wrong-type'],
    ['address', { street: 'x' }, 'unknown'],
    ['administrator', true, 'unknown'],
    ['__proto__', {}, 'unknown'],
    ['constructor', 'x', 'unknown'],
  ])('%s: %j is refused as %s', (field, value, code) => {
    const input = JSON.parse(`{${JSON.stringify(field)}:${JSON.stringify(value)}}`);
    expect(parseProfile(input)).toEqual({ ok: false, problems: [{ field, code }] });
  });

  test.each([[null], [[]], ['text'], [7]])('%j is no profile', (input) => {
    expect(parseProfile(input)).toEqual({ ok: false, problems: [{ field: 'profile', code: 'not-an-object' }] });
  });
});
