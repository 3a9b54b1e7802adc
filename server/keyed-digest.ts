/** Digests of values with too little chance in them for a bare hash: a copy of the database alone cannot be searched. */
import { createHmac } from 'node:crypto';
import type { KeyedDigest } from '@/protocol/ports';
import type { MasterVault } from './vault';

/** HMAC-SHA-256 under keys derived from the master secret, one for each purpose. */
export function createKeyedDigest(vault: Pick<MasterVault, 'deriveKey'>): KeyedDigest {
  const keys = new Map<string, Uint8Array>();
  return async (purpose, text) => {
    const key = keys.get(purpose) ?? vault.deriveKey(`digest of ${purpose}`);
    keys.set(purpose, key);
    return createHmac('sha256', key).update(text).digest('base64url');
  };
}
