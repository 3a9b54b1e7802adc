/** Which claims of a person go where (OpenID Connect Core 5.4 and 5.5). */
import type { ClaimPlace } from '../client-metadata/vocabulary';
import { claimsOfScopes } from '../client-metadata/vocabulary';
import type { ClaimsRequest, Client, EndUser } from '../ports';

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

/** Whose claims they are, who is told, and what for. */
export interface Told {
  client: Client;
  /** Undefined when the client acts for itself. */
  endUser: EndUser | undefined;
  /** The granted scopes. */
  scopes: string[];
  request: ClaimsRequest | null;
}

/** For userinfo: the claims of the granted scopes, those asked for by name, and what the client has mapped there. */
export function userinfoClaims(told: Told): Record<string, unknown> {
  return claimsIn('userinfo', [...namesOfScopes(told.scopes), ...namesAskedFor(told.request?.userinfo)], told);
}

/**
 * For the ID token: the claims asked for by name, and what the client has mapped there. Those of scopes only where no
 * access token for userinfo goes with it (OpenID Connect Core 5.4), or where the client has them here, too.
 */
export function idTokenClaims(told: Told, holdsScopeClaims: boolean): Record<string, unknown> {
  const ofScopes = holdsScopeClaims ? namesOfScopes(told.scopes) : [];
  return claimsIn('id_token', [...ofScopes, ...namesAskedFor(told.request?.id_token)], told);
}

/** For access tokens and their introspection: what the client has mapped there, and nothing else. */
export function accessTokenClaims(told: Told): Record<string, unknown> {
  return claimsIn('access_token', [], told);
}

/** A mapping moves and names what was granted; it never tells of a person what no scope, or no wish, was allowed for. */
function claimsIn(place: ClaimPlace, usual: string[], { client, endUser, scopes: granted, request }: Told) {
  const mapped = client.settings.claims.filter((mapping) => mapping.in.includes(place));
  // So it is for most tokens.
  if (usual.length === 0 && mapped.length === 0) return {};
  const known = endUser === undefined ? {} : knownAt(endUser, client);
  const renamed = new Set<string>(mapped.flatMap(({ from }) => from ?? []));
  const allowed = new Set([
    ...namesOfScopes(granted),
    ...[request?.userinfo, request?.id_token].flatMap(namesAskedFor),
  ]);
  const entries = [
    ...usual.filter((name) => !renamed.has(name)).map((name) => [name, known[name]] as const),
    ...mapped.map(({ claim, from, value }) => {
      if (from === undefined) return [claim, value] as const;
      return [claim, allowed.has(from) ? known[from] : undefined] as const;
    }),
  ];
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)));
}

/** Everything that may be told of a person at this client: of the roles in applications its own alone. */
function knownAt({ claims, roles, applicationRoles, groups }: EndUser, { clientId }: Client): Record<string, unknown> {
  const here = applicationRoles.filter((role) => role.clientId === clientId).map(({ name }) => name);
  return { ...claims, roles: [...new Set([...roles, ...here])].sort(), groups };
}

function namesOfScopes(granted: string[]): string[] {
  return [...scopes].filter(([, scope]) => granted.includes(scope)).map(([name]) => name);
}

function namesAskedFor(members: ClaimsRequest['userinfo']): string[] {
  return Object.keys(members ?? {}).filter((name) => scopes.has(name));
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '';
}
