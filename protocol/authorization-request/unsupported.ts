/** Parameters of features that are not offered, each with the error that names it (OpenID Connect Core 3.1.2.6). */
import { refusal } from '../errors';
import type { RuleInput } from './request';

/** Throws for `request`, `request_uri` and `registration`. */
export function checkUnsupported({ parameters }: RuleInput): void {
  if (parameters.get('request') !== undefined) throw refusal('request-object-unsupported');
  if (parameters.get('request_uri') !== undefined) throw refusal('request-uri-unsupported');
  if (parameters.get('registration') !== undefined) throw refusal('registration-unsupported');
}
