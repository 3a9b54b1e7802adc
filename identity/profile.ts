/** The standard claims of a person's profile (OpenID Connect Core 5.1): from untrusted JSON to what is stored. */
import type { Profile } from './ports';

export type ProfileProblemCode =
  | 'unknown'
  | 'not-an-object'
  | 'wrong-type'
  | 'empty'
  | 'too-long'
  | 'control-characters'
  | 'not-a-web-address'
  | 'not-a-date'
  | 'not-a-time-zone'
  | 'not-a-language-tag'
  | 'not-a-phone-number';

export interface ProfileProblem {
  field: string;
  code: ProfileProblemCode;
}

type Rule = (value: unknown) => ProfileProblemCode | undefined;

const text =
  (longest: number, check: (value: string) => ProfileProblemCode | undefined = () => undefined): Rule =>
  (value) => {
    if (typeof value !== 'string') return 'wrong-type';
    if (value.trim() === '') return 'empty';
    if (value.length > longest) return 'too-long';
    // A line break is a control character too, but an address has several lines.
    if (/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(value.replaceAll('\n', ''))) return 'control-characters';
    return check(value);
  };

const line = text(200, (value) => (value.includes('\n') ? 'control-characters' : undefined));

const webAddress = text(2048, (value) => {
  const isWeb = URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
  return isWeb ? undefined : 'not-a-web-address';
});

/** `YYYY-MM-DD`, `0000-MM-DD` when the year is not told, or `YYYY`. */
const birthdate = text(10, (value) => {
  if (/^[1-9]\d{3}$/.test(value)) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'not-a-date';
  // 2000 was a leap year, so that 29 February without a year is a date.
  const date = value.replace(/^0000/, '2000');
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? undefined : 'not-a-date';
});

const timeZone = text(100, (value) =>
  isTaken(() => new Intl.DateTimeFormat('en', { timeZone: value })) ? undefined : 'not-a-time-zone',
);
const languageTag = text(100, (value) => (isTaken(() => new Intl.Locale(value)) ? undefined : 'not-a-language-tag'));
const phone = text(40, (value) =>
  /^\+?[\d ().\-;=a-z]+$/i.test(value) && /\d{3}/.test(value.replace(/\D/g, '')) ? undefined : 'not-a-phone-number',
);
const flag: Rule = (value) => (typeof value === 'boolean' ? undefined : 'wrong-type');

const addressMembers = ['formatted', 'street_address', 'locality', 'region', 'postal_code', 'country'];
const address: Rule = (value) => {
  if (!isRecord(value)) return 'wrong-type';
  const problems = Object.entries(value).map(([name, part]) =>
    addressMembers.includes(name) ? text(500)(part) : 'unknown',
  );
  return problems.find((problem) => problem !== undefined);
};

const rules: Record<keyof Profile, Rule> = {
  name: line,
  given_name: line,
  family_name: line,
  middle_name: line,
  nickname: line,
  profile: webAddress,
  picture: webAddress,
  website: webAddress,
  gender: line,
  birthdate,
  zoneinfo: timeZone,
  locale: languageTag,
  phone_number: phone,
  phone_number_verified: flag,
  address,
};

/** The claims that a profile can hold, in wire spelling. */
export const profileMembers = Object.keys(rules);

/** Checks a profile; an unknown member is a problem and never written through, null members are left out. Never throws. */
export function parseProfile(
  input: unknown,
): { ok: true; profile: Profile } | { ok: false; problems: ProfileProblem[] } {
  if (!isRecord(input)) return { ok: false, problems: [{ field: 'profile', code: 'not-an-object' }] };
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  const known = new Map<string, Rule>(Object.entries(rules));
  const problems = given.flatMap(([field, value]): ProfileProblem[] => {
    const rule = known.get(field);
    const code = rule === undefined ? 'unknown' : rule(value);
    return code === undefined ? [] : [{ field, code }];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, profile: Object.fromEntries(given) };
}

/** A profile of nothing but the display name that a form asked for; a blank one is left out. */
export function parseDisplayName(name: string | undefined): ReturnType<typeof parseProfile> {
  const trimmed = name?.trim() ?? '';
  return parseProfile(trimmed === '' ? {} : { name: trimmed });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTaken(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
