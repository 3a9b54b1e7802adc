/** The three sets of scopes: requested by the client, registered for it, granted by the person. */
import { standardScopes } from './client-metadata/vocabulary';
import { refusal } from './errors';
import type { Api, Client, EndUser } from './ports';

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
 * that the client is not registered for are `invalid_scope`, and so is a request of which nothing is left.
 */
export function checkRequestedScopes(requested: string[], client: Client, apis: readonly Api[]): string[] {
  if (requested.length === 0) return [];
  const ofApis = new Set(apis.flatMap((api) => api.scopes.map((scope) => scope.name)));
  const known = requested.filter((scope) => standard.has(scope) || ofApis.has(scope));
  if (known.length === 0) throw refusal('scope-empty', { requested: requested.join(' ').slice(0, 200) });
  const refused = known.filter((scope) => !mayAskFor(client, scope));
  if (refused.length > 0) throw refusal('scope-not-allowed', { refused: refused.join(' ').slice(0, 200) });
  return known;
}

/** Without a registered `scope` a client may ask for the standard ones; scopes of APIs are always allotted by name. */
export function mayAskFor({ metadata }: Client, scope: string): boolean {
  return metadata.scope === undefined ? standard.has(scope) : metadata.scope.split(' ').includes(scope);
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
