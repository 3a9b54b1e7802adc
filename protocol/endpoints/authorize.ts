/**
 * The authorization endpoint (RFC 6749 section 3.1, OpenID Connect Core 3.1.2) and its continuation after a step.
 * Phase one failures go to our own page; later ones to the client; what needs a person is stored and waits.
 */
import type { Delivery } from '../authorization-request';
import { authorizationParameters, checkAuthorizationRequest, settleDelivery } from '../authorization-request';
import { keepIdTokenHint, verifyIdTokenHint } from '../authorization-request/id-token-hint';
import { receivedRules, storedRules } from '../authorization-request/rule-dependencies';
import type { Display } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import { issueIdentifier } from '../identifiers';
import { decide } from '../interaction/decision';
import { tellRequest } from '../interaction/events';
import type { InteractionStep } from '../interaction/next-step';
import { openPendingRequest, storePendingRequest } from '../interaction/pending-request';
import type { Parameters } from '../parameters';
import { restoreParameters } from '../parameters';
import type { EndUserSession, Origin, PendingRequest } from '../ports';
import { redirect } from '../response-modes/redirect';
import type { AuthorizationDependencies } from './authorization-dependencies';
import { respondWithError, respondWithGrant } from './authorization-response';
import type { BrowserEndpoint, Continuation } from './browser-request';
import { createBrowserEndpoint } from './browser-request';

/**
 * Builds `GET` and `POST /oauth2/authorize`. The POST may come from anywhere and needs no cookie (DECISIONS 18). With a
 * `display` of its own it is the same endpoint under another address, such as the sign-in dialog.
 */
export function createAuthorizeEndpoint(dependencies: AuthorizationDependencies, display?: Display): BrowserEndpoint {
  return createBrowserEndpoint('authorize', dependencies, async (sent, { method, session, origin }) => {
    const parameters = display === undefined ? sent : sent.with('display', display);
    const delivery = await settleDelivery(parameters, receivedRules(dependencies));
    return answerOrWait(parameters, delivery, method === 'POST' ? 'wait' : session, origin, dependencies);
  });
}

/** Builds the dispatcher's continuation: decides anew with the facts so far, and answers the client at the end. */
export function createResumeEndpoint(dependencies: AuthorizationDependencies): Continuation {
  return async (requestId, browserSecret, session, network = null) => {
    let traceId = issueIdentifier(dependencies.random);
    try {
      const pending = await openPendingRequest(
        { ...dependencies, pendingRequests: dependencies.storage.stores.pendingRequests },
        requestId,
        browserSecret,
      );
      if (pending.purpose !== 'authorize') throw refusal('request-unknown');
      traceId = pending.traceId;
      const parameters = restoreParameters(pending.parameters);
      const delivery = await settleDelivery(parameters, storedRules(dependencies));
      return await answerPending(pending, parameters, delivery, { session, network }, dependencies);
    } catch (thrown) {
      return dependencies.pages.failure(thrown, traceId, 'authorize');
    }
  };
}

/** The parameters to keep while a request waits. */
async function keepParameters(
  parameters: Parameters,
  { keys, issuer }: AuthorizationDependencies,
): Promise<PendingRequest['parameters']> {
  const kept = parameters.pick(authorizationParameters);
  const hint = parameters.get('id_token_hint');
  return hint === undefined
    ? kept
    : { ...kept, id_token_hint: keepIdTokenHint(await verifyIdTokenHint(hint, keys, issuer)) };
}

async function answerOrWait(
  parameters: Parameters,
  delivery: Delivery,
  session: EndUserSession | undefined | 'wait',
  origin: Origin,
  dependencies: AuthorizationDependencies,
): Promise<Response> {
  try {
    const request = await checkAuthorizationRequest(parameters, delivery, receivedRules(dependencies));
    tellRequest(request, origin.traceId, dependencies);
    if (session === 'wait') return await wait(parameters, delivery, undefined, origin.traceId, dependencies);
    const { next } = await decide(request, session, {}, dependencies);
    if (next.kind === 'refuse') throw refusal(next.code);
    if (next.kind === 'ask') return await wait(parameters, delivery, next.step, origin.traceId, dependencies);
    return await respondWithGrant(request, next, origin, dependencies);
  } catch (thrown) {
    return respondWithError(thrown, delivery, origin.traceId, dependencies);
  }
}

/** Stores the request under a secret that goes into a cookie, and sends the browser to the step, or to the dispatcher. */
async function wait(
  parameters: Parameters,
  { client }: Delivery,
  step: InteractionStep | undefined,
  traceId: string,
  dependencies: AuthorizationDependencies,
): Promise<Response> {
  const { pending, browserSecret } = await storePendingRequest(
    { ...dependencies, pendingRequests: dependencies.storage.stores.pendingRequests },
    {
      purpose: 'authorize',
      clientId: client.clientId,
      parameters: await keepParameters(parameters, dependencies),
      traceId,
    },
    dependencies.options.pendingRequestSeconds,
  );
  const { pages } = dependencies;
  const response = redirect(step === undefined ? pages.dispatcherUrl(pending.id) : pages.stepUrl(step, pending.id));
  response.headers.append(
    'set-cookie',
    pages.bindingCookie(pending.id, browserSecret, dependencies.options.pendingRequestSeconds),
  );
  return response;
}

async function answerPending(
  pending: PendingRequest,
  parameters: Parameters,
  delivery: Delivery,
  { session, network }: { session: EndUserSession | undefined; network: string | null },
  dependencies: AuthorizationDependencies,
): Promise<Response> {
  const { traceId } = pending;
  try {
    const request = await checkAuthorizationRequest(parameters, delivery, storedRules(dependencies));
    const { next } = await decide(request, session, pending.facts, dependencies);
    if (next.kind === 'ask') return redirect(dependencies.pages.stepUrl(next.step, pending.id));
    if (next.kind === 'refuse') throw refusal(next.code);
    return await respondWithGrant(request, next, { network, traceId }, dependencies, pending);
  } catch (thrown) {
    return respondWithError(thrown, delivery, traceId, dependencies, pending);
  }
}
