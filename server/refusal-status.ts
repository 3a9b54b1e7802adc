/** The HTTP status under which a refusal is shown to a person. */

const statusOf: Partial<Record<string, number>> = {
  'method-not-allowed': 405,
  'body-too-large': 413,
  'form-not-ours': 403,
  'storage-unavailable': 503,
  'unexpected-failure': 500,
};

/** The status of a page that explains the refusal with this code. */
export const refusalStatus = (code: string): number => statusOf[code] ?? 400;

/** Seconds, for `Retry-After` of a 503: an outage or too much work, of which nobody knows the end. */
export const retryAfterSeconds = '5';
