/**
 * RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0). Only a verified hint of the very session that is open
 * signs out at once; in any doubt the person is asked. Only a registered address of a known client is ever redirected to.
 */
import type { IdTokenHint } from '../authorization-request/id-token-hint';
import { keepIdTokenHint, restoreIdTokenHint, verifyIdTokenHint } from '../authorization-request/id-token-hint';
import { hasKind, refusal } from '../errors';
import { openPendingRequest, storePendingRequest } from '../interaction/pending-request';
import { finishSignOut } from '../logout/finish';
import type { SignedOut } from '../logout/front-channel';
import { openSignedOut } from '../logout/front-channel';
import { tellLostWayBack } from '../logout/lost-way-back';
import type { Parameters } from '../parameters';
import { restoreParameters } from '../parameters';
import type { Client, EndUserSession, Origin, PendingRequest } from '../ports';
import { addToQuery, redirect } from '../response-modes/redirect';
import { findSubject, sidAt } from '../subjects';
import type { AuthorizationDependencies } from './authorization-dependencies';
import type { BrowserEndpoint, Continuation } from './browser-request';
import { createBrowserEndpoint } from './browser-request';

const parameterNames = [
  'id_token_hint',
  'client_id',
  'post_logout_redirect_uri',
  'state',
  'ui_locales',
  'logout_hint',
] as const;

/** What a request to sign out comes to, once it is checked. */
interface LogoutPlan {
  client: Client | undefined;
  hint: IdTokenHint | undefined;
  /** The registered address with `state`, or undefined: then our own page ends it. */
  returnTo: string | undefined;
}

/** Builds `GET` and `POST /oauth2/end_session`. A POST from another site carries no cookie, so it waits for the dispatcher. */
export function createEndSessionEndpoint(dependencies: AuthorizationDependencies): BrowserEndpoint {
  return createBrowserEndpoint('logout', dependencies, async (parameters, { method, session, origin }) => {
    parameters.check(parameterNames);
    const plan = await checkLogout(parameters, dependencies, (hint) =>
      verifyIdTokenHint(hint, dependencies.keys, dependencies.issuer),
    );
    await tellLostWayBack(parameters, plan, origin.traceId, dependencies);
    const waitTo = (then: 'ask' | 'dispatch') => wait(parameters, plan, then, origin.traceId, dependencies);
    if (method === 'POST') return waitTo('dispatch');
    return endOrAsk(plan, session, origin, dependencies, () => waitTo('ask'));
  });
}

/** Builds what the dispatcher does with a waiting request to sign out, and what the confirmation does. */
export function createEndSessionContinuation(dependencies: AuthorizationDependencies) {
  const open = async (requestId: string, browserSecret: string | undefined) => {
    const pendingRequests = dependencies.storage.stores.pendingRequests;
    const pending = await openPendingRequest({ pendingRequests, clock: dependencies.clock }, requestId, browserSecret);
    if (pending.purpose !== 'end-session') throw refusal('request-unknown');
    const plan = await checkLogout(restoreParameters(pending.parameters), dependencies, async (kept) =>
      restoreIdTokenHint(kept),
    );
    return { pending, plan };
  };
  /** Ends or asks, like the endpoint itself. Throws refusals. */
  const resume: Continuation = async (requestId, browserSecret, session, network = null) => {
    const { pending, plan } = await open(requestId, browserSecret);
    const ask = async () => redirect(dependencies.pages.stepUrl('sign-out', requestId));
    return endOrAsk(plan, session, { network, traceId: pending.traceId }, dependencies, ask, pending);
  };
  /** The person said yes. Throws refusals. */
  const confirm: Continuation = async (requestId, browserSecret, session, network = null) => {
    const { pending, plan } = await open(requestId, browserSecret);
    return finish(plan, session, { network, traceId: pending.traceId }, dependencies, pending);
  };
  return {
    /** The application that asks, for the page that confirms. Throws refusals. */
    async describe(
      requestId: string,
      browserSecret: string | undefined,
    ): Promise<{ client: Client | undefined; returnTo: string | undefined }> {
      const { plan } = await open(requestId, browserSecret);
      return { client: plan.client, returnTo: plan.returnTo };
    },
    resume,
    confirm,
    /** The person's own wish, at our own pages. */
    signOut: (session: EndUserSession | undefined, origin: Origin): Promise<Response> =>
      finishSignOut({ session, client: undefined, returnTo: undefined, origin }, dependencies),
    /** What the page after it has to show. Throws refusals. */
    describeSignedOut: (requestId: string, browserSecret: string | undefined): Promise<SignedOut> =>
      openSignedOut(requestId, browserSecret, dependencies),
  };
}

