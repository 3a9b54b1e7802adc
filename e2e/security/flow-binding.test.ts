/** SECURITY invariant 7, first half: a flow belongs to the browser that began it, and its steps come in their order, once. */
import { describe, expect, it } from 'vitest';
import type { RegisteredPerson } from '../harness/command-line';
import type { PlainBrowser } from '../harness/plain-browser';
import type { RequestParameters } from '../harness/relying-party';
import type { Screen } from '../harness/screens';
import { allow, expectScreen, pageOf, screenOf, signIn } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import type { Site } from './site';
import { securitySite } from './site';
import { cookieHeader, cookiesOf, takeCode } from './visitor';

interface Waiting {
  id: string;
  browser: PlainBrowser;
  cookie: string;
}

/** A request that waits at `screen` in a browser of its own. */
async function wait(
  site: Site,
  screen: Screen,
  parameters: RequestParameters = {},
  browser = site.browser(),
): Promise<Waiting> {
  const party = await site.party('web');
  let arrival = await browser.open(party.request(parameters).url);
  if (screen === 'consent' && arrival.kind === 'page' && screenOf(arrival.page) === 'sign-in') {
    arrival = await signIn(browser, arrival.page, site.noel);
  }
  const page = expectScreen(arrival, screen);
  return { id: new URL(page.url).searchParams.get('request') ?? '', browser, cookie: cookieHeader(cookiesOf(browser)) };
}

type Fields = Record<string, string>;
const post = (site: Site, path: string, cookie: string, fields: Fields): Promise<WireResponse> =>
  site.wire(`${site.issuer}/interaction/${path}`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', ...(cookie === '' ? {} : { cookie }) },
    body: new URLSearchParams(fields),
  });
const get = (site: Site, path: string, cookie: string) =>
  site.wire(`${site.issuer}${path}`, { headers: cookie === '' ? {} : { cookie } });

const right = ({ username, password }: RegisteredPerson): Fields => ({ username, password });

/** Every form of the flow, as somebody would send it who knows the id of the request. */
const forms = (site: Site, request: string): [string, Fields][] => [
  ['sign-in', { request, ...right(site.ada) }],
  ['sign-in', { request, username: 'ada', password: 'wrong' }],
  ['register', { request, username: 'intruder', email: 'i@people.example', password: 'A-long-passphrase-1' }],
  ['consent', { request, decision: 'allow' }],
  ['consent', { request, decision: 'deny' }],
  ['choose-account', { request, account: 'current' }],
  ['choose-account', { request, account: 'another' }],
  ['sign-out', { request }],
];
const pages = ['sign-in', 'register', 'consent', 'choose-account', 'sign-out'];

/** The session of nobody: what another browser of the attacker's own has, and guesses at the secret. */
async function foreignCookies(site: Site, id: string): Promise<[string, string][]> {
  const prefix = site.issuer.startsWith('https') ? '__Host-' : '';
  const own = await takeCode(site, { person: site.ada });
  const other = await wait(site, 'sign-in');
  const [, secretOfAnother = ''] = [...cookiesOf(other.browser)].find(([name]) => name.endsWith(other.id)) ?? [];
  return [
    ['no cookie', ''],
    ['another request of its own', other.cookie],
    ['a session of its own', cookieHeader(cookiesOf(own.browser))],
    ['the secret of another request', `${prefix}gatehouse.request.${id}=${secretOfAnother}`],
    ['an empty secret', `${prefix}gatehouse.request.${id}=`],
    ['the id as secret', `${prefix}gatehouse.request.${id}=${id}`],
    ['a made-up secret', `${prefix}gatehouse.request.${id}=${'A'.repeat(43)}`],
    ['the secret under another name', `gatehouse.request.none=${secretOfAnother}`],
  ];
}

