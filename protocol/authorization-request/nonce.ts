/** `nonce` (OpenID Connect Core 3.1.2.1, 3.2.2.1 and 3.3.2.11). */
import type { ResponseType } from '../client-metadata/response-types';
import { yieldOf } from '../client-metadata/response-types';
import { refusal } from '../errors';
import type { RuleInput } from './request';

/** The nonce; throws when an ID token would pass through the browser without one, since it could then be replayed. */
export function checkNonce({ parameters }: RuleInput, responseType: ResponseType): string | undefined {
  const nonce = parameters.get('nonce');
  if (nonce === undefined && yieldOf(responseType).idToken) throw refusal('nonce-missing', { responseType });
  return nonce;
}
