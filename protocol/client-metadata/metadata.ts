/** RFC 7591 section 2 and OpenID Connect Registration section 2: from untrusted JSON to checked client metadata. */
import type { ClientMetadata } from '../ports';
import { checkAuthentication } from './authentication-rules';
import { memberOfLocalized, mostLocalized } from './localized';
import type { MemberRule } from './members';
import { acrValues, boolean, choice, choices, contacts, list, scope, seconds, text, uri, uris } from './members';
import type { FieldProblem } from './problems';
import { jwks, withKnownMembers } from './public-keys';
import { grantsOfResponseType, parseResponseType } from './response-types';
import { checkSector } from './sector';
import { checkFramedUri, checkHttpsUri, checkImplicitRedirectUri, checkRedirectUri, checkWebUri } from './uri-rules';
import {
  assertionAlgorithms,
  clientAuthenticationMethods,
  registrableGrantTypes,
  signingAlgorithms,
  subjectTypes,
} from './vocabulary';

/** One rule a member; a member that is not named here is ignored and never stored (RFC 7591 section 2). */
const rules: Record<keyof ClientMetadata, MemberRule> = {
  redirect_uris: uris(() => undefined),
  token_endpoint_auth_method: choice(clientAuthenticationMethods),
  token_endpoint_auth_signing_alg: choice(Object.values(assertionAlgorithms).flat()),
  grant_types: choices(registrableGrantTypes),
  response_types: list((entry) => (parseResponseType(entry) === undefined ? 'unknown-value' : undefined)),
  application_type: choice(['web', 'native']),
  client_name: text(200),
  client_uri: uri(checkWebUri),
  logo_uri: uri(checkWebUri),
  tos_uri: uri(checkWebUri),
  policy_uri: uri(checkWebUri),
  contacts,
  scope,
  jwks_uri: uri(checkWebUri),
  jwks,
  software_id: text(200),
  software_version: text(200),
  subject_type: choice(subjectTypes),
  sector_identifier_uri: uri(checkHttpsUri),
  id_token_signed_response_alg: choice(signingAlgorithms),
  userinfo_signed_response_alg: choice(signingAlgorithms),
  default_max_age: seconds(0, 31_536_000),
  require_auth_time: boolean,
  default_acr_values: acrValues,
  initiate_login_uri: uri(checkHttpsUri),
  post_logout_redirect_uris: uris(() => undefined),
  backchannel_logout_uri: uri(checkWebUri),
  backchannel_logout_session_required: boolean,
  frontchannel_logout_uri: uri(checkFramedUri),
  frontchannel_logout_session_required: boolean,
};

export type ParsedMetadata = { ok: true; metadata: ClientMetadata } | { ok: false; problems: FieldProblem[] };

/** Checks and completes client metadata with the defaults of RFC 7591; unknown members are dropped. Never throws. */
export function parseClientMetadata(input: unknown): ParsedMetadata {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, problems: [{ field: 'metadata', code: 'not-an-object' }] };
  }
  const given = new Map(Object.entries(input));
  const problems: FieldProblem[] = [];
  const members: [string, unknown][] = [];
  for (const [field, rule] of Object.entries(rules)) {
    const value = given.get(field);
    if (value === undefined || value === null) continue;
    const code = rule(value);
    if (code !== undefined) problems.push({ field, code });
    else members.push([field, value]);
  }
  for (const [field, value] of findLocalized(given)) {
    const code = ruleOfLocalized(field)?.(value);
    if (code !== undefined) problems.push({ field, code });
    else members.push([field, value]);
  }
  if (problems.length > 0) return { ok: false, problems };
  // Each of them has passed the rule of its name.
  const metadata = withDefaults(Object.fromEntries(members) as Partial<ClientMetadata>);
  const crossProblems = checkTogether(metadata);
  return crossProblems.length > 0 ? { ok: false, problems: crossProblems } : { ok: true, metadata };
}

/** Members with a language tag; more than are kept are dropped, as unknown members are. */
function findLocalized(given: Map<string, unknown>): [string, unknown][] {
  const isGiven = ([name, value]: [string, unknown]) =>
    memberOfLocalized(name) !== undefined && value !== undefined && value !== null;
  return [...given].filter(isGiven).slice(0, mostLocalized);
}

