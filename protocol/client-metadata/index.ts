/**
 * The rules for what a client may be: one set for `/register`, the API, the console's form and the command line. What a
 * form has no use for is in files of its own: APIs, credentials, documents that are fetched.
 */

export { findProfileProblems, findSwitchedOff, type RealmSwitches } from './availability';
export { type ParsedMetadata, parseClientMetadata } from './metadata';
export { describeProblem, type FieldProblem, type ProblemCode } from './problems';
export * from './response-types';
export { findSubjectChange, findUnprovenSector } from './sector';
export { defaultClientSettings, parseClientSettings } from './settings';
export * from './vocabulary';
