/**
 * Logos of applications: fetched by us once a day at most, checked to be pictures, and served from our own origin, so
 * that no third party learns who signs in where and `img-src` stays `'self'` (DECISIONS 25).
 */
import type { Client } from '@/protocol/ports';
import type { GuardedFetch } from './guarded-fetch';

export interface Picture {
  contentType: string;
  body: Uint8Array;
}

export interface Logos {
  /** Our own address of a client's logo, once the picture is here; undefined when there is none, or not yet. */
  addressOf(client: Client): Promise<string | undefined>;
  pictureOf(client: Client): Promise<Picture | undefined>;
}

const dayMilliseconds = 86_400_000;
/** After a failure the address is left in peace for this long. */
const retryMilliseconds = 600_000;
const mostKept = 200;
const bounds = { timeoutMilliseconds: 4_000, maxBytes: 262_144 };
/** What a page waits for a picture that is not here yet; it shows the letter instead. */
const patienceMilliseconds = 1_500;

/** By what the bytes are, not by what their server says: vector pictures can hold scripts and are not taken. */
const signatures: [contentType: string, matches: (bytes: Uint8Array) => boolean][] = [
  ['image/png', startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/jpeg', startsWith(0xff, 0xd8, 0xff)],
  ['image/gif', startsWith(0x47, 0x49, 0x46, 0x38)],
  [
    'image/webp',
    (bytes) => startsWith(0x52, 0x49, 0x46, 0x46)(bytes) && startsWith(0x57, 0x45, 0x42, 0x50)(bytes.subarray(8)),
  ],
];

interface Kept {
  picture: Promise<Picture | undefined>;
  freshUntil: number;
}

/** Keeps the pictures of one process in memory, 200 at most. */
export function createLogos(fetch: GuardedFetch, now: () => number): Logos {
  const kept = new Map<string, Kept>();

  const find = (uri: string): Promise<Picture | undefined> => {
    const known = kept.get(uri);
    if (known !== undefined && known.freshUntil > now()) return known.picture;
    const entry: Kept = { picture: load(fetch, uri), freshUntil: now() + dayMilliseconds };
    void entry.picture.then((picture) => {
      if (picture === undefined) entry.freshUntil = now() + retryMilliseconds;
    });
    const oldest = kept.keys().next();
    if (kept.size >= mostKept && !oldest.done) kept.delete(oldest.value);
    kept.set(uri, entry);
    return entry.picture;
  };

  const pictureOf = async ({ metadata }: Client) =>
    metadata.logo_uri === undefined ? undefined : find(metadata.logo_uri);
  return {
    pictureOf,
    async addressOf(client) {
      const picture = await Promise.race([pictureOf(client), patience()]);
      return picture === undefined ? undefined : `/logos/${encodeURIComponent(client.clientId)}`;
    },
  };
}

async function load(fetch: GuardedFetch, uri: string): Promise<Picture | undefined> {
  try {
    const { status, body } = await fetch(uri, bounds);
    const contentType = signatures.find(([, matches]) => matches(body))?.[0];
    return status === 200 && contentType !== undefined ? { contentType, body } : undefined;
  } catch {
    return undefined;
  }
}

function startsWith(...signature: number[]): (bytes: Uint8Array) => boolean {
  return (bytes) => signature.every((byte, index) => bytes[index] === byte);
}

function patience(): Promise<undefined> {
  return new Promise((resolve) => void setTimeout(() => resolve(undefined), patienceMilliseconds).unref());
}
