/** The scopes of one token request: what was granted, as far as client and person may have it now. */
import { standardScopes } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { Api, Client, EndUser } from '../ports';
import { concernedApis } from '../resources';
import { isAllotted, limitScopesToRoles } from '../scopes';

const standard: ReadonlySet<string> = new Set(standardScopes);

/**
 * Leaves out scopes of APIs that this token is not for, that are no longer allotted to the client, or that the roles of
 * the person do not allow. Throws `invalid_scope` when of some scopes none is left: an answer without `scope` would tell
 * the client that it has all that it asked for (RFC 6749 section 5.1).
 */
export function scopesOfNow(
  granted: string[],
  { client, endUser }: { client: Client; endUser: EndUser | undefined },
  known: readonly Api[],
  resources: readonly string[],
): string[] {
  const apis = concernedApis(known, resources);
  const allotted = granted.filter((scope) => standard.has(scope) || isAllotted(client, scope, apis));
  const scopes = endUser === undefined ? allotted : limitScopesToRoles(allotted, endUser, apis);
  if (granted.length > 0 && scopes.length === 0) throw refusal('scope-lost');
  return scopes;
}
