/** `scope` (RFC 6749 section 3.3, OpenID Connect Core 5.4 and 11). */
import type { ResponseType } from '../client-metadata/response-types';
import { yieldOf } from '../client-metadata/response-types';
import { refusal } from '../errors';
import type { Api } from '../ports';
import { checkRequestedScopes, dropIdleOfflineAccess, parseScope } from '../scopes';
import type { RuleInput } from './request';

/**
 * The scopes that may be granted. `offline_access` is dropped where no refresh token could follow, as the specification
 * asks (OpenID Connect Core 11): without `openid`, without a code, or for a client without the refresh token grant.
 * Throws `invalid_scope` where an ID token was asked for without `openid`.
 */
export function checkScope(
  { parameters, delivery }: RuleInput,
  responseType: ResponseType,
  apis: readonly Api[],
  resources: readonly string[],
): string[] {
  const scopes = checkRequestedScopes(parseScope(parameters.get('scope')), delivery.client, apis, resources);
  const { code, idToken } = yieldOf(responseType);
  if (idToken && !scopes.includes('openid')) throw refusal('scope-openid-missing', { responseType });
  return code ? dropIdleOfflineAccess(scopes, delivery.client) : scopes.filter((scope) => scope !== 'offline_access');
}
