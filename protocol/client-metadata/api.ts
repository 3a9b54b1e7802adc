/** What an API may be: one set of rules for the command line, the management API and the console's form. Pure. */
import type { Api, ApiScope } from '../ports';
import type { MemberRule } from './members';
import { boolean, choice, scopeToken, seconds, text } from './members';
import type { FieldProblem } from './problems';
import { checkResourceIndicator } from './uri-rules';
import { accessTokenFormats, signingAlgorithms, standardScopes } from './vocabulary';

/** Everything of an API that somebody chooses. */
export type ApiContent = Omit<Api, 'id'>;

const most = 100;
/** Not longer than a replaced signing key stays published by default, so that every token can be verified to its end. */
const longestSeconds = 30 * 86_400;

const rules: Record<Exclude<keyof ApiContent, 'scopes'>, MemberRule> = {
  identifier: checkResourceIndicator,
  name: text(200),
  accessTokenSeconds: (value) => (value === null ? undefined : seconds(1, longestSeconds)(value)),
  accessTokenFormat: choice(accessTokenFormats),
  signingAlgorithm: choice(signingAlgorithms),
  includesRoles: boolean,
  introspectionClientIds: words,
};

const scopeRules: Record<keyof ApiScope, MemberRule> = {
  name: (value) => scopeToken(value) ?? (isStandard(value) ? 'standard-scope' : undefined),
  description: text(500),
  roles: words,
};

const defaults: Omit<ApiContent, 'identifier' | 'name'> = {
  scopes: [],
  accessTokenSeconds: null,
  accessTokenFormat: 'jwt',
  signingAlgorithm: 'RS256',
  includesRoles: false,
  introspectionClientIds: [],
};

export type ParsedApi = { ok: true; api: ApiContent } | { ok: false; problems: FieldProblem[] };

/**
 * Lays members of `input` over `base`, or over the defaults of a new API, and checks the whole; an unknown member is a
 * problem, never written through, and the identifier of an API never changes. Never throws.
 */
export function parseApi(input: unknown, base?: ApiContent): ParsedApi {
  if (!isRecord(input)) return { ok: false, problems: [{ field: 'api', code: 'not-an-object' }] };
  const { scopes = base?.scopes ?? [], ...members } = input;
  const whole: Record<string, unknown> = { ...defaults, ...base, ...members };
  const isMoved = base !== undefined && whole.identifier !== base.identifier;
  const problems = [
    ...(isMoved ? [{ field: 'identifier', code: 'unchangeable' } as const] : []),
    ...checkMembers(whole, { ...rules, scopes: () => undefined }, ''),
    ...checkScopes(scopes),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, api: { ...whole, scopes: (scopes as ApiScope[]).map(withRoles) } as ApiContent };
}

const withRoles = ({ name, description, roles = [] }: Omit<ApiScope, 'roles'> & { roles?: string[] }): ApiScope => ({
  name,
  description,
  roles,
});

function checkScopes(scopes: unknown): FieldProblem[] {
  if (!Array.isArray(scopes)) return [{ field: 'scopes', code: 'wrong-type' }];
  if (scopes.length > most) return [{ field: 'scopes', code: 'too-many' }];
  const names = scopes.map((scope: unknown) => (isRecord(scope) ? scope.name : undefined));
  const twice: FieldProblem[] = new Set(names).size === names.length ? [] : [{ field: 'scopes', code: 'duplicate' }];
  const ofEach = scopes.flatMap((scope: unknown, index): FieldProblem[] =>
    isRecord(scope)
      ? checkMembers({ roles: [], ...scope }, scopeRules, `scopes[${index}].`)
      : [{ field: `scopes[${index}]`, code: 'not-an-object' }],
  );
  return [...ofEach, ...(ofEach.length > 0 ? [] : twice)];
}

function checkMembers(given: Record<string, unknown>, known: Record<string, MemberRule>, path: string): FieldProblem[] {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(known, name));
  return [
    ...unknown.map((name): FieldProblem => ({ field: `${path}${name}`, code: 'unknown' })),
    ...Object.entries(known).flatMap(([name, rule]): FieldProblem[] => {
      const code = rule(given[name]);
      return code === undefined ? [] : [{ field: `${path}${name}`, code }];
    }),
  ];
}

/** A list of words without spaces, each once. */
function words(value: unknown): ReturnType<MemberRule> {
  if (!Array.isArray(value)) return 'wrong-type';
  if (value.length > most) return 'too-many';
  if (new Set(value).size !== value.length) return 'duplicate';
  return value.map(scopeToken).find((code) => code !== undefined);
}

function isStandard(name: unknown): boolean {
  return standardScopes.some((scope) => scope === name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
