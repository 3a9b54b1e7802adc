/** Verifies what a client signed with a private key of its own. */
import type { CompactVerifyGetKey, JSONWebKeySet } from 'jose';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose';
import type { RefusalCode } from '../errors';
import type { Client } from '../ports';
import type { RemoteKeySets } from './remote-key-sets';

/**
 * Undefined when a key that the client registered, in `jwks` or at `jwks_uri`, signed this JWS with one of the algorithms;
 * else the code of why not. Keys in the JWS itself or at addresses that it names count for nothing (SECURITY
 * invariant 12). Keys at `jwks_uri` are asked for again when none fits, as often as `keySets` allows. Never throws.
 */
export async function verifyWithClientKeys(
  jws: string,
  { metadata }: Client,
  algorithms: readonly string[],
  keySets: RemoteKeySets,
): Promise<RefusalCode | undefined> {
  const { jwks, jwks_uri: uri } = metadata;
  const isGood = async (keySet: object | undefined) =>
    keySet !== undefined && (await isSignedBy(jws, keySet as JSONWebKeySet, algorithms));
  if (uri === undefined) return (await isGood(jwks)) ? undefined : whyNot(jws, jwks);
  const known = await keySets.find(uri);
  if (await isGood(known)) return undefined;
  const renewed = await keySets.renew(uri);
  return (await isGood(renewed)) ? undefined : whyNot(jws, renewed ?? known);
}

/** What the client's owner has to look at: its keys, the name of the key, or the key itself. */
function whyNot(jws: string, keySet: object | undefined): RefusalCode {
  if (keySet === undefined) return 'client-keys-unavailable';
  const { kid } = decodeProtectedHeader(jws);
  const isNamed = kid === undefined || (keySet as JSONWebKeySet).keys.some((key) => key.kid === kid);
  return isNamed ? 'client-assertion-signature' : 'client-assertion-key-unknown';
}

/** Whoever has more keys of a kind says by `kid` which it was: each try costs a verification, whoever asks for it. */
const mostTries = 5;

async function isSignedBy(jws: string, keySet: JSONWebKeySet, algorithms: readonly string[]): Promise<boolean> {
  const options = { algorithms: [...algorithms] };
  try {
    await compactVerify(jws, finderOf(keySet), options);
    return true;
  } catch (error) {
    let tries = 0;
    for await (const key of severalFitting(error)) {
      tries += 1;
      if (tries > mostTries) return false;
      const isSigned = await compactVerify(jws, key, options).then(
        () => true,
        () => false,
      );
      if (isSigned) return true;
    }
    return false;
  }
}

const finders = new WeakMap<JSONWebKeySet, CompactVerifyGetKey>();

/** Kept as long as the set itself, since it remembers the keys that it has imported. */
function finderOf(keySet: JSONWebKeySet): CompactVerifyGetKey {
  const finder = finders.get(keySet) ?? createLocalJWKSet(keySet);
  finders.set(keySet, finder);
  return finder;
}

/** Where no `kid` tells which, any of the keys that fit may have signed. */
function severalFitting(error: unknown): AsyncIterable<CryptoKey> | [] {
  const isSeveral =
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_JWKS_MULTIPLE_MATCHING_KEYS';
  return isSeveral ? (error as unknown as AsyncIterable<CryptoKey>) : [];
}
