/** The guarded fetcher as it is asked for the documents of clients (`jwks_uri`, `sector_identifier_uri`). */
import type { DocumentFetch } from '@/protocol/ports';
import type { GuardedFetch } from './guarded-fetch';

const bounds = { timeoutMilliseconds: 4_000, maxBytes: 262_144 };

/** Throws `kind: 'fetch-refused'` for what may not be reached, and for every answer but a plain 200 in UTF-8. */
export function createDocumentFetch(fetch: GuardedFetch): DocumentFetch {
  return async (uri) => {
    const { status, body } = await fetch(uri, bounds);
    if (status !== 200) throw Object.assign(new Error(`the answer was ${status}`), { kind: 'fetch-refused' as const });
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  };
}
