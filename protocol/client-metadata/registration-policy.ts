/** What clients that register themselves may be, beyond what any client may be (DECISIONS 10). Pure. */
import type { ClientMetadata } from '../ports';
import type { FieldProblem } from './problems';
import type { ResponseType } from './response-types';
import type { GrantType, RegistrableGrantType } from './vocabulary';
import { deviceCodeGrantType } from './vocabulary';

/** Who may register clients: nobody, holders of an initial access token, or anybody. */
export const registrationModes = ['off', 'token', 'open'] as const;
export type RegistrationMode = (typeof registrationModes)[number];

/** What a realm lets them have. */
export interface RegistrationPolicy {
  grantTypes: readonly string[];
  responseTypes: readonly string[];
}

/**
 * All that a realm can let them have: what acts for people who see a page of ours and can refuse. Never what acts for
 * itself, and never what asks for passwords.
 */
export const selfRegistrableGrantTypes = [
  'authorization_code',
  'refresh_token',
  deviceCodeGrantType,
  'implicit',
] as const satisfies RegistrableGrantType[];

/** What a realm lets them have until somebody widens it. */
export const defaultRegistrationPolicy = {
  grantTypes: ['authorization_code', 'refresh_token'] satisfies GrantType[],
  responseTypes: ['code'] satisfies ResponseType[],
};

/** What of the metadata the policy does not allow. */
export function findOutsidePolicy(
  { grant_types: grants, response_types: types }: Pick<ClientMetadata, 'grant_types' | 'response_types'>,
  { grantTypes, responseTypes }: RegistrationPolicy,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!grants.every((grant) => grantTypes.includes(grant)))
    problems.push({ field: 'grant_types', code: 'outside-registration-policy' });
  if (!types.every((type) => responseTypes.includes(type)))
    problems.push({ field: 'response_types', code: 'outside-registration-policy' });
  return problems;
}
