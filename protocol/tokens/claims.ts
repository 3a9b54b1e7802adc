/** Which claims of a person go where (OpenID Connect Core 5.4 and 5.5). */
import type { ClaimsRequest, EndUser, StandardClaims } from '../ports';

/** The claims of each scope, as OpenID Connect Core 5.4 lists them. */
export const claimsOfScopes: Readonly<Record<string, readonly (keyof StandardClaims)[]>> = {
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
};

const scopes = new Map<string, string>(
  Object.entries(claimsOfScopes).flatMap(([scope, names]) => names.map((name) => [name, scope] as const)),
);

/** The scope that holds a claim; undefined for claims of no scope. */
export function scopeOfClaim(name: string): string | undefined {
  return scopes.get(name);
}

/** The scopes whose claims are asked for one by one. */
export function scopesOfNamedClaims(request: ClaimsRequest | null | undefined): string[] {
  const names = [request?.userinfo, request?.id_token].flatMap((members) => Object.keys(members ?? {}));
  return [...new Set(names.flatMap((name) => scopeOfClaim(name) ?? []))];
}

/** The person's claims for userinfo: those of the granted scopes and those asked for by name. Empty ones are left out. */
export function userinfoClaims(
  endUser: EndUser,
  grantedScopes: string[],
  request: ClaimsRequest | null,
): Record<string, unknown> {
  const names = new Set<string>([...claimsOf(grantedScopes), ...namesAskedFor(request?.userinfo)]);
  return pickClaims(endUser.claims, names);
}

/**
 * The person's claims for the ID token: those asked for by name. Those of scopes only where no access token for userinfo
 * goes with it (OpenID Connect Core 5.4); otherwise `scopes` is empty.
 */
export function idTokenClaims(
  endUser: EndUser,
  scopes: string[],
  request: ClaimsRequest | null,
): Record<string, unknown> {
  return pickClaims(endUser.claims, new Set([...claimsOf(scopes), ...namesAskedFor(request?.id_token)]));
}

function claimsOf(scopes: string[]): string[] {
  return scopes.flatMap((scope) => claimsOfScopes[scope] ?? []);
}

function namesAskedFor(members: ClaimsRequest['userinfo']): string[] {
  return Object.keys(members ?? {}).filter((name) => scopes.has(name));
}

function pickClaims(claims: StandardClaims, names: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([name, value]) => names.has(name) && !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '';
}
