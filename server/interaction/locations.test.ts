import { describe, expect, it } from 'vitest';
import { readOwnPage, signInPathFor } from './locations';

describe('where somebody is sent who signed in for a page of ours', () => {
  it.each([
    '/console',
    '/console/applications',
    '/console/applications/gh_abc/settings',
    '/console/applications?search=ab%20c&sort=name',
    '/account/security',
  ])('%s', (page) => {
    expect(readOwnPage(page)).toBe(page);
    expect(new URL(signInPathFor(page), 'https://id.example').searchParams.get('to')).toBe(page);
  });

  it.each([
    ['nothing', undefined],
    ['a list', ['/console']],
    ['another host', '//evil.example/console'],
    ['another host behind a backslash', '/\\evil.example'],
    ['a whole address', 'https://evil.example/console'],
    ['a script', 'javascript:alert(1)'],
    ['another page', '/oauth2/authorize?client_id=x'],
    ['a page that only begins like ours', '/consoles'],
    ['dot segments', '/console/../oauth2/authorize'],
    ['encoded dot segments', '/console/%2e%2e/oauth2/authorize'],
    ['an encoded slash', '/console/%2Fevil.example'],
    ['an encoded backslash', '/console/%5Cevil.example'],
    ['a doubled slash', '/console//evil.example'],
    ['a line break', '/console\r\nset-cookie: a=b'],
    ['a fragment', '/console#x'],
    ['something long', `/console/${'x'.repeat(1000)}`],
  ])('never %s', (_, page) => {
    expect(readOwnPage(page)).toBeUndefined();
  });
});
