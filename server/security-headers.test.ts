import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PageFacts } from './security-headers';
import {
  commonHeaders,
  contentSecurityPolicy,
  formTargetsOf,
  frameSourceOf,
  pageHeaders,
  toastStyles,
} from './security-headers';

const facts: PageFacts = {
  issuer: 'https://login.example',
  pathname: '/sign-in',
  nonce: 'n0nce',
  formTargets: [],
  frameSources: [],
  development: false,
};

function directivesOf(change: Partial<PageFacts> = {}): Record<string, string> {
  const policy = contentSecurityPolicy({ ...facts, ...change });
  return Object.fromEntries(policy.split('; ').map((text) => [text.split(' ')[0], text.slice(text.indexOf(' ') + 1)]));
}

describe('the content security policy', () => {
  it('allows scripts by nonce and nothing inline beside it', () => {
    const directives = directivesOf();
    expect(directives['script-src']).toBe("'self' 'nonce-n0nce' 'strict-dynamic'");
    expect(directives['style-src']).toBe("'self' 'nonce-n0nce'");
    expect(contentSecurityPolicy(facts)).not.toMatch(/unsafe-/);
  });

  it('forbids everything that is not named, framing, a base and plug-ins', () => {
    expect(directivesOf()).toMatchObject({
      'default-src': "'none'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'object-src': "'none'",
      'img-src': "'self' data:",
      'connect-src': "'self'",
    });
  });

  it('lets forms lead to us, and to the request’s own target beside us', () => {
    expect(directivesOf()['form-action']).toBe("'self'");
    const formTargets = ['https://app.example', 'https://app.example'];
    expect(directivesOf({ formTargets })['form-action']).toBe("'self' https://app.example");
  });

  it('lets in the very style sheet of toasts, on pages that have them', () => {
    const code = readFileSync('node_modules/sonner/dist/index.mjs', 'utf8');
    const sheet: string = JSON.parse(/__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(code)?.[1] ?? '""');
    const hashes = ['', sheet].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    expect(toastStyles).toEqual(hashes);
    expect(sheet.length).toBeGreaterThan(1000);
    expect(directivesOf({ pathname: '/console/applications' })['style-src']).toBe(
      ["'self'", "'nonce-n0nce'", ...hashes].join(' '),
    );
  });

  it('loosens scripts and styles under next dev alone', () => {
    const directives = directivesOf({ development: true });
    expect(directives['script-src']).toContain("'unsafe-eval'");
    expect(directives['style-src']).toBe("'self' 'unsafe-inline'");
  });
});

describe('the frames of a page', () => {
  it('are none, or of exactly the origins that were named', () => {
    expect(directivesOf()).not.toHaveProperty('frame-src');
    const frameSources = ['https://a.example', 'https://a.example', 'http://localhost:4000'];
    expect(directivesOf({ frameSources })['frame-src']).toBe('https://a.example http://localhost:4000');
  });

  it.each([
    ['https://a.example:8443/ended?iss=x&sid=y', ['https://a.example:8443']],
    ['http://localhost:4000/ended', ['http://localhost:4000']],
    ["https://x;script-src'unsafe-inline'.a.example/", []],
    ['https://*.a.example/', []],
    ['https://[2001:db8::1]/', []],
    ['javascript:alert(1)', []],
    ['data:text/html,x', []],
    ['com.example.app:/ended', []],
    ['', []],
  ])('follow from the address %s', (uri, expected) => {
    expect(frameSourceOf(uri)).toEqual(expected);
  });
});

describe('the targets of a form', () => {
  it.each([
    ['https://app.example/callback?a=b', ['https:']],
    ['https://app.example:8443/callback', ['https:']],
    ['http://127.0.0.1:4000/callback', ['https:', 'http://127.0.0.1:4000', 'http://localhost:*', 'http://127.0.0.1:*']],
    ['http://localhost/callback', ['https:', 'http://localhost', 'http://localhost:*', 'http://127.0.0.1:*']],
    ['http://[::1]:4000/callback', ['https:', 'http:']],
    ['https://user:secret@app.example/callback', ['https:']],
    ['com.example.app:/callback', ['com.example.app:']],
    ['javascript:alert(1)', []],
    ['data:text/html,x', []],
    ['https://app.example; script-src *', []],
    ['not a uri', []],
    ['', []],
  ])('follow from the redirect URI %s', (redirectUri, expected) => {
    expect(formTargetsOf(redirectUri)).toEqual(expected);
  });

  it.each(['https://a.example/;x', 'https://a.example/ script-src *', "https://a.example/'self'", 'a-b.c+d:x;y z'])(
    'never end the directive: %s',
    (redirectUri) => {
      for (const source of formTargetsOf(redirectUri)) expect(source).not.toMatch(/[;,'\s]/);
    },
  );
});

describe('the other headers', () => {
  it('promise https only where there is https', () => {
    expect(commonHeaders('https://login.example')['strict-transport-security']).toBe('max-age=31536000');
    expect(commonHeaders('http://localhost:3000')['strict-transport-security']).toBeUndefined();
  });

  it('are on every page: nosniff, no referrer, no store, no device access', () => {
    expect(pageHeaders(facts)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
  });

  it.each([
    ['/console', 'same-origin'],
    ['/account/security', 'same-origin'],
    ['/sign-in', undefined],
    ['/consent', undefined],
    ['/interaction/abc', undefined],
    ['/consoles', undefined],
  ])('isolate the window on console and account, not where a pop-up passes: %s', (pathname, expected) => {
    expect(pageHeaders({ ...facts, pathname })['cross-origin-opener-policy']).toBe(expected);
  });
});
