/** SECURITY invariant 5: who is disabled, locked or deleted gets nothing anywhere, from that moment on. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RegisteredPerson } from '../harness/command-line';
import { findById } from '../harness/page';
import { allow, expectScreen, pageOf, screenOf, signIn } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';
import { query } from './databases';
import type { Site } from './site';
import { securitySite } from './site';
import { cookieHeader, cookiesOf, introspect, takeCode, takeTokens } from './visitor';

/** `status`: written past the product, so that the check at each use is alone, without what disabling ends. */
const ways: [string, (site: Site, person: RegisteredPerson) => Promise<unknown>][] = [
  ['disabled by the command line', (site, { username }) => site.commandLine.cliJson(['user', 'disable', username])],
  ['disabled', (site, { sub }) => query(site, `UPDATE person SET status = 'disabled' WHERE subject = '${sub}'`)],
  ['locked', (site, { sub }) => query(site, `UPDATE person SET status = 'locked' WHERE subject = '${sub}'`)],
  ['deleted', (site, { sub }) => query(site, `DELETE FROM person WHERE subject = '${sub}'`)],
];

/** All that somebody can have in hand: tokens, a code, a session, and requests at two pages. */
async function takeEverything(site: Site, person: RegisteredPerson) {
  const holder = await takeTokens(site, { person });
  const unused = await takeCode(site, { person, browser: holder.browser });
  const asked = await holder.browser.open(holder.party.request({ prompt: 'consent' }).url);
  const consentPage = expectScreen(asked, 'consent');
  const elsewhere = site.browser();
  const signInPage = expectScreen(await elsewhere.open(holder.party.request().url), 'sign-in');
  return { ...holder, unused, consentPage, elsewhere, signInPage };
}

const newPerson = (site: Site) => {
  const preferred_username = `mortal-${randomBytes(4).toString('hex')}`;
  return site.commandLine.createUser({ preferred_username }, 'A-password-that-is-good-1');
};
const errorOf = (answer: WireResponse) => `${answer.status} ${readMembers(answer).error}`;

async function tryEverything(site: Site, person: RegisteredPerson, held: Awaited<ReturnType<typeof takeEverything>>) {
  const { party, browser, tokens, unused } = held;
  const headers = { cookie: cookieHeader(cookiesOf(browser)) };
  const silent = await browser.open(party.request({ prompt: 'none' }).url);
  const consented = await allow(browser, held.consentPage);
  const signedIn = await signIn(held.elsewhere, held.signInPage, person);
  return {
    code: errorOf(await party.redeem(unused.response, unused.request)),
    refresh: errorOf(await party.refresh(tokens.refreshToken)),
    userinfo: (await party.userinfo(tokens.accessToken)).status,
    'introspection of the access token': (await introspect(site, party, tokens.accessToken)).text,
    'introspection of the refresh token': (await introspect(site, party, tokens.refreshToken)).text,
    session: (await site.wire(`${site.issuer}/api/auth/session`, { headers })).text,
    'silent request': silent.kind === 'elsewhere' && new URL(silent.url).searchParams.get('error'),
    request: screenOf(pageOf(await browser.open(party.request().url))),
    home: screenOf(pageOf(await browser.open(`${site.issuer}/`))),
    consent: screenOf(pageOf(consented)),
    'right password': screenOf(pageOf(signedIn)),
  };
}

const nothing = {
  code: '400 invalid_grant',
  refresh: '400 invalid_grant',
  userinfo: 401,
  'introspection of the access token': '{"active":false}',
  'introspection of the refresh token': '{"active":false}',
  session: '{}',
  'silent request': 'login_required',
  request: 'sign-in',
  home: 'sign-in',
  consent: 'sign-in',
  'right password': 'sign-in',
};

describe.each(databaseKinds)('a person on %s', (kind) => {
  it.each(ways)('who was %s gets nothing, at once', async (_name, end) => {
    const site = securitySite(kind);
    const person = await newPerson(site);
    const held = await takeEverything(site, person);
    await end(site, person);
    expect(await tryEverything(site, person, held)).toEqual(nothing);
  });

  it('who is enabled again signs in anew: nothing of before comes back', async () => {
    const site = securitySite(kind);
    const person = await newPerson(site);
    const { party, tokens, unused, browser } = await takeEverything(site, person);
    await site.commandLine.cliJson(['user', 'disable', person.username]);
    await site.commandLine.cliJson(['user', 'enable', person.username]);
    expect(errorOf(await party.redeem(unused.response, unused.request))).toBe('400 invalid_grant');
    expect(errorOf(await party.refresh(tokens.refreshToken))).toBe('400 invalid_grant');
    expect((await party.userinfo(tokens.accessToken)).status).toBe(401);
    const again = expectScreen(await browser.open(party.request().url), 'sign-in');
    expect((await signIn(browser, again, person)).kind).toBe('elsewhere');
  });

  it('whose password was set anew is signed out everywhere, and the old password is a wrong one', async () => {
    const site = securitySite(kind);
    const person = await newPerson(site);
    const { party, tokens, unused, elsewhere, signInPage, browser } = await takeEverything(site, person);
    const password = 'Another-password-that-is-good-2';
    await site.commandLine.cliJson(['user', 'set-password', person.username], password);
    expect(errorOf(await party.redeem(unused.response, unused.request))).toBe('400 invalid_grant');
    expect(errorOf(await party.refresh(tokens.refreshToken))).toBe('400 invalid_grant');
    expectScreen(await browser.open(`${site.issuer}/`), 'sign-in');
    const refused = expectScreen(await signIn(elsewhere, signInPage, person), 'sign-in');
    expect(findById(refused, 'username')?.getAttribute('value')).toBe(person.username);
    expect((await signIn(elsewhere, refused, { ...person, password })).kind).toBe('elsewhere');
  });
});
