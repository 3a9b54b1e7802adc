/** Identifiers of people and sessions, and the values that only their holder knows (DECISIONS 4). */
import { createHash } from 'node:crypto';
import { UUID } from 'uuidv7';
import type { Clock, RandomBytes } from './ports';

const base32Alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** 128 random bits in lower-case base32, 26 characters: `sub`, `sid`, trace ids. */
export function issueIdentifier(random: RandomBytes): string {
  let bits = '';
  for (const byte of random(16)) bits += byte.toString(2).padStart(8, '0');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => base32Alphabet.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}

/** A row id: UUIDv7 (RFC 9562 section 5.7), ordered by the clock's millisecond. */
export function issueRowId({ clock, random }: { clock: Clock; random: RandomBytes }): string {
  const bytes = random(10);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const randomA = view.getUint16(0) & 0xfff;
  const randomBHigh = view.getUint32(2) & 0x3fff_ffff;
  return UUID.fromFieldsV7(clock.now().getTime(), randomA, randomBHigh, view.getUint32(6)).toString();
}

/** 256 random bits, base64url, 43 characters: what a cookie or a one-time link carries. */
export function issueSecretValue(random: RandomBytes): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** SHA-256, base64url: how high-entropy values are stored and looked up. */
export function digest(value: string): string {
  return createHash('sha256').update(value, 'utf8').digest('base64url');
}
