/** The management API among the APIs of a realm: the one that operators don't make and can't do away with. */

/** Below the issuer; tokens are asked for with the two together (RFC 8707). */
export const ownApiPath = '/api/v1';

/** True for the identifier of the management API of the realm with this issuer. */
export function isOwnApi(identifier: string, issuer: string): boolean {
  return identifier === `${issuer}${ownApiPath}`;
}
