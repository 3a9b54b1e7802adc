/** Forms of ours are taken from our own pages only; nothing changes by a link; and nobody frames what can be clicked. */
import { describe, expect, it } from 'vitest';
import { expectScreen } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import { origins } from './applications';
import type { Site } from './site';
import { securitySite } from './site';
import { cookieHeader, cookiesOf, sessionCookieOf, takeCode } from './visitor';

type Evidence = Record<string, string>;

/** What a browser says about where a form comes from. `own` stands for our origin. */
const foreign: [string, Evidence][] = [
  ['another site', { origin: origins.attacker, 'sec-fetch-site': 'cross-site' }],
  ['another site, with no Origin', { 'sec-fetch-site': 'cross-site' }],
  ['another site, with a null Origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['another site that claims our Origin', { origin: 'own', 'sec-fetch-site': 'cross-site' }],
  ['a sibling domain', { origin: 'https://evil.gatehouse.example', 'sec-fetch-site': 'same-site' }],
  ['a sibling domain that claims our Origin', { origin: 'own', 'sec-fetch-site': 'same-site' }],
  ['no site at all, as from an extension', { origin: 'own', 'sec-fetch-site': 'none' }],
  ['a value that does not exist', { 'sec-fetch-site': 'same-origin, cross-site' }],
  ['an empty value', { 'sec-fetch-site': '' }],
  ['another site, in an old browser', { origin: origins.attacker }],
  ['our host on another scheme', { origin: 'ftp-own' }],
  ['our host on another port', { origin: 'own-port' }],
  ['a host that begins like ours', { origin: 'own-suffix' }],
  ['an Origin with a path', { origin: 'own/' }],
  ['two Origins', { origin: `own ${origins.attacker}` }],
];

function resolve(site: Site, evidence: Evidence): Evidence {
  const { protocol, host, hostname } = new URL(site.issuer);
  const spellings: Record<string, string> = {
    own: site.issuer,
    'ftp-own': `ftp://${host}`,
    'own-port': `${protocol}//${hostname}:1`,
    'own-suffix': `${site.issuer}.attacker.test`,
    'own/': `${site.issuer}/`,
    [`own ${origins.attacker}`]: `${site.issuer} ${origins.attacker}`,
  };
  return Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, spellings[value] ?? value]));
}

/** A browser that is signed in and waits at a consent page, and all forms that it could be made to send. */
async function takeVictim(site: Site) {
  const { browser, party } = await takeCode(site);
  const page = expectScreen(await browser.open(party.request({ prompt: 'consent' }).url), 'consent');
  const request = new URL(page.url).searchParams.get('request') ?? '';
  const { username, password } = site.noel;
  const person = { username: 'intruder', email: 'intruder@people.example', password: 'A-long-passphrase-1' };
  const forms: [string, Record<string, string>][] = [
    ['sign-in', { request, username, password }],
    ['register', { request, ...person }],
    ['consent', { request, decision: 'allow' }],
    ['choose-account', { request, account: 'current' }],
    ['setup', { token: 'any', ...person }],
    ['forgot-password', { request, email: person.email }],
    ['reset-password', { token: 'any', password: person.password }],
    ['register/finish', { token: 'any', username: person.username, password: person.password }],
    ['invitation', { token: 'any', username: person.username, password: person.password }],
    ['email-address', { email: person.email, password: site.ada.password }],
    ['confirm-email', { token: 'any' }],
    ['sign-out', {}],
    ['sign-out', { request }],
  ];
  return { browser, party, request, forms, cookie: cookieHeader(cookiesOf(browser)) };
}

