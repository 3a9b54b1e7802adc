/** What protects an answer: the headers of every kind of it, the policy of every page, cookies, caches and other origins. */
import { parse } from 'node-html-parser';
import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';
import { origins } from './applications';
import type { Site } from './site';
import { securitySite } from './site';
import { cookieHeader, cookiesOf, takeCode, takeTokens } from './visitor';

const isSecure = (site: Site) => site.issuer.startsWith('https:');

/** Every page, in a browser that gets to see it. */
async function openPages(site: Site): Promise<[string, WireResponse][]> {
  const visitor = site.browser();
  const party = await site.party('web');
  await visitor.open(party.request().url);
  const { browser } = await takeCode(site);
  await browser.open(party.request({ prompt: 'consent' }).url);
  await browser.open(party.request({ prompt: 'select_account' }).url);
  const requestOf = (path: string, { visits }: typeof browser) =>
    visits.map(({ url }) => url).findLast((url) => new URL(url).pathname === path) ?? '';
  const open = async (name: string, url: string, from = browser): Promise<[string, WireResponse]> => [
    name,
    await site.wire(url, { headers: { cookie: cookieHeader(cookiesOf(from)) } }),
  ];
  const signInUrl = requestOf('/sign-in', visitor);
  const wrong = new URLSearchParams({ client_id: 'gh_nobody' });
  return [
    await open('sign-in', signInUrl, visitor),
    await open('register', signInUrl.replace('/sign-in', '/register'), visitor),
    await open('consent', requestOf('/consent', browser)),
    await open('choose account', requestOf('/choose-account', browser)),
    await open('sign-out', `${site.issuer}/sign-out`),
    await open('signed out', `${site.issuer}/signed-out`),
    await open('home', `${site.issuer}/`),
    await open('set-up', `${site.issuer}/setup?token=none`),
    await open('error', `${site.issuer}/errors/${'a'.repeat(26)}`),
    await open('refusal', `${site.issuer}/oauth2/authorize?${wrong}`),
    await open('refused form', `${site.issuer}/interaction/${'a'.repeat(26)}`),
    await open('not found', `${site.issuer}/nowhere`),
  ];
}

function readPolicy(answer: WireResponse): Map<string, string[]> {
  const directives = (answer.headers.get('content-security-policy') ?? '')
    .split(';')
    .map((one) => one.trim().split(/\s+/));
  return new Map(directives.map(([name = '', ...sources]) => [name, sources]));
}

/** What of a page its own policy would have to excuse. */
function findInline(answer: WireResponse, nonce: string): string[] {
  const document = parse(answer.text);
  const bare = document.querySelectorAll('script, style').filter((one) => one.getAttribute('nonce') !== nonce);
  const handlers = document
    .querySelectorAll('*')
    .filter((one) => Object.keys(one.attributes).some((name) => /^on/i.test(name)));
  const styled = document.querySelectorAll('[style]');
  const risky = document.querySelectorAll('base, object, embed, iframe, applet, meta[http-equiv]');
  const links = document.querySelectorAll('a[href], form[action], link[href], img[src], script[src]').filter((one) => {
    const target = one.getAttribute('href') ?? one.getAttribute('action') ?? one.getAttribute('src') ?? '';
    return /^(?:javascript|data|vbscript):/i.test(target) && one.rawTagName !== 'img';
  });
  return [...bare, ...handlers, ...styled, ...risky, ...links].map((one) => one.outerHTML.slice(0, 200));
}

