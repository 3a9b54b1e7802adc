/** What comes of the scopes asked for, once the person has decided. */
import { refusal } from '../errors';
import type { Api, EndUser } from '../ports';
import { limitScopesToRoles } from '../scopes';

/** What the person allowed and may have; throws `access_denied` when of what was asked for nothing is left. */
export function grantScopes(
  { requestedScopes, apis }: { requestedScopes: string[]; apis: readonly Api[] },
  consentedScopes: string[] | 'all',
  endUser: EndUser,
): string[] {
  if (requestedScopes.length === 0) return [];
  const allowed =
    consentedScopes === 'all' ? requestedScopes : requestedScopes.filter((scope) => consentedScopes.includes(scope));
  if (allowed.length === 0) throw refusal('consent-denied', { reason: 'every scope was unticked' });
  const granted = limitScopesToRoles(allowed, endUser, apis);
  if (granted.length === 0) throw refusal('scope-not-for-person');
  return granted;
}
