/** `response_type` (RFC 6749 section 3.1.1; the order of its words is free). */
import type { ResponseType } from '../client-metadata/vocabulary';
import { responseTypes } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { RuleInput } from './request';

/** Throws when missing, unknown here, or not registered by the client. */
export function checkResponseType({ parameters, delivery }: RuleInput): ResponseType {
  const sent = parameters.get('response_type');
  if (sent === undefined) throw refusal('response-type-missing');
  const words = sent.split(' ').sort().join(' ');
  const responseType = responseTypes.find((known) => known.split(' ').sort().join(' ') === words);
  if (responseType === undefined) throw refusal('response-type-unsupported', { received: sent.slice(0, 100) });
  if (!delivery.client.metadata.response_types.includes(responseType))
    throw refusal('response-type-not-registered', { responseType });
  return responseType;
}
