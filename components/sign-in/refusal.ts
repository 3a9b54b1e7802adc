/** The refusals that have words of their own on the error page; every other code is `unexpected`. */
export type RefusalReason =
  | 'client-id-missing'
  | 'client-unknown'
  | 'client-disabled'
  | 'redirect-uri-missing'
  | 'redirect-uri-mismatch'
  | 'request-unknown'
  | 'request-expired'
  | 'request-completed'
  | 'request-foreign'
  | 'form-not-ours'
  | 'malformed'
  | 'storage-unavailable'
  | 'unexpected';

type Remedy = 'retry' | 'tell' | 'restart' | 'cookies' | 'wait' | 'tellRealm';

const fromApplication: Remedy[] = ['retry', 'tell'];
const startedTwice: Remedy[] = ['restart', 'cookies'];

/** What the person can do, in order. */
export const remedies: Record<RefusalReason, Remedy[]> = {
  'client-id-missing': fromApplication,
  'client-unknown': fromApplication,
  'client-disabled': ['tell'],
  'redirect-uri-missing': fromApplication,
  'redirect-uri-mismatch': fromApplication,
  'request-unknown': startedTwice,
  'request-expired': ['restart'],
  'request-completed': ['restart'],
  'request-foreign': startedTwice,
  'form-not-ours': startedTwice,
  malformed: fromApplication,
  'storage-unavailable': ['wait', 'tellRealm'],
  unexpected: ['wait', 'tellRealm'],
};

const malformed = new Set([
  'method-not-allowed',
  'content-type',
  'body-too-large',
  'body-unreadable',
  'parameter-repeated',
  'parameter-too-long',
  'parameter-malformed',
]);

/** The words for a refusal code of the protocol. */
export function reasonOf(code: string): RefusalReason {
  if (malformed.has(code)) return 'malformed';
  return isReason(code) ? code : 'unexpected';
}

function isReason(code: string): code is RefusalReason {
  return Object.hasOwn(remedies, code);
}
