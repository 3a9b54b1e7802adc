/** SECURITY invariant 6: who we are comes from configuration; nothing that a request says about us is believed. */
import { parse } from 'node-html-parser';
import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../harness/test-database';
import type { RawAnswer } from './raw-request';
import { sendBytes } from './raw-request';
import type { Site } from './site';
import { securitySite } from './site';

const evil = 'evil.attacker.test';

/** Host headers that are not the issuer's, letter by letter. `host` and `port` stand for the issuer's own. */
const wrongHosts = (host: string): (string | null)[] => [
  evil,
  `${evil}:80`,
  `${host}.${evil}`,
  `${evil}.${host}`,
  `${host}@${evil}`,
  `${evil}@${host}`,
  `${host},${evil}`,
  `${host} ${evil}`,
  `${host}/`,
  `${host}?`,
  `${host}#`,
  `${host}.`,
  `${host}:1`,
  `x.${host}`,
  host.toUpperCase(),
  host.replace(/:\d+$/, '') === host ? `${host}:443` : host.replace(/:\d+$/, ''),
  '127.0.0.1',
  '[::1]',
  'localhost',
  '',
  '../',
  `"${host}"`,
  `${host}\t${evil}`,
  null,
];

/** Headers by which proxies, and the frameworks below us, are told another name. */
const claims: [name: string, value: string][] = [
  ['X-Forwarded-Host', evil],
  ['X-Forwarded-Host', `${evil}, localhost`],
  ['X-Forwarded-Server', evil],
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-Proto', 'javascript'],
  ['X-Forwarded-Port', '444'],
  ['X-Forwarded-Prefix', '/evil'],
  ['X-Forwarded-For', '203.0.113.7'],
  ['X-Forwarded-Ssl', 'on'],
  ['X-Forwarded-Scheme', 'https'],
  ['Forwarded', `host=${evil};proto=https;for=203.0.113.7`],
  ['X-Original-Host', evil],
  ['X-Original-URL', '/oauth2/jwks'],
  ['X-Rewrite-URL', '/oauth2/jwks'],
  ['X-Host', evil],
  ['X-HTTP-Host-Override', evil],
  ['X-Real-IP', '203.0.113.7'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Gatehouse-Client-Address', '203.0.113.7'],
  ['X-Middleware-Subrequest', 'proxy:proxy:proxy:proxy:proxy'],
  ['X-Middleware-Rewrite', `https://${evil}/`],
  ['X-Middleware-Next', '1'],
  ['X-Matched-Path', '/oauth2/jwks'],
  ['X-Invoke-Path', '/oauth2/jwks'],
  ['X-Invoke-Status', '500'],
  ['X-Invoke-Error', '{}'],
  ['X-Now-Route-Matches', '1'],
  ['X-Nextjs-Data', '1'],
  ['X-Prerender-Revalidate', 'x'],
  ['X-Next-Resume', '1'],
  ['Next-Url', `https://${evil}/`],
  ['Next-Router-State-Tree', '%5B%22%22%5D'],
  ['Next-Action', 'a'.repeat(40)],
  ['Origin', `https://${evil}`],
  ['Referer', `https://${evil}/`],
];

const paths = ['/.well-known/openid-configuration', '/sign-out', '/interaction/start', '/oauth2/userinfo', '/'];

/** What of an answer must not depend on such headers; ids and nonces are new each time. */
function essence({ status, headers, body }: RawAnswer) {
  const location = headers.get('location')?.replace(/[a-z2-7]{26}/g, 'ID') ?? null;
  const cookies = headers.getSetCookie().map((line) => line.replace(/[a-z2-7]{26}=[\w-]+/, 'ID=SECRET'));
  const links = /html/.test(headers.get('content-type') ?? '') ? linksOf(body) : body.replace(/[a-z2-7]{26}/g, 'ID');
  return { status, location, cookies, links, secure: headers.has('strict-transport-security') };
}

function linksOf(html: string): string[] {
  const elements = parse(html).querySelectorAll('a[href], form[action], link[rel=canonical]');
  return elements.map((one) => one.getAttribute('href') ?? one.getAttribute('action') ?? '');
}

describe.each(databaseKinds)('the issuer on %s', (kind) => {
  it('is the only host that is answered for', async () => {
    const site = securitySite(kind);
    const { host } = new URL(site.issuer);
    for (const wrong of wrongHosts(host)) {
      for (const target of paths) {
        const answer = await site.raw({ target, host: wrong });
        // Node itself refuses a request without a host, and one with a broken line.
        expect([400, 421], `${wrong} ${target}`).toContain(answer.status);
        expect(answer.text, String(wrong)).not.toContain(evil);
        expect(answer.headers.has('location'), String(wrong)).toBe(false);
      }
    }
  });

  it('is not found in a second Host, in the request line, or in an older HTTP', async () => {
    const { address, issuer } = securitySite(kind);
    const { host } = new URL(issuer);
    const heads = [
      `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: ${evil}\r\n`,
      `GET / HTTP/1.1\r\nHost: ${evil}\r\nHost: ${host}\r\n`,
      `GET http://${evil}/ HTTP/1.1\r\nHost: ${host}\r\n`,
      `GET https://${host}/ HTTP/1.1\r\nHost: ${evil}\r\n`,
      `GET ${evil} HTTP/1.1\r\nHost: ${host}\r\n`,
      `GET @${evil}/ HTTP/1.1\r\nHost: ${host}\r\n`,
      `CONNECT ${evil}:443 HTTP/1.1\r\nHost: ${host}\r\n`,
      `OPTIONS * HTTP/1.1\r\nHost: ${host}\r\n`,
      `GET / HTTP/1.0\r\n`,
      `GET / HTTP/1.1\r\nHost: ${host}\r\n Host: ${evil}\r\n`,
      `GET / HTTP/1.1\r\nHost : ${host}\r\n`,
      `GET / HTTP/1.1\r\nhost:${evil}\r\nX: ${host}\r\n`,
    ];
    for (const head of heads) {
      const answer = await sendBytes(address, `${head}Connection: close\r\n\r\n`);
      expect([0, 400, 421], head).toContain(answer.status);
      expect(answer.text, head).not.toContain(evil);
    }
  });

  it.each(claims)('takes nothing from %s: %s', async (name, value) => {
    const site = securitySite(kind);
    for (const target of paths) {
      const [plain, claimed] = await Promise.all([
        site.raw({ target }),
        site.raw({ target, headers: [[name, value]] }),
      ]);
      expect(essence(claimed), target).toEqual(essence(plain));
      expect(claimed.text, target).not.toContain(evil);
    }
  });

  it('is what every link, redirect and document names', async () => {
    const site: Site = securitySite(kind);
    const document = JSON.parse((await site.raw({ target: '/.well-known/openid-configuration' })).body);
    expect(document.issuer).toBe(site.issuer);
    for (const [name, value] of Object.entries(document)) {
      if (name.endsWith('_endpoint') || name.endsWith('_uri'))
        expect(String(value)).toMatch(new RegExp(`^${site.issuer}/`));
    }
    for (const target of ['/sign-out', '/signed-out', '/setup', `/errors/${'a'.repeat(26)}`, '/nowhere']) {
      for (const link of linksOf((await site.raw({ target })).body)) {
        expect(new URL(link, site.issuer).origin, `${target}: ${link}`).toBe(site.issuer);
      }
    }
  });
});
