/** Who calls the management API: somebody signed in here in a browser, or software with an access token for it. */
import type { Person, SessionRecord } from '@/identity/ports';
import type { Actor } from '@/portal/actor';
import type { Bearer } from '@/protocol/endpoints/protected-resource';

import { isSameOrigin } from '../same-origin';
import type { AnyOperation } from './operation';
import { bearerChallenge, problem } from './problem';

/** What is known of the session that a request comes with. */
type CallingSession = Pick<SessionRecord, 'id' | 'authTime' | 'remembered'>;

export type Caller =
  | { kind: 'session'; session: CallingSession; person: Person; actor: Actor }
  | { kind: 'token'; clientId: string; person: Person | undefined; actor: Actor };

/** Whether somebody who is signed in knows their password, behind the limits of signing in. */
export type ConfirmPassword = (
  person: Person,
  password: string,
  origin: { network: string | null; traceId: string },
) => Promise<'right' | 'wrong' | { retryAfterSeconds: number }>;

export interface CallerDependencies {
  issuer: string;
  /** The management API's identifier. */
  audience: string;
  findBearer(request: Request, audience: string): Promise<Bearer | undefined>;
  findPerson(id: string): Promise<Person | undefined>;
  /** Undefined without a session that lives. */
  findSession(request: Request): Promise<{ session: CallingSession; person: Person } | undefined>;
}

/**
 * The caller, who may use the operation as such; what it is used on is the use case's to judge. A token counts by its scopes
 * and, where it stands for a person, by what that person may do; a session by the person, and only from our own pages.
 * Throws the problem otherwise.
 */
export async function identifyCaller(
  dependencies: CallerDependencies,
  request: Request,
  operation: AnyOperation,
): Promise<Caller> {
  const bearer = await dependencies.findBearer(request, dependencies.audience);
  if (bearer !== undefined) return callerOfToken(dependencies, bearer, operation);
  const signedIn = await dependencies.findSession(request);
  if (signedIn === undefined)
    throw problem('not-signed-in', 'Sign in, or send an access token.', { headers: bearerChallenge() });
  if (!isFromOurPages(request, operation, dependencies.issuer))
    throw problem('other-origin', 'A session counts for requests of our own pages alone.');
  const { person, session } = signedIn;
  const caller = { kind: 'session', session, person, actor: actorOf(person) } as const;
  requireAudience(caller.actor, operation);
  return caller;
}

async function callerOfToken(
  { findPerson }: CallerDependencies,
  { clientId, personId, scopes }: Bearer,
  operation: AnyOperation,
): Promise<Caller> {
  const { scope } = operation;
  if (scope === null) throw problem('session-only', 'No access token is good for this.');
  if (!scopes.includes(scope)) {
    const headers = bearerChallenge('insufficient_scope', scope);
    throw problem('insufficient-scope', `This needs an access token with the scope ${scope}.`, { headers });
  }
  if (personId === null) return { kind: 'token', clientId, person: undefined, actor: { kind: 'service', clientId } };
  const person = await findPerson(personId);
  if (person?.status !== 'active') throw problem('invalid-token', 'The person of this token may do nothing any more.');
  const actor = actorOf(person);
  requireAudience(actor, operation);
  return { kind: 'token', clientId, person, actor };
}

function actorOf({ id, administrator }: Person): Actor {
  return { kind: 'person', personId: id, administrator };
}

/** What is not theirs does not exist for people who are no administrators (SECURITY invariant 10). */
function requireAudience(actor: Actor, { audience }: AnyOperation): void {
  if (audience === 'operators' && actor.kind === 'person' && !actor.administrator)
    throw problem('not-found', 'There is nothing here for you.');
}

/** Reading needs no more than that no other page reads; a change must come from a page of ours. */
function isFromOurPages({ headers }: Request, { method }: AnyOperation, issuer: string): boolean {
  const isRead = method === 'GET';
  return isSameOrigin(headers, { issuer, hasBoundCookie: isRead });
}
