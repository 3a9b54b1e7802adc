import { hash as argon2Hash } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';
import { createAuthenticatePassword } from './authenticate-password';
import { createPasswordHash } from './password-hash';
import { setPersonStatus } from './set-person-status';
import type { SignInLimits } from './sign-in-limits';
import { defaultSignInLimits } from './sign-in-limits';
import { addPerson, auditLines, createPeople, createPlainHash, goodPassword, origin, random } from './testing/people';

const wrong = { ok: false, code: 'wrong-name-or-password' };
const elsewhere = { network: '203.0.113.9', traceId: null };

function createSignIn({ limits = defaultSignInLimits }: { limits?: SignInLimits } = {}) {
  const passwordHash = createPlainHash();
  const people = createPeople(passwordHash);
  const authenticate = createAuthenticatePassword({ ...people, passwordHash, readLimits: async () => limits });
  const guess = (name = 'ada', from = origin) => authenticate({ name, password: 'a wrong guess', origin: from });
  const signIn = (name = 'ada', from = origin) => authenticate({ name, password: goodPassword, origin: from });
  return { people, passwordHash, authenticate, guess, signIn };
}

test.each([['ada'], ['ADA'], [' ada '], ['ada@example.com'], ['Ada@Example.COM']])(
  'the right password signs in as %j, by password alone',
  async (name) => {
    const { people, signIn } = createSignIn();
    const person = await addPerson(people);
    const passwordChangedAt = people.clock.now();
    const proof = { ok: true, person, passwordChangedAt, amr: ['pwd'], acr: 'urn:gatehouse:aal1' };
    expect(await signIn(name)).toEqual(proof);
    expect(await people.storage.stores.sessions.listLiveOfPerson(person.id, people.clock.now())).toEqual([]);
  },
);

describe('one answer for every refusal', () => {
  test.each([
    ['a wrong password', 'ada', 'a wrong guess', 'active', 'sign-in failure wrong-password'],
    ['an unknown user name', 'eve', goodPassword, 'active', 'sign-in failure unknown-name'],
    ['an unknown e-mail', 'eve@example.com', goodPassword, 'active', 'sign-in failure unknown-name'],
    ['a name that nobody can have', 'a\u0000da', goodPassword, 'active', 'sign-in failure unknown-name'],
    ['an endless name', 'a'.repeat(60_000), goodPassword, 'active', 'sign-in failure unknown-name'],
    ['no name', '', goodPassword, 'active', 'sign-in failure unknown-name'],
    ['no password', 'ada', '', 'active', 'sign-in failure wrong-password'],
    ['a disabled person', 'ada', goodPassword, 'disabled', 'sign-in failure disabled'],
    ['a locked person', 'ada', goodPassword, 'locked', 'sign-in failure locked'],
  ] as const)('%s', async (_, name, password, status, audited) => {
    const { people, authenticate, passwordHash } = createSignIn();
    const person = await addPerson(people);
    await people.storage.stores.people.update(person.id, { status });
    expect(await authenticate({ name, password, origin })).toEqual(wrong);
    expect(passwordHash.calls).toBe(1);
    expect(await auditLines(people)).toContain(audited);
  });

  test('a person without a password', async () => {
    const { people, signIn, passwordHash } = createSignIn();
    await addPerson(people, { password: null });
    expect(await signIn()).toEqual(wrong);
    expect(passwordHash.calls).toBe(1);
  });
});

test('each attempt leaves a durable row, without the name that was typed', async () => {
  const { people, guess, signIn } = createSignIn();
  await addPerson(people);
  await guess('my-secret-typed-as-a-name');
  await signIn();
  const rows = await people.storage.stores.auditReader.list({ limit: 10 });
  const signIns = rows.filter(({ action }) => action === 'sign-in');
  expect(signIns.map(({ outcome }) => outcome).sort()).toEqual(['failure', 'success']);
  expect(signIns.every(({ network, traceId }) => network === origin.network && traceId === origin.traceId)).toBe(true);
  expect(JSON.stringify(rows)).not.toContain('my-secret-typed-as-a-name');
});

test('a person who is disabled while the hash is computed does not get in', async () => {
  const { people, passwordHash, signIn } = createSignIn();
  const person = await addPerson(people);
  const verify = passwordHash.verify;
  passwordHash.verify = async (...given) => {
    const verdict = await verify(...given);
    await setPersonStatus(people, { personId: person.id, status: 'disabled', actor: { kind: 'system', id: null } });
    return verdict;
  };
  expect(await signIn()).toEqual(wrong);
});