describe.each(databaseKinds)('a flow on %s', (kind) => {
  it.each(['sign-in', 'consent'] as const)(
    'that waits at %s cannot be seen, answered or ended by another browser',
    async (screen) => {
      const site = securitySite(kind);
      const { id, browser } = await wait(site, screen, { prompt: screen === 'consent' ? 'consent' : undefined });
      for (const [name, cookie] of await foreignCookies(site, id)) {
        for (const [path, fields] of forms(site, id)) {
          const answer = await post(site, path, cookie, fields);
          const isForeign = `${name}: ${path} ${answer.status} ${answer.headers.get('location')}`;
          expect(isForeign).toBe(`${name}: ${path} 400 null`);
          expect(answer.headers.getSetCookie(), name).toEqual([]);
        }
        expect((await get(site, `/interaction/${id}`, cookie)).status, name).toBe(400);
        for (const page of pages) {
          const answer = await get(site, `/${page}?request=${id}`, cookie);
          expect(`${answer.status} ${answer.headers.get('location')}`, `${name}: ${page}`).toMatch(/^307 \/errors\//);
        }
      }
      const here = expectScreen(await browser.open(`${site.issuer}/${screen}?request=${id}`, 'address-bar'), screen);
      const next = screen === 'consent' ? await allow(browser, here) : await signIn(browser, here, site.ada);
      expect(next.kind === 'page' ? screenOf(next.page) : 'the application').not.toBe('error');
    },
  );

  const skips: [string, Screen, RequestParameters, string, Fields, string][] = [
    ['consent before signing in', 'sign-in', {}, 'consent', { decision: 'allow' }, '/sign-in'],
    ['an account before signing in', 'sign-in', {}, 'choose-account', { account: 'current' }, '/sign-in'],
    [
      'consent before choosing an account',
      'choose-account',
      { prompt: 'select_account' },
      'consent',
      { decision: 'allow' },
      '/choose-account',
    ],
    ['consent before signing in again', 'sign-in', { prompt: 'login' }, 'consent', { decision: 'allow' }, '/sign-in'],
    [
      'the old session for a new sign-in',
      'sign-in',
      { prompt: 'login' },
      'choose-account',
      { account: 'current' },
      '/sign-in',
    ],
    ['consent after too long a time', 'sign-in', { max_age: '0' }, 'consent', { decision: 'allow' }, '/sign-in'],
    ['a denial before signing in', 'sign-in', {}, 'consent', { decision: 'deny' }, '/sign-in'],
    [
      'a choice for the consent',
      'consent',
      { prompt: 'consent' },
      'choose-account',
      { account: 'current' },
      '/consent',
    ],
    ['a decision that is none', 'consent', { prompt: 'consent' }, 'consent', { decision: 'maybe' }, '/consent'],
    ['no decision', 'consent', { prompt: 'consent' }, 'consent', {}, '/consent'],
  ];
  it.each(skips)('does not take %s', async (_name, screen, parameters, path, fields, stays) => {
    const site = securitySite(kind);
    const isNew = stays === '/sign-in' && parameters.prompt === undefined && parameters.max_age === undefined;
    const browser = isNew ? site.browser() : (await takeCode(site, { person: site.noel })).browser;
    if (parameters.max_age !== undefined) await nextSecond();
    const { id, cookie } = await wait(site, screen, parameters, browser);
    await post(site, path, cookie, { request: id, ...fields });
    const dispatched = await get(site, `/interaction/${id}`, cookie);
    expect(dispatched.headers.get('location')).toBe(`${site.issuer}${stays}?request=${id}`);
  });

  it('that is finished stays so: no step can be taken again', async () => {
    const site = securitySite(kind);
    const { id, browser, cookie } = await wait(site, 'consent', { prompt: 'consent' });
    const page = expectScreen(await browser.open(`${site.issuer}/consent?request=${id}`, 'address-bar'), 'consent');
    const arrival = await allow(browser, page);
    expect(arrival.kind).toBe('elsewhere');
    expect([...cookiesOf(browser).keys()].some((name) => name.endsWith(id))).toBe(false);
    for (const [path, fields] of forms(site, id)) {
      const answer = await post(site, path, cookie, fields);
      expect(`${path} ${answer.status} ${answer.headers.get('location')}`).toBe(`${path} 400 null`);
    }
    expect((await get(site, `/interaction/${id}`, cookie)).status).toBe(400);
    expect(screenOf(pageOf(await browser.open(`${site.issuer}/consent?request=${id}`)))).toBe('error');
  });

  it('takes the consent of the person who is signed in, not of the one before', async () => {
    const site = securitySite(kind);
    const { id, browser, cookie } = await wait(site, 'consent', { prompt: 'consent' });
    await post(site, 'consent', cookie, { request: id, decision: 'allow' });
    const changed = await post(site, 'sign-in', cookie, { request: id, ...right(site.ada) });
    const session =
      changed.headers
        .getSetCookie()
        .find((line) => line.includes('gatehouse.session='))
        ?.split(';')[0] ?? '';
    const binding = cookieHeader([...cookiesOf(browser)].filter(([name]) => name.endsWith(id)));
    const dispatched = await get(site, `/interaction/${id}`, `${binding}; ${session}`);
    expect(dispatched.headers.get('location')).toBe(`${site.issuer}/consent?request=${id}`);
  });

  it('grants what was asked for and no more, whatever the form says', async () => {
    const site = securitySite(kind);
    const { id, cookie } = await wait(site, 'consent', { prompt: 'consent', scope: 'openid' });
    const body = new URLSearchParams({ request: id, decision: 'allow' });
    for (const scope of ['openid', 'profile', 'email', 'offline_access', 'admin']) body.append('scope', scope);
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    await site.wire(`${site.issuer}/interaction/consent`, { method: 'POST', headers, body });
    const end = await get(site, `/interaction/${id}`, cookie);
    const code = new URL(end.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const {
      redirect_uris: [uri = ''],
      client_id: name,
      client_secret: secret,
    } = site.clients.web;
    const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
    const redemption = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: uri });
    const answer = await site.wire(`${site.issuer}/oauth2/token`, {
      method: 'POST',
      headers: { authorization },
      body: redemption,
    });
    expect(JSON.parse(answer.text)).toMatchObject({ scope: 'openid' });
    expect(JSON.parse(answer.text)).not.toHaveProperty('refresh_token');
  });

  it('of another purpose is not taken by a page or form of sign-in, nor the other way round', async () => {
    const site = securitySite(kind);
    const { browser } = await takeCode(site);
    const signOut = expectScreen(await browser.open(`${site.issuer}/oauth2/end_session`), 'sign-out');
    const logout = new URL(signOut.url).searchParams.get('request') ?? '';
    const waiting = await wait(site, 'consent', { prompt: 'consent' }, browser);
    const cookie = cookieHeader(cookiesOf(browser));
    expect((await post(site, 'consent', cookie, { request: logout, decision: 'allow' })).status).toBe(400);
    expect((await post(site, 'sign-out', cookie, { request: waiting.id })).status).toBe(400);
    for (const page of ['consent', 'choose-account']) {
      const answer = await get(site, `/${page}?request=${logout}`, cookie);
      expect(answer.headers.get('location'), page).toMatch(/^\/(errors|interaction)\//);
    }
    expect((await get(site, `/sign-out?request=${waiting.id}`, cookie)).headers.get('location')).toMatch(/^\/errors\//);
    expect((await get(site, '/api/auth/session', cookie)).text).not.toBe('{}');
  });
});

/** `max_age` counts whole seconds. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)));
