/** The realm's settings: their names, what each may be, and what it is while nobody has set it. */
import type { AttemptRule } from '@/identity/attempt-limit';
import { defaultRegistrationLimits } from '@/identity/register-person';
import type { RegistrationRules } from '@/identity/registration-rules';
import { personRegistrationModes } from '@/identity/registration-rules';
import type { SignInLimits } from '@/identity/sign-in-limits';
import { defaultSignInLimits } from '@/identity/sign-in-limits';
import type { RealmSwitches } from '@/protocol/client-metadata';
import { responseTypes } from '@/protocol/client-metadata';
import type { RegistrationMode, RegistrationPolicy } from '@/protocol/client-metadata/registration-policy';
import {
  defaultRegistrationPolicy,
  registrationModes,
  selfRegistrableGrantTypes,
} from '@/protocol/client-metadata/registration-policy';
import type { SettingStore } from './ports';

/** Enough for a conformance run from one machine, too few to fill a disk. */
const defaultClientRegistrationLimit: AttemptRule = {
  freeFailures: 200,
  firstDelaySeconds: 10,
  longestDelaySeconds: 900,
  windowSeconds: 3600,
};

export interface SettingDefinition {
  meaning: string;
  /** What may be given, in words. */
  allowed: string;
  byDefault: string | number;
  /** The value of a text or of stored JSON; undefined when it is not allowed. */
  parse(value: unknown): string | number | undefined;
}

function choice(meaning: string, values: readonly string[], byDefault: string): SettingDefinition {
  const parse = (value: unknown) => (typeof value === 'string' && values.includes(value) ? value : undefined);
  return { meaning, allowed: values.join(' or '), byDefault, parse };
}

/** A switch of the realm that is off until somebody takes the risk (DECISIONS 10). */
function risk(meaning: string): SettingDefinition {
  return choice(`${meaning} A risk: prefer the code flow.`, ['on', 'off'], 'off');
}

function count(meaning: string, highest: number, byDefault: number): SettingDefinition {
  const parse = (value: unknown) => {
    const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= highest
      ? number
      : undefined;
  };
  return { meaning, allowed: `a whole number from 1 to ${highest}`, byDefault, parse };
}

/** Some of `values`, parted by commas, each once. */
function selection(meaning: string, values: readonly string[], byDefault: readonly string[]): SettingDefinition {
  const parse = (value: unknown) => {
    const given = typeof value === 'string' ? parseSelection(value) : [];
    const isGood = given.length > 0 && given.every((word) => values.includes(word));
    return isGood && new Set(given).size === given.length ? given.join(',') : undefined;
  };
  return {
    meaning,
    allowed: `some of these, parted by commas: ${values.join(', ')}`,
    byDefault: byDefault.join(','),
    parse,
  };
}

function parseSelection(value: string): string[] {
  return value.split(',').map((word) => word.trim());
}

/** Origins as a content policy can name them, at most 50. */
function isOriginList(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const origins = value.split(' ');
  const isNamed = (text: string) => /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/.test(text) && URL.canParse(text);
  return origins.length <= 50 && origins.every((text) => isNamed(text) && new URL(text).origin === text);
}

