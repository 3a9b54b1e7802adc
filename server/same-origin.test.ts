import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin';

const issuer = 'https://login.example';
type Row = [name: string, headers: Record<string, string>, hasBoundCookie: boolean, accepted: boolean];

describe('a request that changes something', () => {
  it.each<Row>([
    ['our form in a current browser (no-referrer)', { 'sec-fetch-site': 'same-origin', origin: 'null' }, false, true],
    ['our form, cookie too', { 'sec-fetch-site': 'same-origin', origin: 'null' }, true, true],
    ['our script', { 'sec-fetch-site': 'same-origin', origin: issuer }, true, true],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, true, false],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site', origin: 'null' }, true, false],
    ['another site that claims ours', { 'sec-fetch-site': 'cross-site', origin: issuer }, true, false],
    ['a sibling domain', { 'sec-fetch-site': 'same-site', origin: 'https://app.login.example' }, true, false],
    ['a typed address', { 'sec-fetch-site': 'none' }, true, false],
    ['two fetch sites', { 'sec-fetch-site': 'same-origin, cross-site' }, true, false],
    ['an empty fetch site', { 'sec-fetch-site': '' }, true, false],
    ['another case', { 'sec-fetch-site': 'Same-Origin' }, true, false],
    ['an old engine, our origin', { origin: issuer }, false, true],
    ['an old engine, another origin', { origin: 'https://evil.example' }, true, false],
    ['an old engine, our name as a prefix', { origin: `${issuer}.evil.example` }, true, false],
    ['an old engine, our host in plain http', { origin: 'http://login.example' }, true, false],
    ['an old engine, another port', { origin: `${issuer}:8443` }, true, false],
    ['an old engine, two origins', { origin: `${issuer}, https://evil.example` }, true, false],
    ['an old engine, an empty origin', { origin: '' }, true, false],
    ['an old engine, hidden origin, bound cookie', { origin: 'null' }, true, true],
    ['an old engine, hidden origin, no cookie', { origin: 'null' }, false, false],
    ['no browser, bound cookie', {}, true, true],
    ['no browser, no cookie', {}, false, false],
  ])('is judged by where it came from: %s', (_name, headers, hasBoundCookie, accepted) => {
    expect(isSameOrigin(new Headers(headers), { issuer, hasBoundCookie })).toBe(accepted);
  });

  it('compares with the origin of an issuer, a trailing slash or not', () => {
    const headers = new Headers({ origin: 'https://login.example' });
    expect(isSameOrigin(headers, { issuer: 'https://login.example/', hasBoundCookie: false })).toBe(true);
  });
});
