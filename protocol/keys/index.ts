/** Signing keys: first set, rotation, JWKS (RFC 7517). Private parts are sealed at rest and leave this room only as signatures. */
export { createKeyRing, type KeyRing } from './key-ring';
export { createFirstSigningKeys, makeSuccessors, type Succession } from './rotation';
export { dueSigningKeys, signingKeyState } from './succession';
