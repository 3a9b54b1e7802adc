/** What a client may not have for now, though its metadata is well formed: its profile or the realm forbids it. Pure. */
import type { ClientMetadata, ClientSettings } from '../ports';
import type { FieldProblem, ProblemCode } from './problems';
import type { ResponseType } from './response-types';
import { isFrontChannel, parseResponseType, responseTypes } from './response-types';
import type { GrantType } from './vocabulary';
import { grantTypes } from './vocabulary';

/** What a realm does not have until somebody switches it on (DECISIONS 10). */
export interface RealmSwitches {
  /** Response types with tokens in them. */
  implicitAndHybrid: boolean;
  passwordGrant: boolean;
}

type Registered = Pick<ClientMetadata, 'response_types' | 'grant_types'>;

interface Risk {
  field: keyof Registered;
  isMeant(entry: string): boolean;
  off: ProblemCode;
  forbidden: ProblemCode;
}

/** What each switch is about: for the plain profile alone (OAuth 2.1 section 10 leaves both out). */
const risks: Record<keyof RealmSwitches, Risk> = {
  implicitAndHybrid: {
    field: 'response_types',
    isMeant: passesTokens,
    off: 'implicit-and-hybrid-off',
    forbidden: 'profile-forbids-front-channel',
  },
  passwordGrant: {
    field: 'grant_types',
    isMeant: (grantType) => grantType === 'password',
    off: 'password-grant-off',
    forbidden: 'profile-forbids-password',
  },
};

/** Every profile but the plain one forbids all of them. */
export function findProfileProblems(
  metadata: Registered,
  { profile }: Pick<ClientSettings, 'profile'>,
): FieldProblem[] {
  if (profile === 'oidc') return [];
  return Object.values(risks).flatMap(({ field, isMeant, forbidden }) =>
    metadata[field].some(isMeant) ? [{ field, code: forbidden }] : [],
  );
}

/** What is switched off in the realm may be kept by a client that has it, and works again later; it is never gained. */
export function findSwitchedOff(
  metadata: Registered,
  before: Registered | undefined,
  realm: RealmSwitches,
): FieldProblem[] {
  return risksOff(realm).flatMap(({ field, isMeant, off }) => {
    const gained = metadata[field].filter((entry) => !before?.[field].includes(entry));
    return gained.some(isMeant) ? [{ field, code: off }] : [];
  });
}

/** The response types that this realm has. */
export function availableResponseTypes(realm: RealmSwitches): ResponseType[] {
  return responseTypes.filter((responseType) => isAvailable('response_types', responseType, realm));
}

/** The grant types that this realm has at its token endpoint. */
export function availableGrantTypes(realm: RealmSwitches): GrantType[] {
  return grantTypes.filter((grantType) => isAvailableGrantType(grantType, realm));
}

/** Whether this realm has the grant type at its token endpoint. */
export function isAvailableGrantType(grantType: GrantType, realm: RealmSwitches): boolean {
  return isAvailable('grant_types', grantType, realm);
}

function isAvailable(field: keyof Registered, entry: string, realm: RealmSwitches): boolean {
  return !risksOff(realm).some((risk) => risk.field === field && risk.isMeant(entry));
}

function risksOff({ implicitAndHybrid, passwordGrant }: RealmSwitches): Risk[] {
  return [...(implicitAndHybrid ? [] : [risks.implicitAndHybrid]), ...(passwordGrant ? [] : [risks.passwordGrant])];
}

function passesTokens(type: string): boolean {
  const known = parseResponseType(type);
  return known !== undefined && isFrontChannel(known);
}
