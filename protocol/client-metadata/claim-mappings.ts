/** What an administrator may put into the tokens of one client, and call it. Pure. */
import type { MemberRule } from './members';
import { choices, list, text } from './members';
import type { FieldProblem, ProblemCode } from './problems';
import { claimPlaces, claimsOfScopes, lengthLimits } from './vocabulary';

const most = 50;

/** What tokens, userinfo and introspection say by themselves (RFC 7519, 7662, 8693, 9068, OpenID Connect Core). */
const reserved: ReadonlySet<string> = new Set([
  ...['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'typ', 'auth_time', 'nonce', 'acr', 'amr', 'azp', 'sid'],
  ...['at_hash', 'c_hash', 's_hash', 'client_id', 'scope', 'cnf', 'act', 'may_act', 'authorization_details', 'events'],
  ...['sub_id', 'sub_jwk', 'active', 'username', 'token_type', '_claim_names', '_claim_sources', '__proto__'],
]);

const roles: readonly string[] = ['roles', 'groups'];

/**
 * Names that others rely on, and what alone may fill them: a verified address is the one that was verified, and rights
 * come from roles and groups, never from what people write into their own profile, nor for everybody.
 */
const ownSources = new Map<string, readonly string[]>([
  ...['email', 'email_verified', 'phone_number', 'phone_number_verified'].map((name) => [name, [name]] as const),
  ...['roles', 'groups', 'entitlements'].map((name) => [name, roles] as const),
]);

const sources: ReadonlySet<unknown> = new Set(Object.values(claimsOfScopes).flat());

/** Checks a list of mappings; `path` names it in the problems. */
export function checkClaimMappings(value: unknown, path: string): FieldProblem[] {
  if (!Array.isArray(value)) return [{ field: path, code: 'wrong-type' }];
  if (value.length > most) return [{ field: path, code: 'too-many' }];
  const problems = value.flatMap((mapping: unknown, index) => checkMapping(mapping, `${path}[${index}]`));
  if (problems.length > 0) return problems;
  const placed = value.flatMap(({ claim, in: places }) => places.map((place: string) => `${place} ${claim}`));
  return new Set(placed).size === placed.length ? [] : [{ field: path, code: 'duplicate' }];
}

function checkMapping(mapping: unknown, path: string): FieldProblem[] {
  if (typeof mapping !== 'object' || mapping === null || Array.isArray(mapping))
    return [{ field: path, code: 'not-an-object' }];
  const given = new Map<string, unknown>(Object.entries(mapping));
  const checked: [string, ProblemCode | undefined][] = [
    ...[...given.keys()].filter((name) => !['claim', 'from', 'value', 'in'].includes(name)).map(unknown),
    ['claim', checkName(given.get('claim'))],
    ['in', checkPlaces(given.get('in'))],
    given.has('from') ? ['from', checkSource(given)] : ['value', checkValue(given)],
  ];
  return checked.flatMap(([name, code]) => (code === undefined ? [] : [{ field: `${path}.${name}`, code }]));
}

const unknown = (name: string): [string, ProblemCode] => [name, 'unknown'];

const checkName: MemberRule = (name) => {
  if (typeof name !== 'string') return 'wrong-type';
  if (name.length > lengthLimits.name) return 'too-long';
  if (!/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)) return 'claim-syntax';
  return reserved.has(name) ? 'reserved-claim' : undefined;
};

const checkPlaces: MemberRule = (places) =>
  choices(claimPlaces)(places) ?? ((places as string[]).length === 0 ? 'empty' : undefined);

function checkSource(given: Map<string, unknown>): ProblemCode | undefined {
  const from = given.get('from');
  if (given.has('value')) return 'from-or-value';
  if (!sources.has(from)) return 'unknown-value';
  const only = ownSources.get(String(given.get('claim')));
  return only === undefined || only.includes(String(from)) ? undefined : 'claim-of-its-own';
}

function checkValue(given: Map<string, unknown>): ProblemCode | undefined {
  if (!given.has('value')) return 'from-or-value';
  if (ownSources.has(String(given.get('claim')))) return 'claim-of-its-own';
  const value = given.get('value');
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return undefined;
  const line = text(lengthLimits.other);
  return Array.isArray(value) ? list(line)(value) : line(value);
}