/** A bad hint, an unknown client or an unregistered address never fail the sign-out; they only lose the way back. */
async function checkLogout(
  parameters: Parameters,
  { storage }: AuthorizationDependencies,
  readHint: (hint: string) => Promise<IdTokenHint>,
): Promise<LogoutPlan> {
  const sent = parameters.get('id_token_hint');
  const hint = sent === undefined ? undefined : await readHint(sent).catch(ignoreRefusal);
  const named = parameters.get('client_id');
  const contradicts = named !== undefined && hint !== undefined && named !== hint.clientId;
  // A hint that was sent but is no good makes the whole request doubtful, whatever client it names.
  const clientId = contradicts || (sent !== undefined && hint === undefined) ? undefined : (hint?.clientId ?? named);
  const client = clientId === undefined ? undefined : await storage.stores.clients.find(clientId);
  const active = client?.status === 'active' ? client : undefined;
  return { client: active, hint: contradicts ? undefined : hint, returnTo: findReturnAddress(parameters, active) };
}

function findReturnAddress(parameters: Parameters, client: Client | undefined): string | undefined {
  const uri = parameters.get('post_logout_redirect_uri');
  if (uri === undefined || !(client?.metadata.post_logout_redirect_uris ?? []).includes(uri)) return undefined;
  const state = parameters.get('state');
  return state === undefined ? uri : addToQuery(uri, [['state', state]]);
}

async function endOrAsk(
  plan: LogoutPlan,
  session: EndUserSession | undefined,
  origin: Origin,
  dependencies: AuthorizationDependencies,
  ask: () => Promise<Response>,
  pending?: PendingRequest,
): Promise<Response> {
  const { hint } = plan;
  const isThisSession =
    session !== undefined && hint !== undefined && (await isOfSession(hint, session, dependencies.storage));
  if (isThisSession || (session === undefined && hint !== undefined))
    return finish(plan, session, origin, dependencies, pending);
  return session === undefined && plan.returnTo === undefined
    ? finish(plan, session, origin, dependencies, pending)
    : ask();
}

/** Whether the hint names this person, and this session where it names one, as its client knows them. */
async function isOfSession(
  hint: IdTokenHint,
  session: EndUserSession,
  { stores }: AuthorizationDependencies['storage'],
): Promise<boolean> {
  const client = await stores.clients.find(hint.clientId);
  if (client === undefined || hint.subject !== (await findSubject(client, session, stores))) return false;
  return hint.sid === undefined || hint.sid === (await sidAt(client, session));
}

async function finish(
  { client, returnTo }: LogoutPlan,
  session: EndUserSession | undefined,
  origin: Origin,
  dependencies: AuthorizationDependencies,
  pending: PendingRequest | undefined,
): Promise<Response> {
  return finishSignOut({ client, returnTo, session, origin, pending }, dependencies);
}

async function wait(
  parameters: Parameters,
  plan: LogoutPlan,
  then: 'ask' | 'dispatch',
  traceId: string,
  dependencies: AuthorizationDependencies,
): Promise<Response> {
  const { pages, options, storage } = dependencies;
  const isDoubtful = parameters.get('id_token_hint') !== undefined && plan.hint === undefined;
  // Without its hint a doubtful request would look sound: then its client and way back are not kept either.
  const stored = {
    ...parameters.pick(isDoubtful ? ['ui_locales'] : parameterNames),
    ...(plan.hint === undefined ? {} : { id_token_hint: keepIdTokenHint(plan.hint) }),
  };
  const { pending, browserSecret } = await storePendingRequest(
    { ...dependencies, pendingRequests: storage.stores.pendingRequests },
    { purpose: 'end-session', clientId: plan.client?.clientId ?? null, parameters: stored, traceId },
    options.pendingRequestSeconds,
  );
  const response = redirect(then === 'ask' ? pages.stepUrl('sign-out', pending.id) : pages.dispatcherUrl(pending.id));
  response.headers.append('set-cookie', pages.bindingCookie(pending.id, browserSecret, options.pendingRequestSeconds));
  return response;
}

function ignoreRefusal(error: unknown): undefined {
  if (hasKind(error, 'oauth-error')) return undefined;
  throw error;
}
