/** The one exception to exact comparison that native clients have: any port on a loopback address (RFC 8252 section 7.3). */

const pattern = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(?::([1-9][0-9]{0,4}))?(\/[^#]*)?$/;

/**
 * True when both are plain http on the very same loopback host, and equal in all but the port. Works on the text, never
 * on a parsed URL, so that no normalisation (dot segments, case, user info) can make two different addresses look alike.
 */
export function matchesLoopbackRedirect(registered: string, sent: string): boolean {
  const expected = pattern.exec(registered);
  const received = pattern.exec(sent);
  if (expected === null || received === null) return false;
  if (Number(received[2] ?? 80) > 65_535) return false;
  return expected[1] === received[1] && (expected[3] ?? '') === (received[3] ?? '');
}
