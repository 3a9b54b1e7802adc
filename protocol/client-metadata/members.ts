/** Rules for single members of a metadata document: each says what is wrong with a value, or nothing. */
import type { ProblemCode } from './problems';
import { lengthLimits } from './vocabulary';

export type MemberRule = (value: unknown) => ProblemCode | undefined;

const maxEntries = 100;

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function checkList(value: unknown, entry: (text: string) => ProblemCode | undefined): ProblemCode | undefined {
  if (!isStrings(value)) return 'wrong-type';
  if (value.length > maxEntries) return 'too-many';
  if (new Set(value).size !== value.length) return 'duplicate';
  return value.map(entry).find((code) => code !== undefined);
}

/** A list of texts that `entry` finds nothing wrong with, at most 100 and none twice. */
export function list(entry: (text: string) => ProblemCode | undefined): MemberRule {
  return (value) => checkList(value, entry);
}

/** A text of 1 to `limit` characters without control characters, halves of characters or direction overrides. */
export function text(limit: number): MemberRule {
  return (value) => {
    if (typeof value !== 'string') return 'wrong-type';
    if (value.trim() === '') return 'empty';
    if (value.length > limit) return 'too-long';
    return /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(value) ? 'control-characters' : undefined;
  };
}

/** One of the words. */
export function choice(allowed: readonly string[]): MemberRule {
  return (value) => {
    if (typeof value !== 'string') return 'wrong-type';
    return allowed.includes(value) ? undefined : 'unknown-value';
  };
}

/** A list of the words, each at most once. */
export function choices(allowed: readonly string[]): MemberRule {
  return list((entry) => (allowed.includes(entry) ? undefined : 'unknown-value'));
}

/** An address that `check` finds nothing wrong with. */
export function uri(check: (value: string) => ProblemCode | undefined): MemberRule {
  return (value) => (typeof value === 'string' ? check(value) : 'wrong-type');
}

/** A list of such addresses, at most 100 and none twice. */
export function uris(check: (value: string) => ProblemCode | undefined): MemberRule {
  return list((entry) => (entry.length > lengthLimits.redirectUri ? 'too-long' : check(entry)));
}

/** A whole number of seconds within bounds, both included. */
export function seconds(lowest: number, highest: number): MemberRule {
  return (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return 'wrong-type';
    return value < lowest || value > highest ? 'out-of-range' : undefined;
  };
}

export const boolean: MemberRule = (value) => (typeof value === 'boolean' ? undefined : 'wrong-type');

export const contacts: MemberRule = list((entry) =>
  /^[^\s\p{C}@]{1,64}@[^\s\p{C}@]{1,253}$/u.test(entry) ? undefined : 'not-an-email',
);

export const acrValues: MemberRule = list((entry) => (/^[\x21-\x7e]{1,200}$/.test(entry) ? undefined : 'wrong-type'));

/** One word as a scope may have it (RFC 6749 section 3.3). */
export const scopeToken: MemberRule = (value) => {
  if (typeof value !== 'string') return 'wrong-type';
  if (value.length > lengthLimits.name) return 'too-long';
  return /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(value) ? undefined : 'scope-syntax';
};

export const scope: MemberRule = (value) => {
  if (typeof value !== 'string') return 'wrong-type';
  if (value.length > lengthLimits.scope) return 'too-long';
  return /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/.test(value) ? undefined : 'scope-syntax';
};

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'];

/** True for a JWK (RFC 7517) of a key pair that shows nothing of its private half. */
export function isPublicKey(key: unknown): key is Record<string, unknown> {
  if (typeof key !== 'object' || key === null || !('kty' in key) || typeof key.kty !== 'string') return false;
  return key.kty !== 'oct' && !privateMembers.some((member) => member in key);
}

/** Public keys only: a document with private or symmetric members is refused rather than stored. */
export const jwks: MemberRule = (value) => {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys))
    return 'wrong-type';
  if (value.keys.length > maxEntries) return 'too-many';
  if (JSON.stringify(value).length > 65_536) return 'too-long';
  const isKey = (key: unknown) =>
    typeof key === 'object' && key !== null && 'kty' in key && typeof key.kty === 'string';
  if (!value.keys.every(isKey)) return 'unknown-value';
  return value.keys.every(isPublicKey) ? undefined : 'private-key';
};
