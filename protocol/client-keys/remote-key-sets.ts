/**
 * Key sets at clients' `jwks_uri`: fetched when needed and kept a while. However many signatures with unknown keys are
 * sent to us, an address is asked at most every ten seconds by one process; and what it said once is not believed for ever.
 */
import type { JSONWebKeySet } from 'jose';
import { isPublicKey, mostKeys } from '../client-metadata/public-keys';
import type { Clock, DocumentFetch } from '../ports';

export interface RemoteKeySets {
  /** The keys at this address; undefined when they cannot be had. Never throws. */
  find(uri: string): Promise<JSONWebKeySet | undefined>;
  /** Asks again, because the keys of `find` did not fit; undefined when it is too early for that, or in vain. */
  renew(uri: string): Promise<JSONWebKeySet | undefined>;
}

/** For this long nobody asks again without need. */
const freshForMilliseconds = 600_000;
/** At most this old are keys that still count while their address does not answer. */
const staleForMilliseconds = 3_600_000;
/** At least this long lies between two requests to one address, whatever became of the first. */
const pauseMilliseconds = 10_000;
const mostKeySets = 1_000;

interface Entry {
  known?: { keys: JSONWebKeySet; at: number };
  triedAt: number;
  fetching?: Promise<JSONWebKeySet | undefined> | undefined;
}

/** Keeps the key sets of one process in memory, a thousand at most. */
export function createRemoteKeySets(fetchKeySet: DocumentFetch, clock: Clock): RemoteKeySets {
  const entries = new Map<string, Entry>();
  const now = () => clock.now().getTime();

  const entryOf = (uri: string): Entry => {
    const entry = entries.get(uri) ?? { triedAt: Number.NEGATIVE_INFINITY };
    const oldest = entries.keys().next();
    if (!entries.has(uri) && entries.size >= mostKeySets && !oldest.done) entries.delete(oldest.value);
    entries.set(uri, entry);
    return entry;
  };

  const load = async (uri: string, entry: Entry): Promise<JSONWebKeySet | undefined> => {
    try {
      const keys = readKeySet(await fetchKeySet(uri));
      entry.known = { keys, at: now() };
      return keys;
    } catch {
      return undefined;
    } finally {
      entry.fetching = undefined;
    }
  };

  const fetchInTurn = async (uri: string, entry: Entry): Promise<JSONWebKeySet | undefined> => {
    if (entry.fetching !== undefined) return entry.fetching;
    if (now() - entry.triedAt < pauseMilliseconds) return undefined;
    entry.triedAt = now();
    entry.fetching = load(uri, entry);
    return entry.fetching;
  };

  return {
    async find(uri) {
      const entry = entryOf(uri);
      const { known } = entry;
      const age = known === undefined ? Number.POSITIVE_INFINITY : now() - known.at;
      if (age < freshForMilliseconds) return known?.keys;
      const fetched = await fetchInTurn(uri, entry);
      return fetched ?? (age < staleForMilliseconds ? known?.keys : undefined);
    },
    renew: (uri) => fetchInTurn(uri, entryOf(uri)),
  };
}

/** Only what can verify: keys that should not be there (private or shared ones) are left out. Throws when it is no key set. */
function readKeySet(text: string): JSONWebKeySet {
  const document: unknown = JSON.parse(text);
  const isKeySet = typeof document === 'object' && document !== null && 'keys' in document;
  if (!isKeySet || !Array.isArray(document.keys)) throw new Error('not a key set');
  return { keys: document.keys.slice(0, mostKeys).filter(isPublicKey) } as JSONWebKeySet;
}
