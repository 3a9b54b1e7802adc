/** The rules for addresses that a client registers (PROTOCOL section 7, RFC 8252, RFC 9700 section 2.1). */
import type { ProblemCode } from './problems';
import { lengthLimits } from './vocabulary';

const neverAllowed = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
  'filesystem:',
  'ws:',
  'wss:',
  'ftp:',
  'mailto:',
  'view-source:',
  'intent:',
]);
const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** True for the hosts that never leave the machine. */
export function isLoopbackHost(hostname: string): boolean {
  return loopbackHosts.has(hostname);
}

/** What every registered address has in common, whatever it is for. */
function checkShape(value: string): URL | ProblemCode {
  if (value.length === 0) return 'empty';
  if (value.length > lengthLimits.redirectUri) return 'too-long';
  // The parser drops tabs and line breaks and trims blanks, while later the text itself is compared: printable ASCII only.
  if (!/^[\x21-\x7e]+$/.test(value)) return 'control-characters';
  if (value.includes('\\')) return 'not-a-uri';
  if (!URL.canParse(value)) return 'not-a-uri';
  // The parser also takes web addresses with fewer or more slashes.
  if (/^https?:/i.test(value) && !/^https?:\/\/[^/]/i.test(value)) return 'not-a-uri';
  const url = new URL(value);
  if (value.includes('#')) return 'fragment';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (neverAllowed.has(url.protocol)) return 'forbidden-scheme';
  return url;
}

/** Checks one redirect URI at registration; undefined when it is good. */
export function checkRedirectUri(value: string, applicationType: 'web' | 'native'): ProblemCode | undefined {
  const url = checkShape(value);
  if (typeof url === 'string') return url;
  if (url.protocol === 'https:' || url.protocol === 'http:') {
    if (url.hostname.includes('*') || url.hostname === '') return 'wildcard';
    if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) return 'https-required';
    return undefined;
  }
  if (applicationType !== 'native') return 'private-scheme-native-only';
  return url.protocol.slice(0, -1).includes('.') ? undefined : 'private-scheme-needs-dot';
}

/** What OpenID Connect Registration 1.0 section 2 adds for web clients whose tokens pass through the browser. */
export function checkImplicitRedirectUri(value: string): ProblemCode | undefined {
  if (!URL.canParse(value)) return undefined;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' && !isLoopbackHost(hostname) ? undefined : 'implicit-needs-https';
}

/** Checks an address that we or the person will open over the web: https, or http on a loopback host. */
export function checkWebUri(value: string): ProblemCode | undefined {
  const url = checkShape(value);
  if (typeof url === 'string') return url;
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:' && isLoopbackHost(url.hostname)) return undefined;
  return 'https-required';
}

/** Checks an address that third parties send people to (`initiate_login_uri`): https alone, as the conformance tests demand. */
export function checkHttpsUri(value: string): ProblemCode | undefined {
  const url = checkShape(value);
  if (typeof url === 'string') return url;
  return url.protocol === 'https:' ? undefined : 'https-required';
}

/**
 * Checks an address that our own page shows in a frame (`frontchannel_logout_uri`): one to open over the web, whose host
 * the page's content policy can name. A policy has no word for IPv6 addresses, and would read `;` or `'` as its own.
 */
export function checkFramedUri(value: string): ProblemCode | undefined {
  return checkWebUri(value) ?? (/^[a-z0-9.-]+$/.test(new URL(value).hostname) ? undefined : 'host-not-for-frames');
}

/** A resource indicator (RFC 8707 section 2): an absolute URI without a fragment, compared as a string. */
export function checkResourceIndicator(value: unknown): ProblemCode | undefined {
  if (typeof value !== 'string') return 'wrong-type';
  if (value.length > lengthLimits.other) return 'too-long';
  if (!/^[\x21-\x7e]+$/.test(value) || !URL.canParse(value)) return 'not-a-uri';
  if (value.includes('#')) return 'fragment';
  const { protocol, username, password } = new URL(value);
  if (neverAllowed.has(protocol)) return 'forbidden-scheme';
  return username === '' && password === '' ? undefined : 'credentials';
}
