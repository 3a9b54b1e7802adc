/** `max_age` (OpenID Connect Core 3.1.2.1). */
import { refusal } from '../errors';
import type { RuleInput } from './request';

/** Seconds since the last sign-in that are allowed; the client's `default_max_age` where the request says nothing. */
export function checkMaxAge({ parameters, delivery }: RuleInput): number | undefined {
  const sent = parameters.get('max_age');
  if (sent === undefined) return delivery.client.metadata.default_max_age;
  if (!/^[0-9]{1,10}$/.test(sent)) throw refusal('max-age-malformed');
  return Number(sent);
}
