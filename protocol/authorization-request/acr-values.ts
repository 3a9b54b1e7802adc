/** `acr_values`, and `acr` as a claim (OpenID Connect Core 3.1.2.1 and 5.5.1.1). */
import { authenticationContexts } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { ClaimsRequest } from '../ports';
import { wantedValues } from './claims';
import type { RuleInput } from './request';

const reachable: ReadonlySet<unknown> = new Set(authenticationContexts);

/**
 * The voluntary wishes. An *essential* `acr` claim whose values cannot be reached here is refused at once, since the
 * authentication must then count as failed.
 */
export function checkAcrValues({ parameters, delivery }: RuleInput, claims: ClaimsRequest | undefined): string[] {
  const wish = claims?.id_token?.acr;
  const wanted = wantedValues(wish);
  if (wish?.essential === true && wanted.length > 0 && !wanted.some((value) => reachable.has(value))) {
    throw refusal('acr-unmet', { wanted: wanted.join(' ').slice(0, 200) });
  }
  const sent = parameters.get('acr_values');
  return sent === undefined
    ? (delivery.client.metadata.default_acr_values ?? [])
    : sent.split(' ').filter((value) => value !== '');
}
