/** What a client may not have for now, though its metadata is well formed: its profile or the realm forbids it. Pure. */
import type { ClientMetadata, ClientSettings } from '../ports';
import type { FieldProblem } from './problems';
import { isFrontChannel, parseResponseType } from './response-types';

/** Tokens through the browser are for the plain profile alone (OAuth 2.1 section 10.1). */
export function findProfileProblems(
  { response_types: types }: Pick<ClientMetadata, 'response_types'>,
  { profile }: Pick<ClientSettings, 'profile'>,
): FieldProblem[] {
  if (profile === 'oidc' || !types.some(passesTokens)) return [];
  return [{ field: 'response_types', code: 'profile-forbids-front-channel' }];
}

/** What is switched off in the realm may be kept by a client that has it, and works again later; it is never gained. */
export function findSwitchedOff(
  { response_types: types }: Pick<ClientMetadata, 'response_types'>,
  before: Pick<ClientMetadata, 'response_types'> | undefined,
  realm: { implicitAndHybrid: boolean },
): FieldProblem[] {
  const gained = types.filter((type) => !before?.response_types.includes(type));
  if (realm.implicitAndHybrid || !gained.some(passesTokens)) return [];
  return [{ field: 'response_types', code: 'implicit-and-hybrid-off' }];
}

function passesTokens(type: string): boolean {
  const known = parseResponseType(type);
  return known !== undefined && isFrontChannel(known);
}
