import { expect, test } from 'vitest';
import { digest, issueIdentifier, issueRowId, issueSecretValue } from './identifiers';
import { networkOf } from './network';
import { begin, createTestClock, random } from './testing/people';

test('an identifier is 128 bits of lower-case base32, and every bit of chance is in it', () => {
  expect(issueIdentifier(() => new Uint8Array(16))).toBe('a'.repeat(26));
  expect(issueIdentifier(() => new Uint8Array(16).fill(255))).toBe(`${'7'.repeat(25)}4`);
  expect(issueIdentifier(() => Uint8Array.from([0x66, 0x6f, 0x6f, 0x62, 0x61, 0x72, ...Array(10).fill(0)]))).toMatch(
    /^mzxw6ytboi/,
  );
  expect(new Set(Array.from({ length: 200 }, () => issueIdentifier(random))).size).toBe(200);
});

test('row ids are UUIDv7 and later ones sort after earlier ones', () => {
  const clock = createTestClock();
  const ids = Array.from({ length: 50 }, () => {
    clock.advance(0.001);
    return issueRowId({ clock, random });
  });
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.toSorted()).toEqual(ids);
  expect(Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)).toBe(begin.getTime() + 1);
});

test('row ids of one instant differ', () => {
  const clock = createTestClock();
  expect(new Set(Array.from({ length: 200 }, () => issueRowId({ clock, random }))).size).toBe(200);
});

test('secret values hold 256 bits and are stored as SHA-256 only', () => {
  expect(Buffer.from(issueSecretValue(random), 'base64url')).toHaveLength(32);
  expect(digest('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
});

test.each([
  ['198.51.100.7', '198.51.100.7'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['::ffff:c633:6407', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', undefined],
  ['', undefined],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
