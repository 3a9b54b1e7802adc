import { describe, expect, it, vi } from 'vitest';
import { isAllowed, returnsHere, withOurCookies } from './next-auth-door';

vi.mock('./container', () => ({ container: () => Promise.reject(new Error('these tests need no container')) }));

const loopback = 'http://localhost:3000';

describe('what next-auth may answer', () => {
  it.each([
    ['GET', 'csrf'],
    ['GET', 'session'],
    ['POST', 'signin/google'],
    ['GET', 'callback/google'],
    ['POST', 'callback/google'],
  ])('is %s %s', (method, path) => {
    expect(isAllowed(method, path.split('/'), ['google'])).toBe(true);
  });

  it.each([
    ['GET', 'signin'],
    ['GET', 'signin/google'],
    ['POST', 'signin'],
    ['POST', 'signin/unknown'],
    ['GET', 'callback'],
    ['GET', 'callback/unknown'],
    ['POST', 'callback/credentials'],
    ['GET', 'callback/google/more'],
    ['GET', 'signout'],
    ['POST', 'signout'],
    ['GET', 'error'],
    ['GET', 'verify-request'],
    ['GET', 'providers'],
    ['POST', '_log'],
    ['POST', 'session'],
    ['GET', 'session/google'],
    ['HEAD', 'session'],
    ['GET', 'Session'],
    ['GET', 'constructor'],
    ['GET', ''],
  ])('is not %s %s', (method, path) => {
    expect(isAllowed(method, path.split('/'), ['google'])).toBe(false);
  });
});

describe('an answer of next-auth', () => {
  const issuers = [loopback, 'https://login.example'];
  const prefixes = ['', '__Host-'];
  it.each(issuers.map((issuer, index) => [issuer, prefixes[index] ?? '']))(
    'never touches our session cookie (%s)',
    async (issuer, prefix) => {
      const headers = new Headers({ 'content-type': 'application/json' });
      headers.append('set-cookie', `${prefix}gatehouse.session=value; Path=/; Max-Age=2592000`);
      headers.append('set-cookie', `${prefix}gatehouse.session.0=value; Path=/`);
      headers.append('set-cookie', `${prefix}gatehouse.csrf=kept; Path=/`);
      const answer = withOurCookies(Response.json({}, { status: 201, headers }), false, issuer);
      expect(answer.headers.getSetCookie()).toEqual([`${prefix}gatehouse.csrf=kept; Path=/`]);
      expect(answer.status).toBe(201);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await answer.json()).toEqual({});
    },
  );

  it('to a script that asks who is signed in sets no cookie at all', () => {
    const headers = new Headers({ 'set-cookie': 'gatehouse.csrf=x; Path=/' });
    expect(withOurCookies(Response.json({}, { headers }), true, loopback).headers.getSetCookie()).toEqual([]);
  });
});

describe('where next-auth may return to', () => {
  const ask = (query: string, cookie = '') => {
    const headers = new Headers(cookie === '' ? {} : { cookie });
    return returnsHere({ url: `${loopback}/api/auth/session${query}`, headers }, loopback);
  };
  const cookie = (value: string) => `gatehouse.callback-url=${value}`;

  it.each(['', '?callbackUrl=/', '?callbackUrl=%2Faccount%3Fa%3Db', `?callbackUrl=${encodeURIComponent(loopback)}/x`])(
    'is here: %j',
    (query) => {
      expect(ask(query)).toBe(true);
      expect(ask('', cookie(query.slice('?callbackUrl='.length)))).toBe(true);
    },
  );

  it.each([
    'https://evil.example/',
    'http://localhost:3000.evil.example/',
    '//evil.example/',
    '/%5Cevil.example/',
    'javascript:alert(1)',
    'account',
    '%00',
    '-1',
    `${loopback}@evil.example/`,
  ])('is not anywhere else, nor nowhere: %s', (address) => {
    expect(ask(`?callbackUrl=${address}`)).toBe(false);
    expect(ask(`?callbackUrl=/&callbackUrl=${address}`)).toBe(false);
    expect(ask('', cookie(address))).toBe(false);
  });

  it('is not an encoding that is none', () => {
    expect(ask('', cookie('%zz'))).toBe(false);
  });
});