function ruleOfLocalized(name: string): MemberRule | undefined {
  const member = memberOfLocalized(name);
  return member && rules[member];
}

function withDefaults(given: Partial<ClientMetadata>): ClientMetadata {
  const grants = given.grant_types ?? ['authorization_code'];
  return {
    ...given,
    ...(given.jwks === undefined ? {} : { jwks: withKnownMembers(given.jwks) }),
    redirect_uris: given.redirect_uris ?? [],
    token_endpoint_auth_method: given.token_endpoint_auth_method ?? 'client_secret_basic',
    grant_types: grants,
    response_types: given.response_types?.map(inOurSpelling) ?? (grants.includes('authorization_code') ? ['code'] : []),
    application_type: given.application_type ?? 'web',
  };
}

function inOurSpelling(responseType: string): string {
  return parseResponseType(responseType) ?? responseType;
}

/** Rules that look at more than one member. */
function checkTogether(metadata: ClientMetadata): FieldProblem[] {
  const problems = checkGrants(metadata);
  const report = (field: keyof ClientMetadata, code: FieldProblem['code'] | undefined) => {
    if (code !== undefined) problems.push({ field, code });
  };
  for (const value of metadata.redirect_uris)
    report('redirect_uris', checkRedirectUri(value, metadata.application_type));
  for (const value of metadata.post_logout_redirect_uris ?? []) {
    report('post_logout_redirect_uris', checkRedirectUri(value, metadata.application_type));
  }
  if (metadata.application_type === 'web' && metadata.grant_types.includes('implicit'))
    for (const value of metadata.redirect_uris) report('redirect_uris', checkImplicitRedirectUri(value));
  report('frontchannel_logout_uri', checkFrontChannelOrigin(metadata));
  if (metadata.jwks !== undefined && metadata.jwks_uri !== undefined) report('jwks', 'jwks-and-jwks-uri');
  // Its hosts can be read once the addresses are good ones.
  return [...problems, ...checkAuthentication(metadata), ...(problems.length > 0 ? [] : checkSector(metadata))];
}

/** It must have scheme, host and port of a redirect URI (OpenID Connect Front-Channel Logout 1.0 section 2). */
function checkFrontChannelOrigin({ frontchannel_logout_uri: uri, redirect_uris: uris }: ClientMetadata) {
  if (uri === undefined) return undefined;
  const origins = uris.filter((entry) => URL.canParse(entry)).map((entry) => new URL(entry).origin);
  return origins.includes(new URL(uri).origin) ? undefined : 'origin-of-no-redirect-uri';
}

/** Grant types and response types fit each other (OpenID Connect Registration section 2), and there is somewhere to answer to. */
function checkGrants({
  token_endpoint_auth_method: method,
  grant_types: grants,
  response_types: types,
  redirect_uris: uris,
}: ClientMetadata): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const needed = new Set<string>(types.flatMap((type) => grantsOfResponseType(parseResponseType(type) ?? 'code')));
  if (new Set(types).size !== types.length) problems.push({ field: 'response_types', code: 'duplicate' });
  const isRedirected = grants.includes('authorization_code') || grants.includes('implicit');
  if (isRedirected && uris.length === 0) problems.push({ field: 'redirect_uris', code: 'redirect-uri-required' });
  if (needed.has('authorization_code') && !grants.includes('authorization_code'))
    problems.push({ field: 'grant_types', code: 'code-grant-required' });
  if (needed.has('implicit') && !grants.includes('implicit'))
    problems.push({ field: 'grant_types', code: 'implicit-grant-required' });
  if (grants.includes('implicit') && !needed.has('implicit'))
    problems.push({ field: 'response_types', code: 'front-channel-type-required' });
  if (grants.includes('client_credentials') && method === 'none')
    problems.push({ field: 'grant_types', code: 'client-credentials-public' });
  if (grants.includes('password') && method === 'none')
    problems.push({ field: 'grant_types', code: 'password-public' });
  // Nothing that comes through the browser is ever a refresh token, and a client that acts for itself needs none.
  const issuing = grants.filter((grant) => !['refresh_token', 'implicit', 'client_credentials'].includes(grant));
  if (issuing.length === 0 && (grants.length === 0 || grants.includes('refresh_token')))
    problems.push({ field: 'grant_types', code: 'refresh-needs-issuing-grant' });
  return problems;
}
