import { describe, expect, it } from 'vitest';
import {
  browserStateCookie,
  clearedSessionCookie,
  cookieName,
  readCookie,
  sessionCookie,
  sessionCookieName,
} from './cookies';

const loopback = 'http://localhost:3000';
const https = 'https://login.example';
const now = new Date('2026-01-01T00:00:00Z');

describe('cookies', () => {
  it('bear the __Host- prefix and Secure on https alone', () => {
    expect(sessionCookieName(https)).toBe('__Host-gatehouse.session');
    expect(sessionCookieName(loopback)).toBe('gatehouse.session');
    expect(sessionCookie({ cookieValue: 'v', cookieExpiresAt: null }, https, now)).toBe(
      '__Host-gatehouse.session=v; Path=/; HttpOnly; SameSite=Lax; Secure',
    );
    expect(sessionCookie({ cookieValue: 'v', cookieExpiresAt: null }, loopback, now)).toBe(
      'gatehouse.session=v; Path=/; HttpOnly; SameSite=Lax',
    );
  });

  it('last only when the person asked to be remembered, and as long as the session', () => {
    const cookieExpiresAt = new Date(now.getTime() + 90_500);
    expect(sessionCookie({ cookieValue: 'v', cookieExpiresAt }, loopback, now)).toMatch(/; Max-Age=90$/);
  });

  it('are cleared with the attributes they were set with', () => {
    expect(clearedSessionCookie(https)).toBe(
      '__Host-gatehouse.session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
    );
  });

  it.each([
    ['gatehouse.session=abc', 'abc'],
    ['a=b; gatehouse.session=abc; c=d', 'abc'],
    ['gatehouse.session=first;gatehouse.session=last', 'last'],
    ['gatehouse.session=a=b', 'a=b'],
    ['gatehouse.session=', undefined],
    ['xgatehouse.session=abc', undefined],
    ['gatehouse.sessions=abc', undefined],
    ['', undefined],
  ])('are read by their exact name: %s', (cookie, expected) => {
    expect(readCookie(new Headers({ cookie }), cookieName('session', loopback))).toBe(expected);
  });
});

describe('the cookie that the check-session frame reads', () => {
  it('travels to other sites over https, and can be read by script; it is no secret', () => {
    expect(browserStateCookie('abc', https)).toBe('__Host-gatehouse.browser-state=abc; Path=/; SameSite=None; Secure');
    expect(browserStateCookie('abc', loopback)).toBe('gatehouse.browser-state=abc; Path=/; SameSite=Lax');
  });

  it('is removed when it is empty', () => {
    expect(browserStateCookie('', https)).toBe(
      '__Host-gatehouse.browser-state=; Path=/; SameSite=None; Secure; Max-Age=0',
    );
  });
});