test('a hash with old parameters is made anew on sign-in, and the time of the change stays', async () => {
  const passwordHash = createPasswordHash({ random });
  const people = createPeople(passwordHash);
  const person = await addPerson(people);
  const weak = await argon2Hash(goodPassword, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  const changedAt = new Date('2020-01-01T00:00:00Z');
  await people.storage.stores.passwords.set(person.id, weak, changedAt);
  const authenticate = createAuthenticatePassword(people);
  expect(await authenticate({ name: 'ada', password: goodPassword, origin })).toMatchObject({ ok: true });
  const stored = await people.storage.stores.passwords.find(person.id);
  expect(stored?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(stored?.changedAt).toEqual(changedAt);
  expect(await authenticate({ name: 'ada', password: goodPassword, origin })).toMatchObject({ ok: true });
});

describe('guessing', () => {
  const { freeFailures } = defaultSignInLimits.byName;
  const tooMany = { ok: false, code: 'too-many-attempts' };

  test.each([['ada'], ['nobody-of-that-name']])(
    'is slowed down for %s, existing or not, before anything is hashed',
    async (name) => {
      const { people, passwordHash, guess } = createSignIn();
      await addPerson(people);
      for (let free = 0; free < freeFailures; free += 1) expect(await guess(name)).toEqual(wrong);
      expect(await guess(name)).toEqual({ ...tooMany, retryAfterSeconds: 1 });
      expect(passwordHash.calls).toBe(freeFailures);
      people.clock.advance(1);
      expect(await guess(name)).toEqual(wrong);
      expect(await guess(name)).toEqual({ ...tooMany, retryAfterSeconds: 2 });
    },
  );

  test('the right password does not get around the wait', async () => {
    const { people, guess, signIn } = createSignIn();
    await addPerson(people);
    for (let free = 0; free < freeFailures; free += 1) await guess();
    expect(await signIn()).toMatchObject(tooMany);
  });

  test('a parallel burst gets no more tries than the limit', async () => {
    const { people, passwordHash, guess } = createSignIn();
    await addPerson(people);
    const results = await Promise.all(Array.from({ length: 100 }, () => guess()));
    expect(results.filter((result) => !result.ok && result.code === 'wrong-name-or-password')).toHaveLength(
      freeFailures,
    );
    expect(passwordHash.calls).toBe(freeFailures);
  });

  test('from many networks cannot keep the owner out at home, nor anywhere for longer than a quarter of an hour', async () => {
    const { people, guess, signIn } = createSignIn();
    await addPerson(people);
    await signIn();
    for (let round = 0; round < 200; round += 1) {
      await guess('ada', { network: `203.0.113.${round}`, traceId: null });
      people.clock.advance(100);
    }
    expect(await signIn()).toMatchObject({ ok: true });
    expect(await signIn('ada', elsewhere)).toMatchObject(tooMany);
    people.clock.advance(defaultSignInLimits.byName.longestDelaySeconds);
    expect(await signIn('ada', elsewhere)).toMatchObject({ ok: true });
  });

  test('one network cannot try one password on everybody', async () => {
    const { people, guess, signIn } = createSignIn();
    await addPerson(people);
    const results = [];
    for (let index = 0; index < 250; index += 1) results.push(await guess(`person${index}`));
    const tried = results.filter((result) => !result.ok && result.code === 'wrong-name-or-password');
    expect(tried).toHaveLength(defaultSignInLimits.byNetwork.freeFailures);
    expect(await guess('ada')).toMatchObject(tooMany);
    expect(await signIn('ada', elsewhere)).toMatchObject({ ok: true });
  });

  test('at one name that has to wait keeps nobody else in the network waiting', async () => {
    const { people, guess, signIn } = createSignIn();
    await addPerson(people);
    for (let index = 0; index <= defaultSignInLimits.byNetwork.freeFailures; index += 1) await guess('nobody');
    expect(await signIn()).toMatchObject({ ok: true });
  });

  test('own successes do not pay for guesses at others', async () => {
    const { people, guess, signIn } = createSignIn();
    await addPerson(people);
    for (let index = 0; index < defaultSignInLimits.byNetwork.freeFailures; index += 1) {
      await guess(`person${index}`);
      if (index % 10 === 0) await signIn();
    }
    expect(await guess('bob')).toMatchObject(tooMany);
  });

  test('a success forgets the failures of that name', async () => {
    const { people, guess, signIn } = createSignIn();
    await addPerson(people);
    for (let round = 0; round < 5; round += 1) {
      for (let free = 0; free < freeFailures - 1; free += 1) expect(await guess()).toEqual(wrong);
      expect(await signIn()).toMatchObject({ ok: true });
    }
  });
});

describe('honest load', () => {
  test.each([
    ['one after the other', 1],
    ['fifty at a time', 50],
    ['all at once', 200],
  ])('200 successes in five minutes from one address go through, %s', async (_, together) => {
    const { people, signIn } = createSignIn();
    await addPerson(people);
    const results = [];
    for (let done = 0; done < 200; done += together) {
      results.push(...(await Promise.all(Array.from({ length: together }, () => signIn()))));
      people.clock.advance((300 * together) / 200);
    }
    expect(results.filter((result) => !result.ok)).toEqual([]);
  });

  test('with limits off nothing is counted', async () => {
    const { people, guess, signIn } = createSignIn({ limits: { ...defaultSignInLimits, enabled: false } });
    await addPerson(people);
    for (let round = 0; round < 300; round += 1) expect(await guess()).toEqual(wrong);
    expect(await signIn()).toMatchObject({ ok: true });
  });
});
