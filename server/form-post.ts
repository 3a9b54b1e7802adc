/** The guarded fetcher as the engine posts logout tokens with it. */
import type { FormPost } from '@/protocol/ports';
import type { GuardedFetch } from './guarded-fetch';

const bounds = { timeoutMilliseconds: 5_000, maxBytes: 65_536 };

/** Posts a form within bounds and returns the status of the answer. Throws what the fetcher throws. */
export function createFormPost(fetch: GuardedFetch): FormPost {
  return async (uri, fields) => (await fetch(uri, bounds, new URLSearchParams(fields))).status;
}
