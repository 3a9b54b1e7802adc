/** The check against cross-site request forgery, for every form and for API calls that a session authenticates. */

export interface SameOriginEvidence {
  /** The origin that pages are served under. */
  issuer: string;
  /** The request carries a cookie that binds it to this browser (session or pending request), `SameSite=Lax`. */
  hasBoundCookie: boolean;
}

/**
 * True when one of our own pages sent the request. Pages carry `Referrer-Policy: no-referrer`, under which browsers
 * send `Origin: null` with form posts, so `Sec-Fetch-Site` speaks first. An engine too old for it (and clients that
 * are no browsers) must show a `SameSite=Lax` cookie, which no cross-site post carries.
 */
export function isSameOrigin(headers: Headers, { issuer, hasBoundCookie }: SameOriginEvidence): boolean {
  const fetchSite = headers.get('sec-fetch-site');
  if (fetchSite !== null) return fetchSite === 'same-origin';
  const origin = headers.get('origin');
  if (origin !== null && origin !== 'null') return origin === new URL(issuer).origin;
  return hasBoundCookie;
}
