import { createCipheriv, hkdfSync } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { signingAlgorithms } from '@/protocol/client-metadata/vocabulary';
import { createCryptography } from './cryptography';
import { createRandom } from './random';

const { digest, leftHalfHash, createJwtSigner, createJwtVerifier, sealUnder, openUnder } = createCryptography(
  createRandom(),
);

describe('a signer of JWTs', () => {
  it.each(signingAlgorithms)('signs with %s what jose verifies', async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const sign = createJwtSigner(alg, { ...(await exportJWK(privateKey)) });
    const keySet = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg, kid: 'a' }] });
    const jwt = sign({ alg, kid: 'a', typ: 'at+jwt' }, { name: 'Zoë' });
    const { payload, protectedHeader } = await jwtVerify(jwt, keySet, { algorithms: [alg], typ: 'at+jwt' });
    expect(payload).toEqual({ name: 'Zoë' });
    expect(protectedHeader).toEqual({ alg, kid: 'a', typ: 'at+jwt' });
  });

  it('is not made of a key for something else', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)) };
    expect(() => createJwtSigner('RS256', jwk)).toThrow('not for RS256');
    expect(() => createJwtSigner('EdDSA', jwk)).toThrow('not for EdDSA');
  });

  it('is not made of another curve, whose signatures have another length', async () => {
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)) };
    expect(() => createJwtSigner('ES256', jwk)).toThrow('not for ES256');
  });
});

describe('a verifier of JWTs', () => {
  it.each(signingAlgorithms)('takes with %s what the key has signed, and nothing else', async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const isSigned = createJwtVerifier(alg, { ...(await exportJWK(publicKey)) });
    const jwt = createJwtSigner(alg, { ...(await exportJWK(privateKey)) })({ alg }, { name: 'Zoë' });
    const [header, payload, signature = ''] = jwt.split('.');
    expect(isSigned(jwt)).toBe(true);
    for (const other of [signature.slice(0, -8), `${signature}AAAA`, '', `AAAA${signature.slice(4)}`])
      expect(isSigned(`${header}.${payload}.${other}`)).toBe(false);
    expect(isSigned(`${header}.${payload}A.${signature}`)).toBe(false);
  });

  it('is not made of a key for something else', async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)) };
    expect(() => createJwtVerifier('RS256', jwk)).toThrow('not for RS256');
  });
});

describe('a digest', () => {
  it('is SHA-256 of the UTF-8, as of RFC 6234 and NIST', () => {
    expect(digest('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
    expect(digest('é')).toBe(digest(Buffer.from('c3a9', 'hex').toString()));
  });

  it('has the left half that the examples of OpenID Connect Core, appendix A, have', () => {
    const token = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y';
    const code = 'Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk';
    expect(leftHalfHash(token, 'SHA-256')).toBe('77QmUPtjPfzWtF2AnpK9RQ');
    expect(leftHalfHash(code, 'SHA-256')).toBe('LDktKdoQak3Pk0cnXxCltA');
    expect(Buffer.from(leftHalfHash(token, 'SHA-512'), 'base64url')).toHaveLength(32);
  });
});

describe('what is sealed under a secret', () => {
  it('opens under that secret alone', () => {
    const sealed = sealUnder('ghr_a', 'täglich');
    expect(openUnder('ghr_a', sealed)).toBe('täglich');
    expect(() => openUnder('ghr_b', sealed)).toThrow();
  });

  it('is sealed under the key that HKDF gives, so that others and earlier versions open it', () => {
    const key = hkdfSync('sha256', 'ghr_a', Buffer.alloc(32), 'gatehouse refresh replay', 32);
    const iv = Buffer.alloc(12, 7);
    const sealing = createCipheriv('aes-256-gcm', new Uint8Array(key), iv);
    const sealed = Buffer.concat([sealing.update('text'), sealing.final(), sealing.getAuthTag()]);
    expect(openUnder('ghr_a', `${iv.toString('base64url')}.${sealed.toString('base64url')}`)).toBe('text');
  });

  it('looks different each time', () => {
    expect(sealUnder('ghr_a', 'text')).not.toBe(sealUnder('ghr_a', 'text'));
  });

  it.each([0, 17])('does not open once byte %d is another', (position) => {
    const bytes = sealUnder('ghr_a', 'text')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url'));
    const part = bytes[position < 12 ? 0 : 1]!;
    part[position % 12]! ^= 1;
    expect(() => openUnder('ghr_a', bytes.map((each) => each.toString('base64url')).join('.'))).toThrow();
  });

  it('does not open with its tag shortened', () => {
    expect(() => openUnder('ghr_a', sealUnder('ghr_a', 'text').slice(0, -8))).toThrow();
    expect(() => openUnder('ghr_a', 'AAAA')).toThrow();
  });
});
