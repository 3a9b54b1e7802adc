/** The policies that Gatehouse adds to a client, checked like its metadata. */
import type { ClientMetadata, ClientSettings } from '../ports';
import { checkClaimMappings } from './claim-mappings';
import type { MemberRule } from './members';
import { boolean, choice, seconds } from './members';
import type { FieldProblem } from './problems';

const lifetime: MemberRule = (value) => (value === null ? undefined : seconds(1, 31_536_000)(value));
/** Not longer than a replaced signing key stays published by default, so that every token can be verified to its end. */
const signedTokenLifetime: MemberRule = (value) => (value === null ? undefined : seconds(1, 30 * 86_400)(value));
const codeLifetime: MemberRule = (value) => (value === null ? undefined : seconds(1, 600)(value));

const origins: MemberRule = (value) => {
  if (value === null) return undefined;
  if (!Array.isArray(value) || value.length > 100) return 'wrong-type';
  const isOrigin = (entry: unknown) =>
    typeof entry === 'string' && URL.canParse(entry) && new URL(entry).origin === entry;
  return value.every(isOrigin) ? undefined : 'not-a-uri';
};

const rules: Record<Exclude<keyof ClientSettings, 'lifetimes' | 'claims'>, MemberRule> = {
  // `fapi2` is refused until all that it promises is built (DECISIONS 15).
  profile: choice(['oidc', 'oauth21']),
  firstParty: boolean,
  allowedOrigins: origins,
  rotateRefreshTokens: boolean,
  replayWindowSeconds: seconds(0, 60),
  jsonTokenRequests: boolean,
  scopeClaimsInIdToken: boolean,
};
const lifetimeRules: Record<keyof ClientSettings['lifetimes'], MemberRule> = {
  authorizationCodeSeconds: codeLifetime,
  accessTokenSeconds: signedTokenLifetime,
  idTokenSeconds: signedTokenLifetime,
  refreshTokenIdleSeconds: lifetime,
  refreshTokenAbsoluteSeconds: lifetime,
};

/** What a new client starts with. A public client's default access token lives 10 minutes. */
export function defaultClientSettings(metadata: ClientMetadata): ClientSettings {
  return {
    profile: 'oidc',
    firstParty: false,
    allowedOrigins: null,
    rotateRefreshTokens: true,
    replayWindowSeconds: 10,
    jsonTokenRequests: false,
    scopeClaimsInIdToken: false,
    claims: [],
    lifetimes: {
      authorizationCodeSeconds: null,
      accessTokenSeconds: metadata.token_endpoint_auth_method === 'none' ? 600 : null,
      idTokenSeconds: null,
      refreshTokenIdleSeconds: null,
      refreshTokenAbsoluteSeconds: null,
    },
  };
}

/** Lays checked members of `input` over `base`; an unknown member is a problem, never written through. Never throws. */
export function parseClientSettings(
  input: unknown,
  base: ClientSettings,
): { ok: true; settings: ClientSettings } | { ok: false; problems: FieldProblem[] } {
  if (!isRecord(input)) return { ok: false, problems: [{ field: 'settings', code: 'not-an-object' }] };
  const { lifetimes = {}, claims = base.claims, ...members } = input;
  if (!isRecord(lifetimes)) return { ok: false, problems: [{ field: 'settings.lifetimes', code: 'not-an-object' }] };
  const problems = [
    ...checkMembers(members, rules, 'settings'),
    ...checkMembers(lifetimes, lifetimeRules, 'settings.lifetimes'),
    ...checkClaimMappings(claims, 'settings.claims'),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const mappings = claims as ClientSettings['claims'];
  return {
    ok: true,
    settings: { ...base, ...members, claims: mappings, lifetimes: { ...base.lifetimes, ...lifetimes } },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkMembers(given: Record<string, unknown>, known: Record<string, MemberRule>, path: string): FieldProblem[] {
  return Object.entries(given).flatMap(([name, value]): FieldProblem[] => {
    const rule = Object.hasOwn(known, name) ? known[name] : undefined;
    const code = rule === undefined ? 'unknown' : rule(value);
    return code === undefined ? [] : [{ field: `${path}.${name}`, code }];
  });
}
