/** The signing keys of a realm in usable form: loaded once, refreshed when they change or grow stale. */
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet } from 'jose';
import type { SigningAlgorithm } from '../client-metadata/vocabulary';
import type { Clock, Cryptography, JwtSigner, SigningKeyRecord, SigningKeyStore, Vault } from '../ports';
import { privateKeyPurpose } from './generate';
import type { OwnJwt } from './own-jwts';
import { createOwnJwts } from './own-jwts';
import { signingKeyAt } from './succession';

interface LoadedKey {
  record: SigningKeyRecord;
  signer: () => Promise<JwtSigner>;
}

export interface KeyRing {
  /** Signs with the key of `alg` whose turn it is; throws when there is none. */
  sign(alg: SigningAlgorithm, typ: string | undefined, payload: JWTPayload): Promise<string>;
  /** RFC 7517 key set: published, signing and retiring keys; public members only. */
  publicKeys(): Promise<JSONWebKeySet>;
  /** What a JWT of ours says, also when its key no longer signs; undefined unless a published key signed it. */
  verify(jwt: string): Promise<OwnJwt | undefined>;
  /** The same keys for jose, which verifies what comes once in a while. */
  verificationKeys(): Promise<JWTVerifyGetKey>;
  /** The next use reads the store again. */
  invalidate(): void;
}

/** At most this old is what a process knows of keys that another process rotated (DECISIONS 7). */
const freshForMilliseconds = 5_000;

/** Builds the key ring; when the store is away it goes on with the keys it has, so that JWKS still answers. */
export function createKeyRing({
  signingKeys,
  vault,
  clock,
  cryptography,
}: {
  signingKeys: SigningKeyStore;
  vault: Vault;
  clock: Clock;
  cryptography: Pick<Cryptography, 'createJwtSigner' | 'createJwtVerifier' | 'digest'>;
}): KeyRing {
  let loaded: { keys: LoadedKey[]; at: number } | undefined;
  let verifier: { kids: string; getKey: JWTVerifyGetKey } | undefined;
  let loading: Promise<LoadedKey[]> | undefined;
  const ownJwts = createOwnJwts(cryptography);

  async function openSigner({ alg, kid, sealedPrivateJwk }: SigningKeyRecord): Promise<JwtSigner> {
    const opened = await vault.open(sealedPrivateJwk, `${privateKeyPurpose}:${kid}`);
    return cryptography.createJwtSigner(alg as SigningAlgorithm, JSON.parse(new TextDecoder().decode(opened)));
  }

  async function load(): Promise<LoadedKey[]> {
    const known = new Map(loaded?.keys.map((key) => [key.record.kid, key]));
    const records = await signingKeys.list();
    const keys = records.map((record) => ({
      record,
      signer: known.get(record.kid)?.signer ?? lazily(() => openSigner(record)),
    }));
    loaded = { keys, at: clock.now().getTime() };
    return keys;
  }

  async function keys(): Promise<LoadedKey[]> {
    if (loaded !== undefined && clock.now().getTime() - loaded.at < freshForMilliseconds) return loaded.keys;
    loading ??= load().finally(() => {
      loading = undefined;
    });
    const stale = loaded;
    if (stale === undefined) return loading;
    return loading.catch(() => {
      // Tried again in a while: a store that is away must not slow every answer down.
      loaded = { keys: stale.keys, at: clock.now().getTime() };
      return stale.keys;
    });
  }

  const published = async (): Promise<SigningKeyRecord[]> => {
    const now = clock.now();
    const records = (await keys()).map(({ record }) => record);
    return records.filter(({ removedAt }) => removedAt === null || removedAt > now);
  };
  const publicKeys = async () =>
    ({ keys: (await published()).map(({ publicJwk }) => publicJwk) }) as unknown as JSONWebKeySet;

  return {
    publicKeys,
    async verify(jwt) {
      return ownJwts(jwt, await published());
    },
    async verificationKeys() {
      const keySet = await publicKeys();
      const kids = keySet.keys.map(({ kid }) => kid).join(' ');
      // Kept while the keys are the same, since it remembers those that it has imported.
      if (verifier?.kids !== kids) verifier = { kids, getKey: createLocalJWKSet(keySet) };
      return verifier.getKey;
    },
    invalidate: () => {
      // Not thrown away: should the store be gone now, these still serve.
      if (loaded !== undefined) loaded = { ...loaded, at: Number.NEGATIVE_INFINITY };
    },
    async sign(alg, typ, payload) {
      const now = clock.now();
      const ofAlgorithm = (await keys()).filter(({ record }) => record.alg === alg);
      const signing = signingKeyAt(
        ofAlgorithm.map(({ record }) => record),
        now,
      );
      const found = ofAlgorithm.find(({ record }) => record === signing);
      if (found === undefined) throw Object.assign(new Error(`no signing key for ${alg}`), { kind: 'no-signing-key' });
      const signJwt = await found.signer();
      return signJwt({ alg, kid: found.record.kid, ...(typ === undefined ? {} : { typ }) }, payload);
    },
  };
}

/** Runs once; a failure is not remembered. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  return () => {
    value ??= make().catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
}
