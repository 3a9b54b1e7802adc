/**
 * What of an event may be kept (DECISIONS 8): only the members that the catalogue names for its code, each in a form that
 * cannot hold a secret, whatever was sent in the wrong place.
 */
import type { MemberKind } from './failure';
import { findFailure } from './index';

type Value = string | number | boolean;

/** What an event of something that went well may say. */
const membersOfSuccess: Readonly<Record<string, MemberKind>> = {
  ...{ responseType: 'words', responseMode: 'word', scope: 'words', prompt: 'words', pkce: 'flag' },
  ...{ how: 'word', grantType: 'word' },
};

/** All that a refusal of ours gives as a reason; what a library says may quote what it was given. */
const reasons: ReadonlySet<string> = new Set([
  ...['person not active', 'session ended', 'every scope was unticked', 'client_id is missing'],
  ...['audience', 'person', 'revoked'],
]);

/** The detail of an event as it may be kept. */
export function redactDetail(code: string, detail: Readonly<Record<string, unknown>>): Record<string, Value> {
  const members = findFailure(code)?.members ?? (code === 'ok' ? membersOfSuccess : {});
  const kept: [string, Value][] = [];
  for (const [name, kind] of Object.entries(members)) {
    const value = Object.hasOwn(detail, name) ? readers[kind](detail[name]) : undefined;
    if (value !== undefined) kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

const readers: Record<MemberKind, (value: unknown) => Value | undefined> = {
  number: readNumber,
  flag: (value) => (typeof value === 'boolean' ? value : undefined),
  name: (value) => (typeof value === 'string' && /^[a-z_]{1,40}$/.test(value) ? value : undefined),
  word: (value) => (typeof value === 'string' ? redactWords(value, 60, isVocabulary) : readNumber(value)),
  words: (value) => (typeof value === 'string' ? redactWords(value, 500, isName) : undefined),
  uri: (value) => (typeof value === 'string' ? redactUri(value) : undefined),
  reason: (value) => (typeof value === 'string' && reasons.has(value) ? value : undefined),
};

function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Stands for what is left out. */
const mask = '\u2026';

/** Names of scopes, grants and the like; each that could be a token or a password of a machine becomes its length. */
function redactWords(text: string, longest: number, mayKeep: (word: string) => boolean): string {
  const words = text.slice(0, longest).split(' ');
  return words.map((word) => (mayKeep(word) ? word : `${mask}(${word.length})`)).join(' ');
}

/** As the words of the specifications look: `authorization_code`, `S256`, `POST`, `oauth21`. */
function isVocabulary(word: string): boolean {
  return /^[a-z][a-z_:.-]*[0-9]{0,2}$|^[A-Z]{1,8}[0-9]{0,3}$/.test(word) && !hasSecretPrefix(word);
}

/** Without a long run of letters and digits mixed, as chance makes them, and without our own prefixes. */
function isName(word: string): boolean {
  if (!/^[\x21-\x7e]*$/.test(word) || hasSecretPrefix(word)) return false;
  return word.split(/[^A-Za-z0-9_-]/).every((run) => run.length < 20 || !/[0-9]/.test(run));
}

function hasSecretPrefix(text: string): boolean {
  return /gh[a-z]_|eyJ/.test(text);
}

/**
 * An address as it was sent, character by character, but for what may be secret in one: the user and password, the values
 * of the query and the fragment. Works on the text: a parsed URL would be another one.
 */
function redactUri(uri: string): string {
  const [beforeFragment = '', ...fragment] = uri.slice(0, 2_048).split('#');
  const [path = '', ...query] = beforeFragment.split('?');
  const named = query
    .join('?')
    .split('&')
    .map((pair) => pair.replace(/^([A-Za-z0-9_.~-]{1,40}=).+$|^[^=]+$/, `$1${mask}`));
  const host = path.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, `$1${mask}@`);
  const plain = host
    .split('/')
    .map((part) => (hasSecretPrefix(part) ? mask : part))
    .join('/');
  return [plain, query.length === 0 ? '' : `?${named.join('&')}`, fragment.length === 0 ? '' : `#${mask}`].join('');
}

/** True for an address of which something was left out: it is not what was sent. */
export function isRedacted(uri: string): boolean {
  return uri.includes(mask);
}
