/**
 * Front-channel logout (OpenID Connect Front-Channel Logout 1.0): the signed-out page loads an address of each client that
 * was in the session in a frame, and then goes on. What it needs waits as a pending request of this browser.
 */
import type { AuthorizationDependencies } from '../endpoints/authorization-dependencies';
import { refusal } from '../errors';
import { openPendingRequest, storePendingRequest } from '../interaction/pending-request';
import type { Client, EndUserSession } from '../ports';
import { addToQuery } from '../response-modes/redirect';
import { sidAt } from '../subjects';

/** The page's content policy names the origin of each, and headers are bounded. */
const mostFrames = 50;
/** Long enough to look at the page and to load it again. */
const lifetimeSeconds = 300;

/** What the signed-out page shows. */
export interface SignedOut {
  client: Client | undefined;
  /** Where the page goes on to once the frames are loaded, if anywhere: a registered address with `state`. */
  returnTo: string | undefined;
  frames: string[];
}

type Dependencies = Pick<AuthorizationDependencies, 'issuer' | 'storage' | 'clock' | 'random' | 'pages'>;

/** The addresses to load for a session; who asked for it is also told which session it was (section 3). */
export async function findLogoutFrames(session: EndUserSession, { storage, issuer }: Dependencies): Promise<string[]> {
  const { authorizations, clients } = storage.stores;
  const clientIds = await authorizations.listClientIdsOfSession(session.id);
  const found = await Promise.all(clientIds.map((clientId) => clients.find(clientId)));
  const told = found.flatMap((client) => (client?.status === 'active' ? [client] : []));
  const frames = await Promise.all(told.map((client) => describeFrame(client, session, issuer)));
  return frames.filter((frame) => frame !== undefined).slice(0, mostFrames);
}

async function describeFrame(client: Client, session: EndUserSession, issuer: string): Promise<string | undefined> {
  const { frontchannel_logout_uri: uri, frontchannel_logout_session_required: isTold } = client.metadata;
  if (uri === undefined || isTold !== true) return uri;
  return addToQuery(uri, [
    ['iss', issuer],
    ['sid', await sidAt(client, session)],
  ]);
}

/** Stores what the page needs. Returns its address and the `Set-Cookie` value that lets this browser alone see it. */
export async function keepSignedOut(
  { client, returnTo, frames }: SignedOut,
  traceId: string,
  dependencies: Dependencies,
): Promise<{ url: string; cookie: string }> {
  const { pages, storage } = dependencies;
  const parameters = { frames, ...(returnTo === undefined ? {} : { return_to: returnTo }) };
  const { pending, browserSecret } = await storePendingRequest(
    { ...dependencies, pendingRequests: storage.stores.pendingRequests },
    { purpose: 'signed-out', clientId: client?.clientId ?? null, parameters, traceId },
    lifetimeSeconds,
  );
  const cookie = pages.bindingCookie(pending.id, browserSecret, lifetimeSeconds);
  return { url: pages.stepUrl('signed-out', pending.id), cookie };
}

/** What was kept, for its page. Throws refusals: it may be gone, or somebody else's. */
export async function openSignedOut(
  requestId: string,
  browserSecret: string | undefined,
  { storage, clock }: Dependencies,
): Promise<SignedOut> {
  const { pendingRequests, clients } = storage.stores;
  const pending = await openPendingRequest({ pendingRequests, clock }, requestId, browserSecret);
  if (pending.purpose !== 'signed-out') throw refusal('request-unknown');
  const { frames = [], return_to: returnTo } = pending.parameters;
  return {
    client: pending.clientId === null ? undefined : await clients.find(pending.clientId),
    returnTo: typeof returnTo === 'string' ? returnTo : undefined,
    frames: [frames].flat(),
  };
}
