/** `response_type` (RFC 6749 section 3.1.1; the order of its words is free). */
import { availableResponseTypes } from '../client-metadata/availability';
import type { ResponseType } from '../client-metadata/response-types';
import { isFrontChannel, parseResponseType } from '../client-metadata/response-types';
import { refusal } from '../errors';
import type { RuleInput } from './request';

/** Throws when missing, unknown here or switched off, not registered by the client, or not for its profile. */
export function checkResponseType({ parameters, delivery, dependencies }: RuleInput): ResponseType {
  const sent = parameters.get('response_type');
  if (sent === undefined) throw refusal('response-type-missing');
  const responseType = parseResponseType(sent);
  if (responseType === undefined) throw refusal('response-type-unsupported', { received: sent.slice(0, 100) });
  if (!availableResponseTypes(dependencies.options).includes(responseType))
    throw refusal('response-type-off', { responseType });
  const { metadata, settings } = delivery.client;
  if (!metadata.response_types.includes(responseType)) throw refusal('response-type-not-registered', { responseType });
  if (isFrontChannel(responseType) && settings.profile !== 'oidc')
    throw refusal('response-type-profile', { responseType, profile: settings.profile });
  return responseType;
}
