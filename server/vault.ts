/** Authenticated encryption under keys that are derived from the master secret, with the previous one beside it. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { RandomBytes, Vault } from '@/protocol/ports';
import type { MasterSecret } from './master-secret';

export interface MasterVault extends Vault {
  /** Names the current master secret without telling it; stands in every ciphertext. */
  keyId: string;
  /** 256 bits for one purpose (an HMAC key, a cookie key), from the current master secret. */
  deriveKey(purpose: string): Uint8Array;
}

const version = 'v1';
const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals with AES-256-GCM to the text `v1.<keyId>.<iv>.<ciphertext and tag>`; `purpose` is authenticated, so a value sealed
 * for one use does not open for another. `open` throws `kind: 'vault-refused'`.
 */
export function createVault(secret: MasterSecret, random: RandomBytes): MasterVault {
  const current = toMaster(secret.current);
  const masters = secret.previous === undefined ? [current] : [current, toMaster(secret.previous)];
  return {
    keyId: current.keyId,
    deriveKey: (purpose) => derive(current.secret, `purpose:${purpose}`),
    async seal(plaintext, purpose) {
      const iv = random(ivBytes);
      const cipher = createCipheriv(algorithm, current.key, iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
      return [version, current.keyId, Buffer.from(iv).toString('base64url'), sealed.toString('base64url')].join('.');
    },
    async open(text, purpose) {
      const [format, keyId, iv, sealed, ...rest] = text.split('.');
      if (format !== version || iv === undefined || sealed === undefined || rest.length > 0) {
        throw refused('it is not a sealed value');
      }
      const master = masters.find((candidate) => candidate.keyId === keyId);
      if (master === undefined) {
        throw refused(
          'it was sealed under another master secret; check GATEHOUSE_SECRET and GATEHOUSE_SECRET_PREVIOUS',
        );
      }
      return unseal(master.key, Buffer.from(iv, 'base64url'), Buffer.from(sealed, 'base64url'), purpose);
    },
  };
}

function unseal(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array, purpose: string): Uint8Array {
  if (iv.length !== ivBytes || sealed.length < tagBytes) throw refused('it is not a sealed value');
  try {
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
  } catch (cause) {
    throw refused('it was altered, or sealed for another purpose', cause);
  }
}

function toMaster(secret: string) {
  const keyId = Buffer.from(derive(secret, 'key-id')).toString('base64url').replace(/[-_]/g, '').slice(0, 8);
  return { secret, keyId, key: derive(secret, 'vault') };
}

/** HKDF-SHA-256 (RFC 5869). */
function derive(secret: string, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'gatehouse', info, 32));
}

function refused(reason: string, cause?: unknown) {
  return Object.assign(new Error(`The vault refused a value: ${reason}.`, { cause }), {
    kind: 'vault-refused' as const,
  });
}
