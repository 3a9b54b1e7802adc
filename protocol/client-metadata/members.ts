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

// Joiners are part of words in several scripts, and of emoji; elsewhere nobody would see them.
const joiner = /(?<=[\p{L}\p{M}\p{S}])[\u200c\u200d](?=[\p{L}\p{M}\p{S}])/gu;
// Line ends, halves of characters, what has no width, what turns the direction, blanks that are letters to Unicode, and
// piles of accents that grow over other lines.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|\p{M}{7,}/u;

/** A text of 1 to `limit` characters that people see as it is: one that shows something, and hides nothing. */
export function text(limit: number): MemberRule {
  return (value) => {
    if (typeof value !== 'string') return 'wrong-type';
    if (value.trim() === '') return 'empty';
    if (value.length > limit) return 'too-long';
    return unseen.test(value.replace(joiner, '')) ? 'control-characters' : undefined;
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
