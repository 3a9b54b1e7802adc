/** The three sets of scopes: requested by the client, registered for it, granted by the person. */
import { standardScopes } from './client-metadata/vocabulary';
import { refusal } from './errors';
import type { Api, Client, EndUser } from './ports';
import { concernedApis } from './resources';

const standard: ReadonlySet<string> = new Set(standardScopes);

/** Splits a `scope` value; throws `invalid_scope` where RFC 6749 section 3.3 does not allow it. Repeats fall away. */
export function parseScope(value: string | undefined): string[] {
  if (value === undefined) return [];
  const tokens = value.split(' ').filter((token) => token !== '');
  if (!tokens.every((token) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(token))) throw refusal('scope-malformed');
  return [...new Set(tokens)];
}

/**
 * What of the requested scopes a client may ask for. Unknown ones are ignored (OpenID Connect Core 3.1.2.1); known ones
 * that the client may not ask for at these resources are `invalid_scope`, and so is a request of which nothing is left.
 */
export function checkRequestedScopes(
  requested: string[],
  client: Client,
  apis: readonly Api[],
  resources: readonly string[],
): string[] {
  if (requested.length === 0) return [];
  const ofApis = new Set(apis.flatMap((api) => api.scopes.map((scope) => scope.name)));
  const known = requested.filter((scope) => standard.has(scope) || ofApis.has(scope));
  if (known.length === 0) throw refusal('scope-empty', { requested: requested.join(' ').slice(0, 200) });
  const concerned = concernedApis(apis, resources);
  const refused = known.filter((scope) => !mayAskFor(client, scope) && !isAllotted(client, scope, concerned));
  if (refused.length > 0) throw refusal('scope-not-allowed', { refused: refused.join(' ').slice(0, 200) });
  return known;
}

/** Leaves `offline_access` out where no refresh token could follow: without `openid`, or without the grant. */
export function dropIdleOfflineAccess(scopes: string[], { metadata }: Client): string[] {
  const mayRefresh = scopes.includes('openid') && metadata.grant_types.includes('refresh_token');
  return mayRefresh ? scopes : scopes.filter((scope) => scope !== 'offline_access');
}

/** Whether a client may ask for a standard scope: without a registered `scope` for any of them. */
export function mayAskFor({ metadata }: Client, scope: string): boolean {
  return standard.has(scope) && (metadata.scope === undefined || metadata.scope.split(' ').includes(scope));
}

/**
 * Whether a client has a scope of these APIs allotted. Where several use one name it needs all of them, since a token
 * does not say whose scope is meant.
 */
export function isAllotted({ allotments }: Client, scope: string, apis: readonly Api[]): boolean {
  const defining = apis.filter((api) => api.scopes.some(({ name }) => name === scope));
  const hasAt = ({ identifier }: Api) =>
    allotments.some(({ api, scopes }) => api === identifier && scopes.includes(scope));
  return defining.length > 0 && defining.every(hasAt);
}

/**
 * Drops scopes of APIs that the person's roles do not allow; the standard ones need no role. Where two APIs use one name,
 * both must allow it, since a token does not say whose scope is meant.
 */
export function limitScopesToRoles(scopes: string[], endUser: EndUser, apis: readonly Api[]): string[] {
  const roles = new Set(endUser.roles);
  const rules = apis.flatMap((api) => api.scopes);
  const isAllowed = (needed: string[]) => needed.length === 0 || needed.some((role) => roles.has(role));
  return scopes.filter((scope) => rules.every((rule) => rule.name !== scope || isAllowed(rule.roles)));
}
