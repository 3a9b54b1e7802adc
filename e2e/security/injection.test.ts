/** What a client or a person may choose freely comes back as it was, in its place, and nowhere becomes anything else. */
import { describe, expect, it } from 'vitest';
import { readPage } from '../harness/page';
import { relay } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import { origins } from './applications';
import { isSignedIn, openSignInForm } from './sign-in-form';
import { securitySite } from './site';
import { takeCode } from './visitor';

/** They come back byte for byte. */
const states = [
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '</form><form action=https://attacker.example.test/>',
  '&code=stolen&iss=https://attacker.example.test',
  '#code=stolen',
  '?code=stolen',
  '%0d%0aSet-Cookie:%20evil=1',
  '%22%3E%3Cscript%3E',
  '+ +%20 &amp;&#39;&lt;',
  'é😀\u2028\u2029\u202e',
  '\\"',
  '{{constructor.constructor("return 1")()}}',
  'a'.repeat(2048),
];

/** No form could bring these back as they are, so they are refused, and not sent back. */
const brokenStates = [
  'a\r\nSet-Cookie: evil=1',
  'a\r\n\r\n<script>alert(1)</script>',
  'a\nLocation: https://attacker.example.test/',
  'a\tb',
  'a\u0001\u001b[31m',
  'a\u0085',
  'a\u0000b',
  'a'.repeat(2049),
];

