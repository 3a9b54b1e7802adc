/** What is told of an authorization request on its way: each step once, all under the trace of the request. */
import type { AuthorizationRequest, Delivery } from '../authorization-request';
import type { RefusalCode } from '../errors';
import type { Clock, EventSink, PendingRequest, ProtocolEvent, TraceStep } from '../ports';

interface Dependencies {
  realmId: string;
  clock: Clock;
  events: EventSink;
}

/** The request keeps all rules: what it asks for. */
export function tellRequest(request: AuthorizationRequest, traceId: string, dependencies: Dependencies): void {
  const { responseType, responseMode, requestedScopes, prompts, codeChallenge, client } = request;
  tell(dependencies, {
    ...{ traceId, clientId: client.clientId, step: 'authorize', code: 'ok' },
    detail: {
      ...{
        responseType,
        responseMode,
        scope: requestedScopes.join(' ').slice(0, 500),
        pkce: codeChallenge !== undefined,
      },
      ...(prompts.size === 0 ? {} : { prompt: [...prompts].join(' ') }),
    },
  });
}

/** Why it is answered with an error, under the step at which that came out. */
export function tellRefusal(
  code: RefusalCode,
  { client }: Pick<Delivery, 'client'>,
  traceId: string,
  detail: ProtocolEvent['detail'],
  dependencies: Dependencies,
): void {
  tell(dependencies, { traceId, clientId: client.clientId, step: stepOf[code] ?? 'authorize', code, detail });
}

const stepOf: Partial<Record<RefusalCode, TraceStep>> = {
  'login-required': 'sign-in',
  'subject-mismatch': 'sign-in',
  'consent-required': 'consent',
  'consent-denied': 'consent',
  'scope-not-for-person': 'consent',
};

/** A step that a person took on one of our pages, at an application's wish. */
export function tellStep(
  { purpose, clientId, traceId }: PendingRequest,
  { step, code }: { step: 'sign-in' | 'consent'; code: string },
  dependencies: Dependencies,
): void {
  if (purpose !== 'authorize' || clientId === null) return;
  tell(dependencies, { traceId, clientId, step, code, detail: code === 'ok' ? { how: 'page' } : {} });
}

/** The answer, and before it the steps that nobody had to take. */
export function tellAnswer(
  { client, responseType }: AuthorizationRequest,
  answered: { traceId: string; subject: string; scope: string; wasSignedIn: boolean; wasAllowed: boolean },
  dependencies: Dependencies,
): void {
  const { traceId, subject, scope, wasSignedIn, wasAllowed } = answered;
  const named = { traceId, clientId: client.clientId, subject, code: 'ok' };
  const how = client.settings.firstParty ? 'first-party' : 'remembered';
  if (wasSignedIn) tell(dependencies, { ...named, step: 'sign-in', detail: { how: 'session' } });
  if (wasAllowed) tell(dependencies, { ...named, step: 'consent', detail: { how } });
  tell(dependencies, { ...named, step: 'code', detail: { responseType, scope: scope.slice(0, 500) } });
}

/** Whoever turns back stops; everything else that is no success is a failure. */
function tell(
  { events, realmId, clock }: Dependencies,
  event: Omit<ProtocolEvent, 'realmId' | 'at' | 'outcome'>,
): void {
  const outcome = event.code === 'ok' ? 'passed' : event.code === 'consent-denied' ? 'stopped' : 'failed';
  events({ ...event, realmId, outcome, at: clock.now() });
}
