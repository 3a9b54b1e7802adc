/** What the pages of an interaction may see and record. Steps record facts here and go back to the dispatcher. */
import type { AuthorizationRequest } from '../authorization-request';
import { checkAuthorizationRequest, settleDelivery } from '../authorization-request';
import { storedRules } from '../authorization-request/rule-dependencies';
import { refusal } from '../errors';
import { issueIdentifier } from '../identifiers';
import type { AuthorizationServerOptions } from '../options';
import { restoreParameters } from '../parameters';
import type {
  Clock,
  Consent,
  EndUserSession,
  EventSink,
  FormFailure,
  InteractionFacts,
  PendingRequest,
  ProtocolStorage,
  RandomBytes,
} from '../ports';
import { newScopes, optionalScopes } from './consent';
import { decide } from './decision';
import { tellStep } from './events';
import type { NextStep } from './next-step';
import { openPendingRequest, storePendingRequest } from './pending-request';

/** A waiting authorization request as a page shows it. */
export interface InteractionView {
  pending: PendingRequest;
  request: AuthorizationRequest;
  next: NextStep;
  /** What the consent page marks as new, and what can be unticked. */
  newScopes: string[];
  optionalScopes: string[];
  remembered: Consent | undefined;
}

export interface Interaction {
  /** The pending request of this browser; throws refusals. */
  open(requestId: string, browserSecret: string | undefined): Promise<PendingRequest>;
  /** All that a page of an authorization request shows; throws refusals. */
  view(pending: PendingRequest, session: EndUserSession | undefined): Promise<InteractionView>;
  /** Adds facts and forgets an earlier failure. Throws `request-completed` when the request has ended meanwhile. */
  record(pending: PendingRequest, facts: Partial<InteractionFacts>): Promise<void>;
  /** Keeps a form's failure for the page that the 303 leads to. */
  recordFailure(pending: PendingRequest, failure: FormFailure): Promise<void>;
  /** Starts a visit to our own pages, so that they have a pending request too; `parameters` come back with it. */
  start(
    purpose?: 'home' | 'device',
    parameters?: Record<string, string>,
  ): Promise<{ pending: PendingRequest; browserSecret: string }>;
  /** Ends such a visit; false when it had ended. */
  complete(pending: PendingRequest): Promise<boolean>;
}

/** Builds the interaction over the pending requests of one realm. */
export function createInteraction(dependencies: {
  storage: ProtocolStorage;
  clock: Clock;
  random: RandomBytes;
  options: AuthorizationServerOptions;
  realmId: string;
  events: EventSink;
}): Interaction {
  const { storage, clock, random, options } = dependencies;
  const pendingRequests = storage.stores.pendingRequests;
  const update = async (pending: PendingRequest, change: { facts?: InteractionFacts; failure: FormFailure | null }) => {
    if (!(await pendingRequests.update(pending.id, change, clock.now()))) throw refusal('request-completed');
  };
  return {
    open: (requestId, browserSecret) => openPendingRequest({ pendingRequests, clock }, requestId, browserSecret),
    async record(pending, facts) {
      await update(pending, { facts: { ...pending.facts, ...facts }, failure: null });
      if (facts.signedInSessionId !== undefined) tellStep(pending, { step: 'sign-in', code: 'ok' }, dependencies);
      // A denial is told with the answer that it leads to.
      if (facts.consent?.decision === 'allow') tellStep(pending, { step: 'consent', code: 'ok' }, dependencies);
    },
    async recordFailure(pending, failure) {
      await update(pending, { failure });
      if (failure.step === 'sign-in') tellStep(pending, { step: 'sign-in', code: failure.code }, dependencies);
    },
    complete: (pending) => pendingRequests.complete(pending.id, clock.now()),
    start: (purpose = 'home', parameters = {}) =>
      storePendingRequest(
        { pendingRequests, clock, random },
        { purpose, clientId: null, parameters, traceId: issueIdentifier(random) },
        options.pendingRequestSeconds,
      ),
    async view(pending, session) {
      if (pending.purpose !== 'authorize') throw refusal('request-unknown');
      const parameters = restoreParameters(pending.parameters);
      const rules = storedRules(dependencies);
      const delivery = await settleDelivery(parameters, rules);
      const request = await checkAuthorizationRequest(parameters, delivery, rules);
      const { next, remembered } = await decide(request, session, pending.facts, dependencies);
      return {
        pending,
        request,
        next,
        newScopes: newScopes(request, remembered),
        optionalScopes: optionalScopes(request.requestedScopes, request.apis),
        remembered,
      };
    },
  };
}
