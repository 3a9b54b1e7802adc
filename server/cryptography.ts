/** The protocol's cryptography by Node's own, without a thread in between. */
import type { JsonWebKey, KeyObject, SignKeyObjectInput } from 'node:crypto';
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hash as hashOf,
  sign,
  verify,
} from 'node:crypto';
import type { Cryptography, JwtSigner, JwtVerifier, RandomBytes } from '@/protocol/ports';

type SigningAlgorithm = Parameters<Cryptography['createJwtSigner']>[0];

interface Scheme {
  keyType: 'rsa' | 'ec' | 'ed25519';
  curve?: string;
  hash: string | null;
  options?: Partial<SignKeyObjectInput>;
}

/** How each algorithm signs (RFC 7518 section 3, RFC 8037 section 3.1); Ed25519 hashes by itself. */
const schemes: Record<SigningAlgorithm, Scheme> = {
  RS256: { keyType: 'rsa', hash: 'sha256' },
  PS256: {
    ...{ keyType: 'rsa', hash: 'sha256' },
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  },
  ES256: { keyType: 'ec', curve: 'prime256v1', hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
  EdDSA: { keyType: 'ed25519', hash: null },
};

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const noSalt = Buffer.alloc(32);

/** Builds it; `random` makes the initialisation vectors. */
export function createCryptography(random: RandomBytes): Cryptography {
  return {
    digest: (text) => hashOf('sha256', text, 'base64url'),
    leftHalfHash(text, hash) {
      const bytes = createHash(hash === 'SHA-256' ? 'sha256' : 'sha512')
        .update(text)
        .digest();
      return bytes.toString('base64url', 0, bytes.length / 2);
    },
    createJwtSigner,
    createJwtVerifier,
    sealUnder(secret, text) {
      const iv = random(ivBytes);
      const sealing = createCipheriv(cipher, keyOf(secret), iv);
      const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]);
      return `${Buffer.from(iv).toString('base64url')}.${sealed.toString('base64url')}`;
    },
    openUnder(secret, text) {
      const [iv = '', sealed = ''] = text.split('.');
      const bytes = Buffer.from(sealed, 'base64url');
      const end = bytes.length - tagBytes;
      const opening = createDecipheriv(cipher, keyOf(secret), Buffer.from(iv, 'base64url'), {
        authTagLength: tagBytes,
      });
      opening.setAuthTag(bytes.subarray(end));
      return opening.update(bytes.subarray(0, end), undefined, 'utf8') + opening.final('utf8');
    },
  };
}

function createJwtSigner(alg: SigningAlgorithm, privateJwk: Record<string, unknown>): JwtSigner {
  const { hash, options } = schemes[alg];
  const key = createPrivateKey({ key: privateJwk as JsonWebKey, format: 'jwk' });
  const parameters = { ...options, key: checked(key, alg) };
  return (header, payload) => {
    const text = `${encode(header)}.${encode(payload)}`;
    return `${text}.${sign(hash, Buffer.from(text), parameters).toString('base64url')}`;
  };
}

function createJwtVerifier(alg: SigningAlgorithm, publicJwk: Record<string, unknown>): JwtVerifier {
  const { hash, options } = schemes[alg];
  const key = createPublicKey({ key: publicJwk as JsonWebKey, format: 'jwk' });
  const parameters = { ...options, key: checked(key, alg) };
  return (jwt) => {
    const end = jwt.lastIndexOf('.');
    const signature = Buffer.from(jwt.slice(end + 1), 'base64url');
    return verify(hash, Buffer.from(jwt.slice(0, end)), parameters, signature);
  };
}

function checked(key: KeyObject, alg: SigningAlgorithm): KeyObject {
  const { keyType, curve } = schemes[alg];
  if (key.asymmetricKeyType !== keyType || key.asymmetricKeyDetails?.namedCurve !== curve)
    throw new Error(`This is a key of ${key.asymmetricKeyType}, not for ${alg}.`);
  return key;
}

const encode = (part: Record<string, unknown>) => Buffer.from(JSON.stringify(part)).toString('base64url');

/**
 * HKDF-SHA-256 (RFC 5869) without a salt, of which one block is enough; the secret is as random as the key. By hand, since
 * two HMACs take half of what Node's does.
 */
function keyOf(secret: string): Uint8Array {
  const extracted = createHmac('sha256', noSalt).update(secret).digest();
  return createHmac('sha256', extracted).update('gatehouse refresh replay\u0001').digest();
}