/** Domains as DNS writes them, at most 100; none is a list too. */
function isDomainList(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const domains = value === '' ? [] : value.split(' ');
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  const isDomain = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`);
  return domains.length <= 100 && domains.every((text) => isDomain.test(text));
}

export const settingCatalogue = {
  'self-registration': choice(
    'Who may make an account: anybody, whoever reads mail at one of registration-domains, whoever was invited, or nobody. Where mail is sent, an account is made by a mailed link.',
    personRegistrationModes,
    'open',
  ),
  'registration-domains': {
    meaning:
      'The domains whose addresses may have an account while self-registration is domains. Subdomains are others.',
    allowed: 'domains such as example.com, parted by blanks',
    byDefault: '',
    parse: (value) => (isDomainList(value) ? value : undefined),
  },
  'application-creation': choice(
    'Who may register applications in the console and by the API. What people register who are not administrators is shown as not verified.',
    ['everybody', 'administrators'],
    'everybody',
  ),
  'applications-per-person': count(
    'Applications that somebody may own who is no administrator, before they can register no more.',
    100_000,
    100,
  ),
  'implicit-and-hybrid': risk('Whether applications may be registered for tokens that pass through the browser.'),
  'password-grant': risk('Whether applications may be registered to ask people for their password themselves.'),
  registration: choice(
    'Who may register applications at /oauth2/register: nobody, holders of an initial access token, or anybody. They stay marked as not reviewed until you approve them.',
    registrationModes,
    'off',
  ),
  'registration-grant-types': selection(
    'Grant types that applications which register themselves may have. More than the default is a risk.',
    selfRegistrableGrantTypes,
    defaultRegistrationPolicy.grantTypes,
  ),
  'registration-response-types': selection(
    'Response types that applications which register themselves may have. More than the default is a risk.',
    responseTypes,
    defaultRegistrationPolicy.responseTypes,
  ),
  'registration-unused-days': count(
    'Days after which an application that registered itself is deleted, if nobody approved it and nobody uses it.',
    3650,
    30,
  ),
  'client-registrations-per-network': count(
    'Applications an hour that may register themselves from one network before waits begin.',
    100_000,
    defaultClientRegistrationLimit.freeFailures,
  ),
  'check-session-frame': {
    meaning: 'Who may embed the frame of session management. With off there is none, and no session_state either.',
    allowed: 'any, off, or origins parted by blanks',
    byDefault: 'any',
    parse: (value) => (value === 'any' || value === 'off' || isOriginList(value) ? value : undefined),
  },
  'sign-in-failures-per-name': count(
    'Wrong passwords a day for one name before waits begin.',
    1000,
    defaultSignInLimits.byName.freeFailures,
  ),
  'sign-in-failures-per-network': count(
    'Wrong passwords in a quarter of an hour from one network before waits begin.',
    100_000,
    defaultSignInLimits.byNetwork.freeFailures,
  ),
  'registrations-per-network': count(
    'Registrations an hour from one network before waits begin.',
    100_000,
    defaultRegistrationLimits.byNetwork.freeFailures,
  ),
  'signing-key-days': count('Days that a signing key signs; its successor is published a day before that.', 3650, 90),
} satisfies Record<string, SettingDefinition>;

export type SettingName = keyof typeof settingCatalogue;

/** True for the name of a setting that there is. */
export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingCatalogue, name);
}

/** The value in force: what is stored, or the default when nothing usable is. */
export async function readSetting(settings: Pick<SettingStore, 'get'>, name: SettingName): Promise<string | number> {
  const definition: SettingDefinition = settingCatalogue[name];
  return definition.parse(await settings.get(name)) ?? definition.byDefault;
}

/** What the realm has switched on. */
export async function readRealmSwitches(settings: Pick<SettingStore, 'get'>): Promise<RealmSwitches> {
  const isOn = async (name: SettingName) => (await readSetting(settings, name)) === 'on';
  return { implicitAndHybrid: await isOn('implicit-and-hybrid'), passwordGrant: await isOn('password-grant') };
}

/** How many days a signing key signs. */
export async function readSigningKeyDays(settings: Pick<SettingStore, 'get'>): Promise<number> {
  return Number(await readSetting(settings, 'signing-key-days'));
}

/** After how many days a client that registered itself is deleted, when nobody approved it and nobody uses it. */
export async function readRegistrationUnusedDays(settings: Pick<SettingStore, 'get'>): Promise<number> {
  return Number(await readSetting(settings, 'registration-unused-days'));
}

/** The limits of the sign-in step; `enabled` is false with RATE_LIMITS=off. */
export async function readSignInLimits(settings: SettingStore, enabled: boolean): Promise<SignInLimits> {
  if (!enabled) return { ...defaultSignInLimits, enabled };
  const byName = Number(await readSetting(settings, 'sign-in-failures-per-name'));
  const byNetwork = Number(await readSetting(settings, 'sign-in-failures-per-network'));
  return {
    enabled,
    byName: { ...defaultSignInLimits.byName, freeFailures: byName },
    byNetwork: { ...defaultSignInLimits.byNetwork, freeFailures: byNetwork },
  };
}

/** Who may register, how many, and whether an address is proven first: it is where mail is sent, or where it decides. */
export async function readRegistrationRules(
  settings: Pick<SettingStore, 'get'>,
  { enabled, sendsMail }: { enabled: boolean; sendsMail: boolean },
): Promise<RegistrationRules> {
  const freeFailures = Number(await readSetting(settings, 'registrations-per-network'));
  const stored = await readSetting(settings, 'self-registration');
  const mode = personRegistrationModes.find((name) => name === stored) ?? 'closed';
  const listed = String(await readSetting(settings, 'registration-domains'));
  const domains = listed.split(' ').filter((domain) => domain !== '');
  const limits = { enabled, byNetwork: { ...defaultRegistrationLimits.byNetwork, freeFailures } };
  return { mode, domains, provesAddress: sendsMail || mode !== 'open', limits };
}

/** Who may register clients by themselves. */
export async function readRegistrationMode(settings: Pick<SettingStore, 'get'>): Promise<RegistrationMode> {
  const stored = await readSetting(settings, 'registration');
  return registrationModes.find((mode) => mode === stored) ?? 'off';
}

/** What they may be then, and how many of them. */
export async function readClientRegistrationPolicy(
  settings: Pick<SettingStore, 'get'>,
): Promise<RegistrationPolicy & { byNetwork: AttemptRule }> {
  const listed = async (name: SettingName) => parseSelection(String(await readSetting(settings, name)));
  const freeFailures = Number(await readSetting(settings, 'client-registrations-per-network'));
  return {
    grantTypes: await listed('registration-grant-types'),
    responseTypes: await listed('registration-response-types'),
    byNetwork: { ...defaultClientRegistrationLimit, freeFailures },
  };
}
