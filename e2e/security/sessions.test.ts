/** SECURITY invariant 7, second half: a session has a new identifier after each sign-in, and none that somebody else chose. */
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { confirmSignOut, expectScreen, pageOf, screenOf, signIn } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import type { Site } from './site';
import { securitySite } from './site';
import { sessionCookieOf, takeCode, takeTokens } from './visitor';

const isAlive = async (site: Site, [name, value]: [string, string]) => {
  const answer = await site.wire(`${site.issuer}/api/auth/session`, { headers: { cookie: `${name}=${value}` } });
  return answer.text !== '{}';
};
const sessionName = (site: Site) => `${site.issuer.startsWith('https') ? '__Host-' : ''}gatehouse.session`;

describe.each(databaseKinds)('a session on %s', (kind) => {
  it('gets a new identifier when the same person signs in again, and the old one opens nothing', async () => {
    const site = securitySite(kind);
    const { browser, party } = await takeCode(site);
    const first = sessionCookieOf(browser);
    const page = expectScreen(await browser.open(party.request({ prompt: 'login' }).url), 'sign-in');
    expect((await signIn(browser, page, site.ada)).kind).toBe('elsewhere');
    const second = sessionCookieOf(browser);
    expect(second[1]).not.toBe(first[1]);
    expect([await isAlive(site, first), await isAlive(site, second)]).toEqual([false, true]);
  });

  it('has a sid that says nothing about its cookie, and another one in each browser', async () => {
    const site = securitySite(kind);
    const [one, other] = [await takeTokens(site), await takeTokens(site)];
    const sids = [one, other].map(({ tokens }) => decodeJwt(tokens.idToken).sid);
    expect(new Set(sids).size).toBe(2);
    for (const { browser } of [one, other]) expect(sids).not.toContain(sessionCookieOf(browser)[1]);
  });

  it('of another person ends when somebody signs in over it, and is not taken along', async () => {
    const site = securitySite(kind);
    const { browser, party } = await takeCode(site, { person: site.noel });
    const noels = sessionCookieOf(browser);
    const page = expectScreen(await browser.open(party.request({ prompt: 'login' }).url), 'sign-in');
    await signIn(browser, page, site.ada);
    expect(await isAlive(site, noels)).toBe(false);
    expect(await isAlive(site, sessionCookieOf(browser))).toBe(true);
  });

  it('is never one whose identifier was chosen from outside', async () => {
    const site = securitySite(kind);
    const secure = site.issuer.startsWith('https') ? '; Secure' : '';
    const planted = ['A'.repeat(43), 'attacker', '', '../../x', 'a'.repeat(3000)];
    for (const value of planted) {
      const browser = site.browser();
      await browser.setCookie(`${sessionName(site)}=${value}; Path=/${secure}`);
      await takeCode(site, { browser });
      const [name, given] = sessionCookieOf(browser);
      expect(given).not.toBe(value);
      expect(await isAlive(site, [name, value])).toBe(false);
    }
  });

  it("planted by an attacker, who is signed in as himself, does not become the victim's", async () => {
    const site = securitySite(kind);
    const attacker = await takeCode(site, { person: site.noel });
    const planted = sessionCookieOf(attacker.browser);
    const victim = site.browser();
    const secure = site.issuer.startsWith('https') ? '; Secure' : '';
    await victim.setCookie(`${planted[0]}=${planted[1]}; Path=/${secure}`);
    const page = expectScreen(await victim.open(attacker.party.request({ prompt: 'login' }).url), 'sign-in');
    await signIn(victim, page, site.ada);
    expect(sessionCookieOf(victim)[1]).not.toBe(planted[1]);
    expect(await isAlive(site, planted)).toBe(false);
  });

  it('is dead once its person signed out: the cookie is taken back, and a kept copy of it opens nothing', async () => {
    const site = securitySite(kind);
    const { browser } = await takeCode(site);
    const kept = sessionCookieOf(browser);
    const page = expectScreen(await browser.open(`${site.issuer}/sign-out`, 'address-bar'), 'sign-out');
    expect(screenOf(pageOf(await confirmSignOut(browser, page)))).toBe('signed-out');
    expect(await browser.cookieNames()).not.toContain(kept[0]);
    expect(await isAlive(site, kept)).toBe(false);
  });

  it('is found under its own name alone, by pages as by handlers', async () => {
    const site = securitySite(kind);
    const [name, value] = sessionCookieOf((await takeCode(site)).browser);
    const see = async (cookie: string) => {
      const answers = await Promise.all(
        ['/', '/api/auth/session'].map((path) => site.wire(`${site.issuer}${path}`, { headers: { cookie } })),
      );
      return answers.map(({ status, text }) => status === 200 && text !== '{}');
    };
    const others = [
      `${name.toUpperCase()}=${value}`,
      `${name}x=${value}`,
      `${name}.0=${value}`,
      `x${name}=${value}`,
      `${name}=`,
    ];
    for (const cookie of others) expect(await see(cookie), cookie.slice(0, 40)).toEqual([false, false]);
    // Nor do they take anything from the one that is right.
    for (const cookie of others.slice(0, -1)) expect(await see(`${cookie}; ${name}=${value}`)).toEqual([true, true]);
  });
});
