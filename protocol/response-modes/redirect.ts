/** What the modes that redirect share, and sign-out with them. */

/** Form encoding with `%20` for blanks, which form decoders and plain percent decoders read alike. */
export function encodeMembers(members: [string, string][]): string {
  return new URLSearchParams(members).toString().replaceAll('+', '%20');
}

/** The address with members added to its query; what it already has there is kept (RFC 6749 section 3.1.2). */
export function addToQuery(uri: string, members: [string, string][]): string {
  const glue = uri.includes('?') ? (/[?&]$/.test(uri) ? '' : '&') : '?';
  return `${uri}${glue}${encodeMembers(members)}`;
}

/** 303, so that a browser never repeats a form's POST at the client (RFC 9700 section 4.12). */
export function redirect(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}
