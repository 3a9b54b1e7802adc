/** Identifiers and secret values: how they look and how much chance is in them (DECISIONS 4). */
import type { RandomBytes } from './ports';

const base32Alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 base32 in lower case, without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Alphabet.charAt((held >>> bits) & 31);
    }
  }
  return bits > 0 ? text + base32Alphabet.charAt((held << (5 - bits)) & 31) : text;
}

/** base64url without padding (RFC 7515 section 2). */
export function encodeBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes of base64url or base64; throws for anything else. */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** 128 random bits in lower-case base32: 26 characters. */
export function issueIdentifier(random: RandomBytes): string {
  return encodeBase32(random(16));
}

/** 256 random bits, base64url: 43 characters. For codes and cookie values. */
export function issueSecretValue(random: RandomBytes): string {
  return encodeBase64Url(random(32));
}

/**
 * Client secrets, refresh tokens, access tokens, initial access tokens, registration access tokens: one can never be taken
 * for another.
 */
type CheckedPrefix = 'ghs_' | 'ghr_' | 'gha_' | 'ghi_' | 'ghm_';

/**
 * A secret with a prefix and a checksum, so that scanners of leaked secrets can tell ours without asking us:
 * prefix, 256 random bits in base64url, CRC-32 of all before it in base32 (7 characters).
 */
export function issueCheckedSecret(prefix: CheckedPrefix, random: RandomBytes): string {
  const value = prefix + issueSecretValue(random);
  return value + checksum(value);
}

/** True when prefix and checksum fit; says nothing of whether the secret was ever issued. */
export function isCheckedSecret(prefix: CheckedPrefix, value: string): boolean {
  if (value.length !== prefix.length + 50 || !value.startsWith(prefix)) return false;
  return checksum(value.slice(0, -7)) === value.slice(-7);
}

function checksum(value: string): string {
  const crc = crc32(new TextEncoder().encode(value));
  return encodeBase32(Uint8Array.of(crc >>> 24, crc >>> 16, crc >>> 8, crc));
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** UUIDv7 (RFC 9562 section 5.7) for row ids: ordered by the clock's millisecond. */
export function issueRowId(at: Date, random: RandomBytes): string {
  const bytes = random(16);
  let milliseconds = at.getTime();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = milliseconds % 256;
    milliseconds = Math.floor(milliseconds / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** SHA-256 of a text, base64url: how high-entropy secrets are stored and looked up. */
export async function digest(text: string): Promise<string> {
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

/** Compares two texts of the same alphabet without telling by time where they differ. */
export function equalInConstantTime(left: string, right: string): boolean {
  const length = Math.max(left.length, right.length);
  let difference = left.length ^ right.length;
  for (let index = 0; index < length; index += 1) difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}
