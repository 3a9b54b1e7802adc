/** Cookies of our own: one spelling of name and attributes, so that none is set or cleared in two ways. */

/**
 * The full name of a cookie. On https it has the `__Host-` prefix: then no sibling domain can plant one.
 * No noun may begin with another one: next-auth joins all cookies whose names begin like its session cookie.
 */
export function cookieName(noun: string, issuer: string): string {
  return `${isHttps(issuer) ? '__Host-' : ''}gatehouse.${noun}`;
}

/** True when cookies must be `Secure`, which the configured issuer alone decides. */
export function isHttps(issuer: string): boolean {
  return issuer.startsWith('https://');
}

/** The value that the browser sent; of several cookies with this name the last, as Next reads them. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.findLast((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value === '' ? undefined : value;
}

export interface NewCookie {
  noun: string;
  issuer: string;
  /** Base64url text; nothing is escaped. */
  value: string;
  /** Left out: the cookie ends with the browser. */
  maxAgeSeconds?: number | undefined;
}

/** A `Set-Cookie` value: HttpOnly, SameSite=Lax, the whole site, and Secure on https. */
export function serializeCookie({ noun, issuer, value, maxAgeSeconds }: NewCookie): string {
  const parts = [`${cookieName(noun, issuer)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (isHttps(issuer)) parts.push('Secure');
  if (maxAgeSeconds !== undefined) parts.push(`Max-Age=${Math.max(0, Math.floor(maxAgeSeconds))}`);
  return parts.join('; ');
}

/** A `Set-Cookie` value that removes the cookie. */
export function clearedCookie(noun: string, issuer: string): string {
  return serializeCookie({ noun, issuer, value: '', maxAgeSeconds: 0 });
}

/** The session cookie's noun; its value is random and kept as a hash only. */
const sessionNoun = 'session';

/** The full name of the session cookie. */
export function sessionCookieName(issuer: string): string {
  return cookieName(sessionNoun, issuer);
}

/** What a browser must store once a session is open. `cookieExpiresAt` null: forgotten when the browser closes. */
export function sessionCookie(
  opened: { cookieValue: string; cookieExpiresAt: Date | null },
  issuer: string,
  now: Date,
): string {
  const end = opened.cookieExpiresAt;
  const maxAgeSeconds = end === null ? undefined : (end.getTime() - now.getTime()) / 1000;
  return serializeCookie({ noun: sessionNoun, issuer, value: opened.cookieValue, maxAgeSeconds });
}

/** A `Set-Cookie` value that ends the session in this browser; the row is another matter. */
export function clearedSessionCookie(issuer: string): string {
  return clearedCookie(sessionNoun, issuer);
}

const browserStateNoun = 'browser-state';

/** The full name of the cookie that the check-session frame reads. */
export function browserStateCookieName(issuer: string): string {
  return cookieName(browserStateNoun, issuer);
}

/**
 * What the check-session frame reads when an application embeds it, so neither HttpOnly nor kept from other sites: it is no
 * secret and proves nothing. Without https, browsers take no cookie for other sites. Empty: removed.
 */
export function browserStateCookie(value: string, issuer: string): string {
  const sites = isHttps(issuer) ? 'SameSite=None; Secure' : 'SameSite=Lax';
  return `${browserStateCookieName(issuer)}=${value}; Path=/; ${sites}${value === '' ? '; Max-Age=0' : ''}`;
}
