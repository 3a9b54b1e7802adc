/** PKCE at the authorization endpoint (RFC 7636 section 4.3, RFC 9700 section 2.1.1). Its other half is in `grants/`. */
import type { ResponseType } from '../client-metadata/response-types';
import { yieldOf } from '../client-metadata/response-types';
import { refusal } from '../errors';
import type { RuleInput } from './request';

/**
 * The S256 challenge, or undefined when none was sent. Required, where there is a code to protect, of public clients and of the profiles that are stricter
 * than plain OpenID Connect; `plain` is refused, also when it is meant by leaving the method out.
 */
export function checkCodeChallenge(
  { parameters, delivery }: RuleInput,
  responseType: ResponseType,
): string | undefined {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  const { metadata, settings } = delivery.client;
  if (challenge === undefined) {
    const isRequired = metadata.token_endpoint_auth_method === 'none' || settings.profile !== 'oidc';
    if (isRequired && yieldOf(responseType).code) throw refusal('pkce-required', { profile: settings.profile });
    if (method !== undefined) throw refusal('pkce-challenge-malformed');
    return undefined;
  }
  if (method !== 'S256') throw refusal('pkce-method', { received: (method ?? 'absent').slice(0, 50) });
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) throw refusal('pkce-challenge-malformed', { length: challenge.length });
  return challenge;
}
