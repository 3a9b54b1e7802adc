/** The rules for what a client may be: one set for `/register`, the API, the console's form and the command line. */

export { type ApiContent, parseApi } from './api';
export { findProfileProblems, findSwitchedOff, type RealmSwitches } from './availability';
export { type ClientInformation, toClientInformation } from './client-information';
export * from './credentials';
export { type ParsedMetadata, parseClientMetadata } from './metadata';
export { describeProblem, type FieldProblem, type ProblemCode } from './problems';
export * from './registration-policy';
export * from './response-types';
export { clientSecretPurpose, openClientSecret, sealClientSecret } from './sealed-secret';
export { defaultClientSettings, parseClientSettings } from './settings';
export * from './vocabulary';