describe.each(databaseKinds)('on %s', (kind) => {
  it('every page has a policy of its own: by nonce, nothing inline, no framing, no plug-ins', async () => {
    const site = securitySite(kind);
    const rounds = [await openPages(site), await openPages(site)];
    const nonces = new Set<string>();
    for (const [name, answer] of rounds.flat()) {
      const policy = readPolicy(answer);
      const nonce = /'nonce-([\w-]{16,})'/.exec(policy.get('script-src')?.join(' ') ?? '')?.[1] ?? '';
      expect(nonces.has(nonce), `${name}: a nonce comes twice`).toBe(false);
      nonces.add(nonce);
      expect([...policy.values()].flat(), name).not.toContain("'unsafe-inline'");
      expect([...policy.values()].flat(), name).not.toContain("'unsafe-eval'");
      expect(policy.get('default-src'), name).toEqual(["'none'"]);
      for (const directive of ['base-uri', 'object-src', 'frame-ancestors']) {
        expect(policy.get(directive), `${name}: ${directive}`).toEqual(["'none'"]);
      }
      expect(policy.get('form-action')?.[0], name).toBe("'self'");
      expect(policy.get('form-action'), name).not.toContain('*');
      expect(findInline(answer, nonce), name).toEqual([]);
      expect(answer.headers.get('cache-control'), name).toContain('no-store');
      expect(answer.headers.get('content-type'), name).toMatch(/^text\/html; charset=utf-8$/i);
    }
  });

  it('every kind of answer has the headers that all have, and none that tells what we run on', async () => {
    const site = securitySite(kind);
    const holder = await takeTokens(site);
    const { party, tokens } = holder;
    const page = (await openPages(site))[0]?.[1];
    const asset = /src="(\/_next\/static\/[^"]+\.js)"/.exec(page?.text ?? '')?.[1] ?? '/_next/static/none';
    const at = (path: string, init = {}) => site.wire(`${site.issuer}${path}`, init);
    const answers: Record<string, WireResponse> = {
      ...Object.fromEntries(await openPages(site)),
      'a redirect to the application': await site.wire(party.request({ prompt: 'none' }).url),
      'a redirect to a page': await site.wire(party.request().url),
      'a relay page': await site.wire(party.request({ prompt: 'none', response_mode: 'form_post' }).url),
      'the start': await at('/interaction/start'),
      'a form without proof': await at('/interaction/sign-in', { method: 'POST', body: new URLSearchParams() }),
      'a form by GET': await at('/interaction/sign-in'),
      discovery: await at('/.well-known/openid-configuration'),
      jwks: await at('/oauth2/jwks'),
      tokens: await party.refresh(tokens.refreshToken),
      'a token error': await party.refresh('ghr_none'),
      userinfo: await party.userinfo(tokens.accessToken),
      'no userinfo': await at('/oauth2/userinfo'),
      'a wrong method': await at('/oauth2/token'),
      'too large a body': await at('/oauth2/token', { method: 'POST', body: 'a'.repeat(65_537) }),
      'next-auth': await at('/api/auth/session'),
      'what next-auth may not': await at('/api/auth/signout'),
      'a script': await at(asset),
      'an icon': await at('/icon.svg'),
      'no script': await at('/_next/static/none.js'),
      'no image': await at('/_next/image?url=x'),
      'no method of a page': await at('/sign-in', { method: 'POST', body: '' }),
      'no path': await at('//x'),
    };
    for (const [name, { headers }] of Object.entries(answers)) {
      expect(headers.get('x-content-type-options'), name).toBe('nosniff');
      expect(headers.get('referrer-policy'), name).toBe('no-referrer');
      expect(headers.has('strict-transport-security'), name).toBe(isSecure(site));
      for (const telltale of ['server', 'x-powered-by']) expect(headers.has(telltale), name).toBe(false);
    }
    for (const name of [
      'tokens',
      'a token error',
      'userinfo',
      'no userinfo',
      'a redirect to the application',
      'next-auth',
    ]) {
      expect(answers[name]?.headers.get('cache-control'), name).toContain('no-store');
    }
  });

  it('every cookie is for the whole site, for HTTP alone, lax, and by its name and mark for https where that is', async () => {
    const site = securitySite(kind);
    const { browser, party } = await takeCode(site);
    await browser.open(party.request({ prompt: 'login' }).url);
    await browser.open(`${site.issuer}/api/auth/csrf`);
    const out = await browser.open(`${site.issuer}/oauth2/end_session`);
    expect(out.kind).toBe('page');
    const lines = browser.visits.flatMap(({ headers }) => headers.getSetCookie());
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      expect(line).toMatch(isSecure(site) ? /^__(Host|Secure)-gatehouse\./ : /^gatehouse\./);
      expect(/; Secure(;|$)/i.test(line), line).toBe(isSecure(site));
      // The one that the check-session frame reads at other sites; it holds no secret.
      const isForFrame = line.includes('gatehouse.browser-state=');
      expect(/; HttpOnly(;|$)/i.test(line), line).toBe(!isForFrame);
      expect(line).toMatch(isForFrame && isSecure(site) ? /; SameSite=None(;|$)/i : /; SameSite=Lax(;|$)/i);
      expect(line).toMatch(/; Path=\/(;|$)/i);
      expect(line).not.toMatch(/; Domain=/i);
    }
  });

  const readable = {
    discovery: '/.well-known/openid-configuration',
    metadata: '/.well-known/oauth-authorization-server',
    jwks: '/oauth2/jwks',
  };
  const reflecting = { token: '/oauth2/token', userinfo: '/oauth2/userinfo', revocation: '/oauth2/revoke' };
  const closed = {
    introspection: '/oauth2/introspect',
    authorize: '/oauth2/authorize',
    dialog: '/oauth2/authorize/dialog',
    'sign-out': '/oauth2/end_session',
    'sign-in form': '/interaction/sign-in',
    start: '/interaction/start',
    page: '/sign-out',
    'next-auth': '/api/auth/session',
  };
  const foreignOrigins = [
    origins.attacker,
    'null',
    `${origins.spa}.attacker.test`,
    `${origins.spa}:4000`,
    'http://spa.example.test',
    origins.application,
    `${origins.spa}/`,
    '*',
    `${origins.spa} ${origins.attacker}`,
  ];

  it('other origins read what is public, and the rest only when a public client lists them', async () => {
    const site = securitySite(kind);
    const ask = async (path: string, origin: string, method: string) => {
      const headers = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      };
      const answer = await site.wire(`${site.issuer}${path}`, { method, headers });
      expect(answer.headers.has('access-control-allow-credentials'), path).toBe(false);
      return answer.headers.get('access-control-allow-origin');
    };
    for (const method of ['OPTIONS', 'GET', 'POST']) {
      for (const path of Object.values(readable)) expect(await ask(path, origins.attacker, method)).toBe('*');
      for (const path of Object.values(reflecting)) expect(await ask(path, origins.spa, method)).toBe(origins.spa);
      for (const origin of foreignOrigins) {
        for (const path of Object.values(reflecting))
          expect(await ask(path, origin, method), `${path} ${origin}`).toBeNull();
      }
      for (const origin of [origins.spa, origins.attacker, 'null']) {
        for (const path of Object.values(closed))
          expect(await ask(path, origin, method), `${method} ${path} ${origin}`).toBeNull();
      }
    }
  });

  it('an origin of one client does not read the answers of another', async () => {
    const site = securitySite(kind);
    const { party, tokens } = await takeTokens(site, { application: 'web' });
    const headers = { origin: origins.spa, authorization: `Bearer ${tokens.accessToken}` };
    const answer = await site.wire(`${site.issuer}/oauth2/userinfo`, { headers });
    expect(readMembers(answer).sub).toBe(site.ada.sub);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const own = await takeTokens(site, { application: 'spa' });
    const seen = await site.wire(own.party.configuration.userinfo_endpoint, {
      headers: { origin: origins.spa, authorization: `Bearer ${own.tokens.accessToken}` },
    });
    expect(seen.headers.get('access-control-allow-origin')).toBe(origins.spa);
    expect(seen.headers.get('vary')).toMatch(/origin/i);
    expect(party.client.client_id).not.toBe(own.party.client.client_id);
  });
});