describe.each(databaseKinds)('on %s', (kind) => {
  it.each(foreign)('no form is taken from %s', async (_name, evidence) => {
    const site = securitySite(kind);
    const { forms, cookie, browser, request } = await takeVictim(site);
    const headers = { cookie, ...resolve(site, evidence) };
    for (const [path, fields] of forms) {
      const body = new URLSearchParams(fields);
      const answer = await site.wire(`${site.issuer}/interaction/${path}`, { method: 'POST', headers, body });
      expect(`${path} ${answer.status} ${answer.headers.get('location')}`).toBe(`${path} 403 null`);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    // Still signed in, and still asked.
    expectScreen(await browser.open(`${site.issuer}/consent?request=${request}`, 'address-bar'), 'consent');
  });

  it('what carries no proof at all counts only with a cookie that no other site can send', async () => {
    const site = securitySite(kind);
    const { browser, request, cookie } = await takeVictim(site);
    const send = (sent: Record<string, string>) => {
      const body = new URLSearchParams({ request, account: 'current' });
      return site.wire(`${site.issuer}/interaction/choose-account`, { method: 'POST', headers: sent, body });
    };
    expect((await send({})).status).toBe(403);
    expect((await send({ origin: 'null' })).status).toBe(403);
    expect((await send({ cookie })).status).toBe(303);
    const set = browser.visits.flatMap(({ headers }) => headers.getSetCookie());
    // What the check-session frame reads is no secret and proves nothing (Session Management 1.0 section 3.2).
    const proofs = set.filter((line) => !/^(?:__Host-)?gatehouse\.browser-state=/.test(line));
    expect(proofs).not.toEqual([]);
    for (const line of proofs) expect(line).toMatch(/; SameSite=Lax(;|$)/i);
  });

  it('nothing changes by a link: forms have no GET, and leaving takes a button', async () => {
    const site = securitySite(kind);
    const { browser, forms, cookie } = await takeVictim(site);
    for (const [path, fields] of forms) {
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
        const url = `${site.issuer}/interaction/${path}?${new URLSearchParams(fields)}`;
        const answer = await site.wire(url, { method, headers: { cookie, 'sec-fetch-site': 'same-origin' } });
        expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 405`);
      }
    }
    const unsure = [`${site.issuer}/sign-out`, `${site.issuer}/oauth2/end_session`];
    unsure.push(`${site.issuer}/oauth2/end_session?client_id=${site.clients.web.client_id}`);
    unsure.push(
      `${site.issuer}/oauth2/end_session?id_token_hint=a.b.c&post_logout_redirect_uri=https://app.example.test/signed-out`,
    );
    for (const url of unsure) expectScreen(await browser.open(url), 'sign-out');
    const session = sessionCookieOf(browser);
    const answer = await site.wire(`${site.issuer}/api/auth/session`, { headers: { cookie: cookieHeader([session]) } });
    expect(answer.text).not.toBe('{}');
  });

  it('a cross-site post to sign out asks first, and one to authorize needs no cookie and reads none', async () => {
    const site = securitySite(kind);
    const { browser, party } = await takeVictim(site);
    const left = await browser.postFromElsewhere(`${site.issuer}/oauth2/end_session`, new URLSearchParams());
    expectScreen(left, 'sign-out');
    const { parameters } = party.request();
    const arrival = await browser.postFromElsewhere(`${site.issuer}/oauth2/authorize`, parameters);
    expect(arrival.kind).toBe('elsewhere');
    const bare = await site.wire(`${site.issuer}/oauth2/authorize`, { method: 'POST', body: parameters });
    expect(bare.headers.get('location')).toMatch(/\/interaction\/[a-z2-7]{26}$/);
  });

  it('next-auth opens no second way in or out', async () => {
    const site = securitySite(kind);
    const { cookie } = await takeVictim(site);
    const headers = { cookie, 'sec-fetch-site': 'same-origin', origin: site.issuer };
    const token = JSON.parse((await site.wire(`${site.issuer}/api/auth/csrf`, { headers })).text).csrfToken;
    const { username, password } = site.ada;
    const body = new URLSearchParams({
      csrfToken: token,
      username,
      password,
      json: 'true',
      callbackUrl: origins.attacker,
    });
    const actions = [
      'signin',
      'signin/credentials',
      'signin/email',
      'callback/credentials',
      'callback/email',
      'signout',
    ];
    for (const action of [...actions, 'session', 'csrf', 'providers', 'error', 'verify-request', '_log', 'x/y/z']) {
      const answer = await site.wire(`${site.issuer}/api/auth/${action}`, { method: 'POST', headers, body });
      expect(`${action} ${answer.status}`).toBe(`${action} 404`);
    }
    for (const action of [...actions, 'providers', 'error', 'verify-request']) {
      const url = `${site.issuer}/api/auth/${action}?callbackUrl=${encodeURIComponent(origins.attacker)}`;
      const answer = await site.wire(url, { headers });
      expect(`${action} ${answer.status} ${answer.headers.get('location')}`).toBe(`${action} 404 null`);
    }
    expect((await site.wire(`${site.issuer}/api/auth/session`, { headers })).text).not.toBe('{}');
  });
});
