/** The scopes of one token request: what was granted, as far as the person may have it now. */
import { refusal } from '../errors';
import type { Api, EndUser } from '../ports';
import { limitScopesToRoles } from '../scopes';

/**
 * Throws `invalid_scope` when of some scopes none is left: an answer without `scope` would tell the client that it has
 * all that it asked for (RFC 6749 section 5.1).
 */
export function scopesOfNow(granted: string[], endUser: EndUser | undefined, apis: readonly Api[]): string[] {
  if (endUser === undefined) return granted;
  const scopes = limitScopesToRoles(granted, endUser, apis);
  if (granted.length > 0 && scopes.length === 0) throw refusal('scope-lost');
  return scopes;
}
