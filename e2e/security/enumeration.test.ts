/** SECURITY invariant 9: whoever fails to get in learns nothing about who is here. */
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { findById, readPage, visibleText } from '../harness/page';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import { query } from './databases';
import { openSignInForm } from './sign-in-form';
import type { Site } from './site';
import { securitySite } from './site';

const tag = randomBytes(3).toString('hex');
const password = 'A-password-that-is-good-1';
const wrong = 'A-password-that-is-wrong-1';

/** Why a sign-in fails, and what is typed then. */
const failures: [string, { name: string; password: string }][] = [
  ['an unknown name', { name: `nobody-${tag}`, password: wrong }],
  ['a wrong password', { name: `active-${tag}`, password: wrong }],
  ['a disabled person, the right password', { name: `disabled-${tag}`, password }],
  ['a disabled person, a wrong password', { name: `disabled-${tag}`, password: wrong }],
  ['a locked person, the right password', { name: `locked-${tag}`, password }],
  ['a person without a password', { name: `bare-${tag}`, password: wrong }],
  ['an unknown e-mail address', { name: `nobody-${tag}@people.example`, password: wrong }],
  ['a known e-mail address', { name: `active-${tag}@people.example`, password: wrong }],
  ['text that can be no name', { name: `no name ${tag}`, password: wrong }],
  ['an empty password', { name: `active-${tag}`, password: '' }],
  ['a password that is too long', { name: `active-${tag}`, password: 'a'.repeat(1000) }],
  ['the password with a blank', { name: `active-${tag}`, password: `${password} ` }],
  ['the password in capitals', { name: `active-${tag}`, password: password.toUpperCase() }],
];

/** All of an answer that somebody could compare; what was typed, ids, nonces and times are new each time. */
function essence({ status, headers, text }: WireResponse, typed: string) {
  const volatile = /[a-z2-7]{26}|nonce-[\w-]+|[\w-]{24}(?=")/g;
  const kept = [...headers].filter(([name]) => !['date', 'content-length', 'etag'].includes(name));
  const page = readPage('http://x.test/', status, headers, text);
  return {
    status,
    headers: kept.map(([name, value]) => `${name}: ${value.replace(volatile, 'NEW').replace(/=[\w-]{43}/g, '=NEW')}`),
    words: visibleText(page).replaceAll(typed, 'TYPED'),
    fields: ['username', 'password'].map((id) => findById(page, id)?.toString().replaceAll(typed, 'TYPED')),
  };
}

describe.each(databaseKinds)('on %s', (kind) => {
  let site: Site;

  beforeAll(async () => {
    site = securitySite(kind);
    const { commandLine } = site;
    const claims = (name: string) => ({
      preferred_username: `${name}-${tag}`,
      email: `${name}-${tag}@people.example`,
      email_verified: true,
    });
    for (const name of ['active', 'disabled', 'locked']) await commandLine.createUser(claims(name), password);
    const bare = JSON.stringify({ preferred_username: `bare-${tag}` });
    await commandLine.cliJson(['user', 'create', '--no-password', '--json', bare]);
    await commandLine.cliJson(['user', 'disable', `disabled-${tag}`]);
    await query(site, `UPDATE person SET status = 'locked' WHERE username = 'locked-${tag}'`);
  });

  it('every failed sign-in has the same status, headers and words', async () => {
    const seen = new Map<string, string[]>();
    for (const [why, typed] of failures) {
      const form = await openSignInForm(site);
      const answer = await form.send(typed.name, typed.password);
      const looks = JSON.stringify([essence(answer, typed.name), essence(await form.page(), typed.name)]);
      seen.set(looks, [...(seen.get(looks) ?? []), why]);
    }
    expect([...seen.values()]).toEqual([failures.map(([why]) => why)]);
  });

  it('registration says that a user name is taken, and never that an address is known', async () => {
    const register = async (username: string, email: string) => {
      const form = await openSignInForm(site);
      const fields = { request: form.request, username, email, password: `Some-long-words-${username}` };
      const headers = { cookie: form.cookie, 'sec-fetch-site': 'same-origin' };
      const answer = await site.wire(`${site.issuer}/interaction/register`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ ...fields, password: 'Some-long-words-that-nobody-has-9' }),
      });
      return essence(answer, username);
    };
    const free = await register(`free-${tag}`, `free-${tag}@people.example`);
    const known = await register(`early-${tag}`, `active-${tag}@people.example`);
    expect(known).toEqual(free);
    const form = await openSignInForm(site);
    // The address still belongs to who has proven it.
    expect(
      (await form.send(`active-${tag}@people.example`, 'Some-long-words-that-nobody-has-9')).headers.getSetCookie(),
    ).toEqual([]);
    expect((await form.send(`active-${tag}@people.example`, password)).headers.getSetCookie()).not.toEqual([]);
  });
});

// Where nothing is counted: whoever is held back is answered at once, whoever it is.
describe('an attempt', () => {
  it('takes the same time whether the person exists or not', async () => {
    const rounds = 15;
    const times: Record<string, number[]> = { unknown: [], wrong: [], disabled: [] };
    const typed = { unknown: `nobody-${tag}`, wrong: `active-${tag}`, disabled: `disabled-${tag}` };
    const site = securitySite();
    const form = await openSignInForm(site);
    for (let round = 0; round < rounds; round += 1) {
      for (const [why, name] of Object.entries(typed)) {
        const startedAt = performance.now();
        await form.send(why === 'unknown' ? `${name}-${round}` : name, wrong);
        times[why]?.push(performance.now() - startedAt);
      }
    }
    // Whatever else the machine does can only make one longer.
    const shortest = (list: number[] = []) => Math.min(...list);
    const [unknown, known, disabled] = [shortest(times.unknown), shortest(times.wrong), shortest(times.disabled)];
    for (const other of [known, disabled]) {
      expect(unknown / other).toBeGreaterThan(0.5);
      expect(unknown / other).toBeLessThan(2);
    }
  });
});
