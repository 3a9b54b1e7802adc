/** Who must be signed in for this request, if it says so (OpenID Connect Core 3.1.2.1 and 5.5). */
import { refusal } from '../errors';
import type { ClaimsRequest } from '../ports';
import { requiredValue } from './claims';
import type { RuleInput } from './request';

/** The `sub` of the ID token hint or of the `claims` parameter; throws when they name two people or the hint is not this client's. */
export async function checkExpectedSubject(
  { parameters, delivery, dependencies }: RuleInput,
  claims: ClaimsRequest | undefined,
): Promise<string | undefined> {
  const wished = requiredValue(claims, 'sub');
  const sent = parameters.get('id_token_hint');
  if (sent === undefined) return wished;
  const hint = await dependencies.readIdTokenHint(sent);
  if (hint.clientId !== delivery.client.clientId) throw refusal('id-token-hint-invalid', { reason: 'audience' });
  if (wished !== undefined && wished !== hint.subject) throw refusal('subject-mismatch');
  return hint.subject;
}