describe.each(databaseKinds)('on %s', (kind) => {
  it.each(['query', 'fragment', 'form_post'])('a hostile state travels by %s and stays one value', async (mode) => {
    const site = securitySite(kind);
    const { browser, party } = await takeCode(site);
    const ask = async (state: string) => {
      const arrival = await browser.open(party.request({ state, response_mode: mode, prompt: 'none' }).url);
      if (arrival.kind === 'page') expect(arrival.page.document.querySelectorAll('form, script, img')).toHaveLength(2);
      const sent = arrival.kind === 'page' ? await relay(browser, arrival.page) : arrival;
      if (sent.kind === 'page') throw new Error(`Stayed here with the state ${state}`);
      const url = new URL(sent.url);
      expect(url.origin, state).toBe(origins.application);
      const places: Record<string, URLSearchParams | undefined> = {
        query: url.searchParams,
        fragment: new URLSearchParams(url.hash.slice(1)),
        form_post: sent.posted,
      };
      const received = places[mode] ?? new URLSearchParams();
      expect(received.getAll('iss')).toEqual([site.issuer]);
      return {
        states: received.getAll('state'),
        codes: received.getAll('code').length,
        errors: received.getAll('error'),
      };
    };
    for (const state of states) expect(await ask(state)).toEqual({ states: [state], codes: 1, errors: [] });
    for (const state of brokenStates) {
      expect(await ask(state)).toEqual({ states: [], codes: 0, errors: ['invalid_request'] });
    }
    const cookies = browser.visits.flatMap(({ headers }) => headers.getSetCookie());
    expect(cookies.filter((line) => !/gatehouse\./.test(line))).toEqual([]);
  });

  it('a hostile name is typed back as text', async () => {
    const site = securitySite(kind);
    const names = [
      '"><script>alert(1)</script>',
      "' onfocus=alert(1) '",
      '</title><svg onload=alert(1)>',
      '😀'.repeat(200),
      'a\u0000b',
      '\ud83d',
      'x\r\nSet-Cookie: evil=1',
    ];
    for (const name of names) {
      const form = await openSignInForm(site);
      const answer = await form.send(name, 'wrong');
      expect(answer.headers.getSetCookie()).toEqual([]);
      // What is no text at all is refused by the form; the rest is shown again.
      expect([303, 400]).toContain(answer.status);
      const { status, headers, text } = await form.page();
      const page = readPage(site.issuer, status, headers, text);
      expect(page.status).toBe(200);
      expect(text).not.toMatch(/<script>alert|<svg onload/i);
      const [field] = page.document.querySelectorAll('#username');
      expect(Object.keys(field?.attributes ?? {}).filter((one) => /^on/i.test(one))).toEqual([]);
    }
  });

  it('a hint, a locale and a display are never more than that', async () => {
    const site = securitySite(kind);
    const party = await site.party('web');
    const markup = '"><script>alert(1)</script>';
    const { url } = party.request({
      login_hint: markup,
      ui_locales: `en ${markup}`,
      display: 'page',
      acr_values: markup,
      claims_locales: '../../x',
    });
    const arrival = await site.browser().open(url);
    expect(arrival.kind === 'page' && arrival.page.status).toBe(200);
    expect(arrival.kind === 'page' && arrival.page.html).not.toContain('<script>alert');
    expect(arrival.kind === 'page' && arrival.page.document.querySelector('#username')?.getAttribute('value')).toBe(
      markup,
    );
  });

  it('none of our own handlers can be made to lead elsewhere', async () => {
    const site = securitySite(kind);
    const { browser } = await takeCode(site);
    const elsewhere = [
      'https://attacker.example.test',
      '//attacker.example.test',
      '/\\attacker.example.test',
      'javascript:alert(1)',
    ];
    const names = [
      'to',
      'next',
      'return',
      'returnTo',
      'return_to',
      'redirect',
      'redirect_uri',
      'callbackUrl',
      'url',
      'continue',
      'state',
      'account',
    ];
    const handlers = [
      '/',
      '/sign-in',
      '/sign-out',
      '/signed-out',
      '/register',
      '/interaction/start',
      '/api/auth/session',
      '/api/auth/csrf',
      '/setup',
      '/oauth2/end_session',
    ];
    for (const handler of handlers) {
      for (const target of elsewhere) {
        const query = new URLSearchParams(names.map((name): [string, string] => [name, target]));
        const arrival = await browser.open(`${site.issuer}${handler}?${query}`);
        expect(arrival.kind, `${handler} ${target}`).toBe('page');
        const links = arrival.kind === 'page' ? arrival.page.document.querySelectorAll('a[href], form[action]') : [];
        for (const link of links) {
          const address = link.getAttribute('href') ?? link.getAttribute('action') ?? '';
          expect(new URL(address, site.issuer).origin, `${handler}: ${address}`).toBe(site.issuer);
        }
      }
    }
  });

  it('sign-out goes to an address of that very client, or stays', async () => {
    const site = securitySite(kind);
    const { browser, party, response, request } = await takeCode(site);
    const { id_token: hint } = JSON.parse((await party.redeem(response, request)).text);
    const [good = ''] = party.client.post_logout_redirect_uris ?? [];
    const stranger = site.clients.stranger.post_logout_redirect_uris?.[0] ?? '';
    const bad = [
      stranger,
      origins.attacker,
      `${good}/x`,
      `${good}?x=1`,
      `${good}#x`,
      `${good}@attacker.test`,
      good.toUpperCase(),
      ` ${good}`,
      party.client.redirect_uris[0],
      '//attacker.test',
      'javascript:alert(1)',
    ];
    // The way back is lost first, and the session with it at the first of them: a hint of it signs out at once.
    for (const uri of bad) {
      const arrival = await browser.open(
        party.endSessionUrl({ id_token_hint: hint, post_logout_redirect_uri: uri, state: 's' }),
      );
      expect(arrival.kind, String(uri)).toBe('page');
    }
    const leave = (state: string) =>
      browser.open(party.endSessionUrl({ id_token_hint: hint, post_logout_redirect_uri: good, state }));
    expect((await leave('a\r\nX: y')).kind).toBe('page');
    const left = await leave('a"\'<&z=1#b?c');
    expect(left.kind).toBe('elsewhere');
    const url = new URL(left.kind === 'elsewhere' ? left.url : good);
    expect(`${url.origin}${url.pathname}`).toBe(good);
    expect([...url.searchParams]).toEqual([['state', 'a"\'<&z=1#b?c']]);
  });
});

describe('the queue of password hashes', () => {
  it('answers a flood, or sheds of it with 503, keeps the rest of the server answering, and recovers', async () => {
    const site = securitySite();
    const form = await openSignInForm(site);
    const flood = Promise.all(Array.from({ length: 260 }, (_, turn) => form.send(`flood-${turn}`, 'wrong')));
    for (let turn = 0; turn < 5; turn += 1) expect((await site.wire(`${site.issuer}/oauth2/jwks`)).status).toBe(200);
    const statuses = (await flood).map(({ status }) => status);
    // How many come before others are done depends on the machine; what is beyond the queue is shed.
    for (const status of statuses) expect([303, 503]).toContain(status);
    expect(statuses.filter((status) => status === 303).length).toBeGreaterThanOrEqual(100);
    const { username, password } = site.noel;
    expect(isSignedIn(await (await openSignInForm(site)).send(username, password))).toBe(true);
  });
});
