/** The end of every sign-out in a browser: the session ends, and the browser goes back, or to our own page. */
import type { AuthorizationDependencies } from '../endpoints/authorization-dependencies';
import { refusal } from '../errors';
import type { Client, EndUserSession, Origin, PendingRequest } from '../ports';
import { redirect } from '../response-modes/redirect';
import { findLogoutFrames, keepSignedOut } from './front-channel';

/** Who is signed out of where, once it is settled. */
export interface SignOut {
  session: EndUserSession | undefined;
  /** The client that asked, if one did. */
  client: Client | undefined;
  /** A registered address with `state`, or undefined: then our own page ends it. */
  returnTo: string | undefined;
  origin: Origin;
  /** The request that waited for the confirmation. */
  pending?: PendingRequest | undefined;
}

/**
 * Ends the session with everything in it, which puts the logout notices into the outbox, and answers with a 303: by way of
 * the signed-out page when clients have to be told in frames, else straight on. Throws refusals.
 */
export async function finishSignOut(
  { session, client, returnTo, origin, pending }: SignOut,
  dependencies: AuthorizationDependencies,
): Promise<Response> {
  const { pages, storage, clock, events, realmId } = dependencies;
  const frames = session === undefined ? [] : await findLogoutFrames(session, dependencies);
  const page =
    frames.length === 0 ? undefined : await keepSignedOut({ client, returnTo, frames }, origin.traceId, dependencies);
  // Ended before the request is finished, so that a database which goes away in between leaves something to try again.
  if (session !== undefined) await dependencies.endSession(session, origin);
  if (pending !== undefined && !(await storage.stores.pendingRequests.complete(pending.id, clock.now())))
    throw refusal('request-completed');
  events({
    ...{ traceId: origin.traceId, realmId, ...(client === undefined ? {} : { clientId: client.clientId }) },
    ...{ step: 'logout', outcome: 'passed', code: 'ok', at: clock.now(), detail: {} },
  });
  const response = redirect(page?.url ?? returnTo ?? pages.signedOutUrl());
  response.headers.append('set-cookie', pages.clearSessionCookie());
  response.headers.append('set-cookie', pages.clearBrowserStateCookie());
  if (pending !== undefined) response.headers.append('set-cookie', pages.clearBindingCookie(pending.id));
  if (page !== undefined) response.headers.append('set-cookie', page.cookie);
  return response;
}
