/** The response headers that protect pages. Pure: `proxy.ts` hands in what it knows and sets what it gets. */
import { isHttps } from './cookies';

const oneYearSeconds = 31_536_000;

export interface PageFacts {
  issuer: string;
  pathname: string;
  /** Random, for this response only; Next puts it on its own scripts and links. */
  nonce: string;
  /** CSP sources beside `'self'` that a form's answer may lead to; see `formTargetsOf`. */
  formTargets: string[];
  /** CSP sources that the page may show in frames; see `frameSourceOf`. */
  frameSources: string[];
  /** Under `next dev`: its overlay needs eval, inline styles and a web socket. */
  development: boolean;
}

/** Headers that every answer of ours bears, page or not. */
export function commonHeaders(issuer: string): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(isHttps(issuer) ? { 'strict-transport-security': `max-age=${oneYearSeconds}` } : {}),
  };
}

/** All headers of a page. */
export function pageHeaders(facts: PageFacts): Record<string, string> {
  return {
    ...commonHeaders(facts.issuer),
    'content-security-policy': contentSecurityPolicy(facts),
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cache-control': 'no-store',
    ...(isManagementPage(facts.pathname) ? { 'cross-origin-opener-policy': 'same-origin' } : {}),
  };
}

/** The page's policy: scripts by nonce, nothing else inline, no framing, forms to us and to the named targets. */
export function contentSecurityPolicy({ nonce, pathname, formTargets, frameSources, development }: PageFacts): string {
  const directives: [name: string, ...sources: string[]][] = [
    ['default-src', "'none'"],
    ['script-src', "'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    // A nonce would switch 'unsafe-inline' off again, so development has no nonce here.
    ['style-src', "'self'", ...(development ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`, ...knownStyles(pathname)])],
    ['img-src', "'self'", 'data:'],
    ['font-src', "'self'"],
    ['connect-src', "'self'", ...(development ? ['ws:'] : [])],
    ['manifest-src', "'self'"],
    ['form-action', "'self'", ...new Set(formTargets)],
    ...(frameSources.length === 0 ? [] : [['frame-src', ...new Set(frameSources)] as [string, ...string[]]]),
    ['base-uri', "'none'"],
    ['object-src', "'none'"],
    ['frame-ancestors', "'none'"],
  ];
  return directives.map((directive) => directive.join(' ')).join('; ');
}

/**
 * The CSP sources that let a form's 303 lead to a redirect URI and on from there. Browsers apply `form-action` to every
 * hop of the chain, the client's own redirects included, so its origin alone would strand people at clients whose
 * callback sends them on to another host (docs/decisions/0006). What is left to the policy is that nothing leaves in
 * the clear. CSP cannot name an IPv6 host, so `http://[::1]` becomes `http:`.
 */
export function formTargetsOf(redirectUri: string): string[] {
  if (!URL.canParse(redirectUri)) return [];
  const { protocol, hostname, origin } = new URL(redirectUri);
  if (protocol === 'https:') return ['https:'];
  if (protocol !== 'http:') return isSchemeSource(protocol) ? [protocol] : [];
  return hostname.startsWith('[')
    ? ['https:', 'http:']
    : ['https:', origin, 'http://localhost:*', 'http://127.0.0.1:*'];
}

/**
 * The CSP source of an address in a frame: its origin and nothing wider. None for a host that a policy cannot name or would
 * read as its own words; registration refuses those.
 */
export function frameSourceOf(uri: string): string[] {
  const origin = URL.canParse(uri) ? new URL(uri).origin : '';
  return /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(origin) ? [origin] : [];
}

/** Schemes that run or carry content in our own page are never a target, whatever was registered. */
function isSchemeSource(protocol: string): boolean {
  return !['javascript:', 'data:', 'blob:', 'vbscript:', 'about:', 'file:', 'filesystem:'].includes(protocol);
}

/**
 * sonner writes its style sheet into the page by script and takes no nonce. By their hashes these bytes are let in and no
 * others: the element while it is empty, and the sheet of the version that is installed (a test compares).
 */
export const toastStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

/** Pages where people sign in have no toasts. */
function knownStyles(pathname: string): string[] {
  return isManagementPage(pathname) ? toastStyles : [];
}

/**
 * Console and account stand alone in their window. Sign-in pages must not: an application may have opened them in a
 * pop-up and waits for its window, and a redirect on the way that isolates itself would cut the tie.
 */
function isManagementPage(pathname: string): boolean {
  return /^\/(?:console|account)(?:\/|$)/.test(pathname);
}
