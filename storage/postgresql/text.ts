/**
 * PostgreSQL has no NUL in text and no NUL or lone surrogate in JSON, and fails a statement that brings one, where
 * SQLite would just not find it. Such characters become U+FFFD, which finds nothing either.
 */
const replacement = '\uFFFD';

/** A text without NUL; anything else as it is. */
export function cleanText<T>(value: T): T | string {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', replacement) : value;
}

/** The same for a JSON document, where these characters are escapes (and count after an even number of backslashes). */
export function cleanJson<T>(value: T): T | string {
  if (typeof value !== 'string' || !/\\u(0000|d)/i.test(value)) return value;
  return value.replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, `$1${replacement}`);
}
