import { describe, expect, it } from 'vitest';
import { checkHttpsUri, checkRedirectUri, checkWebUri } from './uri-rules';

const good: ['web' | 'native', string][] = [
  ['web', 'https://rp.example'],
  ['web', 'https://rp.example/cb'],
  ['web', 'https://rp.example/cb?a=b'],
  ['web', 'https://rp.example:8443/cb'],
  ['web', 'https://[2001:db8::1]/cb'],
  ['web', 'https://localhost/cb'],
  ['web', 'http://localhost:3000/cb'],
  ['web', 'http://127.0.0.1/cb'],
  ['web', 'http://[::1]:3000/cb'],
  ['native', 'https://rp.example/cb'],
  ['native', 'http://localhost/cb'],
  ['native', 'com.example.app:/cb'],
  ['native', 'com.example.app://cb'],
];

const bad: ['web' | 'native', string, string][] = [
  ['web', '', 'empty'],
  ['web', 'rp.example/cb', 'not-a-uri'],
  ['web', '/cb', 'not-a-uri'],
  ['web', '//rp.example/cb', 'not-a-uri'],
  ['web', 'https:/rp.example/cb', 'not-a-uri'],
  ['web', 'https:rp.example/cb', 'not-a-uri'],
  ['web', 'https:///rp.example/cb', 'not-a-uri'],
  ['web', 'https://', 'not-a-uri'],
  ['web', 'https:\\\\rp.example', 'not-a-uri'],
  ['web', 'https://evil.com\\@rp.example/', 'not-a-uri'],
  ['web', 'https://rp.example:99999/', 'not-a-uri'],
  ['web', 'https://rp.example/cb#x', 'fragment'],
  ['web', 'https://rp.example/cb#', 'fragment'],
  ['web', 'https://user@rp.example/cb', 'credentials'],
  ['web', 'https://user:pass@rp.example/cb', 'credentials'],
  ['web', 'https://*.rp.example/cb', 'wildcard'],
  ['web', 'https://*/cb', 'wildcard'],
  ['web', 'http://rp.example/cb', 'https-required'],
  ['web', 'HTTP://rp.example/cb', 'https-required'],
  ['web', 'http://localhost.evil.com/cb', 'https-required'],
  ['web', 'http://127.0.0.1.nip.io/cb', 'https-required'],
  ['web', 'http://127.0.0.2/cb', 'https-required'],
  ['web', 'http://0.0.0.0/cb', 'https-required'],
  ['native', 'http://rp.example/cb', 'https-required'],
  ['web', 'https://rp.example/a b', 'control-characters'],
  ['web', 'https://rp.example/a\tb', 'control-characters'],
  ['web', 'https://rp.example/\n', 'control-characters'],
  ['web', 'https://rp.example/é', 'control-characters'],
  ['web', ' https://rp.example/', 'control-characters'],
  ['web', `https://rp.example/${'x'.repeat(2048)}`, 'too-long'],
  ['native', 'javascript:alert(1)', 'forbidden-scheme'],
  ['native', 'JavaScript:alert(1)', 'forbidden-scheme'],
  ['native', 'data:text/html,x', 'forbidden-scheme'],
  ['native', 'vbscript:x', 'forbidden-scheme'],
  ['native', 'file:///etc/passwd', 'forbidden-scheme'],
  ['native', 'blob:https://rp.example/x', 'forbidden-scheme'],
  ['native', 'about:blank', 'forbidden-scheme'],
  ['native', 'ws://rp.example', 'forbidden-scheme'],
  ['native', 'view-source:https://rp.example', 'forbidden-scheme'],
  ['native', 'myapp:/cb', 'private-scheme-needs-dot'],
  ['native', 'urn:ietf:wg:oauth:2.0:oob', 'private-scheme-needs-dot'],
  ['web', 'com.example.app:/cb', 'private-scheme-native-only'],
  ['native', 'com.example.app:/cb#x', 'fragment'],
];

describe('a redirect URI', () => {
  it.each(good)('%s: %s may be registered', (type, uri) => {
    expect(checkRedirectUri(uri, type)).toBeUndefined();
  });

  it.each(bad)('%s: %s may not (%s)', (type, uri, code) => {
    expect(checkRedirectUri(uri, type)).toBe(code);
  });
});

describe('an address that people open', () => {
  it.each([
    ['https://rp.example/tos', undefined, undefined],
    ['http://localhost:3000/tos', undefined, 'https-required'],
    ['http://rp.example/tos', 'https-required', 'https-required'],
    ['com.example.app:/tos', 'https-required', 'https-required'],
    ['javascript:alert(1)', 'forbidden-scheme', 'forbidden-scheme'],
    ['https:rp.example', 'not-a-uri', 'not-a-uri'],
  ])('%s: on the web %s, with https alone %s', (uri, onWeb, withHttps) => {
    expect(checkWebUri(uri)).toBe(onWeb);
    expect(checkHttpsUri(uri)).toBe(withHttps);
  });
});
