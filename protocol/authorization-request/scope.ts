/** `scope` (RFC 6749 section 3.3, OpenID Connect Core 5.4 and 11). */
import type { Api } from '../ports';
import { checkRequestedScopes, parseScope } from '../scopes';
import type { RuleInput } from './request';

/**
 * The scopes that may be granted. `offline_access` is dropped where no refresh token could follow, as the specification
 * asks (OpenID Connect Core 11): without `openid`, or for a client without the refresh token grant.
 */
export function checkScope({ parameters, delivery }: RuleInput, apis: readonly Api[]): string[] {
  const scopes = checkRequestedScopes(parseScope(parameters.get('scope')), delivery.client, apis);
  const canBeOffline = scopes.includes('openid') && delivery.client.metadata.grant_types.includes('refresh_token');
  return canBeOffline ? scopes : scopes.filter((scope) => scope !== 'offline_access');
}
