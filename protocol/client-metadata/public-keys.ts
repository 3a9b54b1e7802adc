/** The keys of clients (RFC 7517): public ones alone, and none that costs more to verify with than a request may. */
import type { MemberRule } from './members';

/** In a document of a client, and of what is taken from its `jwks_uri`. */
export const mostKeys = 100;
const longestDocument = 65_536;

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'];
/** What we read of a key; the rest, certificates among it, counts for nothing here and is not kept. */
const knownMembers = ['kty', 'use', 'key_ops', 'alg', 'kid', 'n', 'e', 'crv', 'x', 'y'];

type Jwk = Record<string, unknown>;

/** True for a JWK of a key pair that shows nothing of its private half, and whose numbers are of the usual size. */
export function isPublicKey(key: unknown): key is Jwk {
  return isKey(key) && isPublic(key) && isOfUsualSize(key);
}

/** Public keys only: a document with private or symmetric members is refused rather than stored. */
export const jwks: MemberRule = (value) => {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys))
    return 'wrong-type';
  if (value.keys.length > mostKeys) return 'too-many';
  if (JSON.stringify(value).length > longestDocument) return 'too-long';
  if (!value.keys.every(isKey)) return 'unknown-value';
  if (!value.keys.every(isPublic)) return 'private-key';
  return value.keys.every(isOfUsualSize) ? undefined : 'unusual-key';
};

/** The same keys with the members that we know, where they are texts or lists of texts. */
export function withKnownMembers({ keys }: { keys: Jwk[] }): { keys: Jwk[] } {
  const isKept = ([name, value]: [string, unknown]) =>
    knownMembers.includes(name) && [value].flat().every((part) => typeof part === 'string');
  return { keys: keys.map((key) => Object.fromEntries(Object.entries(key).filter(isKept))) };
}

function isKey(key: unknown): key is Jwk & { kty: string } {
  return typeof key === 'object' && key !== null && 'kty' in key && typeof key.kty === 'string';
}

function isPublic(key: Jwk): boolean {
  return key.kty !== 'oct' && !privateMembers.some((member) => member in key);
}

/**
 * An RSA modulus of 2048 (RFC 7518 section 3.3) to 4096 bits, and an exponent of 32 at most: a verification with larger ones
 * takes so long that a few requests would keep the server busy.
 */
function isOfUsualSize({ kty, n, e }: Jwk): boolean {
  if (kty !== 'RSA') return true;
  const isBetween = (value: unknown, least: number, most: number) => {
    const bytes = typeof value === 'string' ? Math.floor((value.length * 3) / 4) : 0;
    return bytes >= least && bytes <= most;
  };
  // One byte more: some write a sign.
  return isBetween(n, 256, 513) && isBetween(e, 1, 4);
}
