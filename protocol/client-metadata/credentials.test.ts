import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  digest,
  encodeBase32,
  equalInConstantTime,
  isCheckedSecret,
  issueCheckedSecret,
  issueIdentifier,
  issueRowId,
} from '../identifiers';
import { createTestRandom } from '../testing/clock';
import { issueClientId, issueClientSecret } from './credentials';

const random = createTestRandom();

describe('the id of a client', () => {
  it('is gh_ and 128 random bits in lower-case base32, so never a subject', () => {
    expect(issueClientId(random)).toMatch(/^gh_[a-z2-7]{26}$/);
    expect(issueIdentifier(random)).toMatch(/^[a-z2-7]{26}$/);
    expect(issueClientId(random)).not.toBe(issueClientId(random));
  });
});

describe('the secret of a client', () => {
  it('is ghs_, 256 random bits and a checksum, in characters that need no encoding', () => {
    const { secret } = issueClientSecret(random);
    expect(secret).toMatch(/^ghs_[\w-]{43}[a-z2-7]{7}$/);
    expect(encodeURIComponent(secret)).toBe(secret);
  });

  it('is stored as its SHA-256, beside a beginning that is too short to use', async () => {
    const { secret, prefix, hash } = issueClientSecret(random);
    expect(await hash).toBe(createHash('sha256').update(secret).digest('base64url'));
    expect(secret.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(10);
  });

  it('has the CRC-32 of what stands before it, so that a scanner can tell it without us', () => {
    const { secret } = issueClientSecret(random);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(secret.slice(0, -7)));
    expect(secret.slice(-7)).toBe(encodeBase32(sum));
  });
});

describe('a checked secret', () => {
  const secret = issueCheckedSecret('ghr_', random);

  it.each([
    ['as issued', secret, true],
    ['with another prefix', secret.replace('ghr_', 'ghs_'), false],
    ['with one character changed', `${secret.slice(0, 20)}${secret[20] === 'A' ? 'B' : 'A'}${secret.slice(21)}`, false],
    ['with another checksum', `${secret.slice(0, -1)}${secret.endsWith('a') ? 'b' : 'a'}`, false],
    ['cut short', secret.slice(0, -1), false],
    ['made longer', `${secret}a`, false],
    ['empty', '', false],
  ])('%s', (_what, value, isGood) => {
    expect(isCheckedSecret('ghr_', value)).toBe(isGood);
  });

  it('of one kind is none of another', () => {
    expect(isCheckedSecret('ghs_', secret)).toBe(false);
  });
});

describe('other identifiers', () => {
  it('rows have a UUIDv7 that sorts by time', () => {
    const first = issueRowId(new Date('2026-11-21T09:00:00.000Z'), random);
    const second = issueRowId(new Date('2026-11-21T09:00:00.001Z'), random);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(first < second).toBe(true);
    expect(Number.parseInt(first.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-21T09:00:00.000Z'));
  });

  it.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foobar', 'mzxw6ytboi'],
  ])('base32 of %j is that of RFC 4648', (text, encoded) => {
    expect(encodeBase32(new TextEncoder().encode(text))).toBe(encoded);
  });

  it('digests are compared whole', async () => {
    const value = await digest('x');
    expect(equalInConstantTime(value, await digest('x'))).toBe(true);
    for (const other of ['', value.slice(0, -1), `${value}a`, await digest('y')])
      expect(equalInConstantTime(value, other)).toBe(false);
  });
});
