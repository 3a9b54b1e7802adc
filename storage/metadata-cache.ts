/**
 * The one cache of this room: parsed client metadata and APIs, for single look-ups of the protocol (never inside a unit
 * of work). This process drops it with each change of its own; other processes' changes drop it when they are seen; and
 * nothing in it is older than five seconds. Nothing about people, sessions, tokens or authorizations is ever in it.
 */
import type { Api, ApiLookup, Client, ClientLookup } from '@/protocol/ports';

const lifetimeMilliseconds = 5000;
const maximumEntries = 1000;

export interface MetadataCache {
  clients: ClientLookup;
  apiLookup: ApiLookup;
  drop(): void;
}

/** `monotonicNow` counts milliseconds and never jumps, unlike the clock. */
export function createMetadataCache(
  source: { clients: ClientLookup; apiLookup: ApiLookup },
  monotonicNow: () => number = () => performance.now(),
): MetadataCache {
  const clients = createTimedCache(source.clients.find, monotonicNow);
  // Only what is allowed is kept: an unknown origin is one look at an index, and strangers choose as many as they like.
  const origins = createTimedCache(
    async (origin) => (await source.clients.isOriginAllowed(origin)) || undefined,
    monotonicNow,
  );
  const apiList = createTimedCache(source.apiLookup.list, monotonicNow);
  return {
    clients: { find: clients.get, isOriginAllowed: async (origin) => (await origins.get(origin)) === true },
    apiLookup: { list: () => apiList.get('all') },
    drop() {
      for (const cache of [clients, origins, apiList]) cache.drop();
    },
  };
}

function createTimedCache<Value extends Client | Api | Api[] | true | undefined>(
  load: (key: string) => Promise<Value>,
  monotonicNow: () => number,
) {
  const entries = new Map<string, { value: Value; until: number }>();
  const loading = new Map<string, Promise<Value>>();
  let generation = 0;

  const loadAndKeep = async (key: string): Promise<Value> => {
    const begun = generation;
    const until = monotonicNow() + lifetimeMilliseconds;
    const value = await load(key);
    // What was read before a drop may be what the drop was about. What does not exist is not kept, so that a new
    // client works at once and guessed ids take no room.
    if (value !== undefined && begun === generation) {
      const oldest = entries.keys().next();
      if (entries.size >= maximumEntries && !oldest.done) entries.delete(oldest.value);
      entries.delete(key);
      entries.set(key, { value: freeze(value), until });
    }
    return value;
  };

  return {
    async get(key: string): Promise<Value> {
      const entry = entries.get(key);
      if (entry && monotonicNow() < entry.until) return entry.value;
      const underWay = loading.get(key);
      if (underWay) return underWay;
      // Everybody who asks meanwhile waits for the same answer, but for those who come after a drop.
      const mine = loadAndKeep(key).finally(() => {
        if (loading.get(key) === mine) loading.delete(key);
      });
      loading.set(key, mine);
      return mine;
    },
    drop() {
      generation += 1;
      entries.clear();
      loading.clear();
    },
  };
}

/** Shared by everyone who asks, so nobody may change it. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) freeze(member);
  }
  return value;
}
