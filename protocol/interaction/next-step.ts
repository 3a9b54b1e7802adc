/**
 * The dispatcher's decision, pure: what must a person still do before this request can be answered? Steps record facts
 * and return here; only what this function names happens next.
 */
import type { AuthorizationRequest } from '../authorization-request';
import type { RefusalCode } from '../errors';
import type { Consent, EndUserSession, InteractionFacts } from '../ports';
import { needsConsent } from './consent';

export type InteractionStep = 'sign-in' | 'register' | 'choose-account' | 'consent';

export type NextStep =
  | { kind: 'ask'; step: InteractionStep }
  | { kind: 'refuse'; code: RefusalCode }
  | { kind: 'respond'; session: EndUserSession; consentedScopes: string[] | 'all' };

export interface Situation {
  request: AuthorizationRequest;
  session: EndUserSession | undefined;
  /** What the client knows the person of the session by; undefined when it does not. */
  subject: string | undefined;
  consent: Consent | undefined;
  facts: InteractionFacts;
  now: Date;
}

/** Names the next step (OpenID Connect Core 3.1.2.3 and 3.1.2.4). With `prompt=none` a step that is needed is an error. */
export function nextStep(situation: Situation): NextStep {
  const { request, session, subject, facts } = situation;
  const silent = request.prompts.has('none');
  const signIn = findSignInStep(situation);
  if (signIn !== undefined) return silent ? { kind: 'refuse', code: 'login-required' } : { kind: 'ask', step: signIn };
  if (session === undefined) return { kind: 'refuse', code: 'login-required' };
  if (request.expectedSubject !== undefined && request.expectedSubject !== subject) {
    return { kind: 'refuse', code: 'subject-mismatch' };
  }
  if (mustChooseAccount(situation, session)) return { kind: 'ask', step: 'choose-account' };
  const decision = facts.consent?.sessionId === session.id ? facts.consent : undefined;
  if (decision?.decision === 'deny') return { kind: 'refuse', code: 'consent-denied' };
  if (decision?.decision === 'allow') return { kind: 'respond', session, consentedScopes: decision.scopes };
  if (!needsConsent(request, situation.consent)) return { kind: 'respond', session, consentedScopes: 'all' };
  if (!silent) return { kind: 'ask', step: 'consent' };
  // Who was never allowed to know this person must not learn that it is the one it asked for.
  const isGuess = request.expectedSubject !== undefined && situation.consent === undefined;
  return { kind: 'refuse', code: isGuess ? 'login-required' : 'consent-required' };
}

function findSignInStep({ request, session, subject, facts, now }: Situation): 'sign-in' | 'register' | undefined {
  const isFresh = session !== undefined && facts.signedInSessionId === session.id;
  if (isFresh) return undefined;
  if (request.prompts.has('create')) return 'register';
  if (session === undefined || request.prompts.has('login') || isTooOld(request, session, now)) return 'sign-in';
  // Somebody else than the one asked for: the right person can still sign in.
  const isOther = request.expectedSubject !== undefined && request.expectedSubject !== subject;
  return isOther ? 'sign-in' : undefined;
}

/** `max_age=0` means a new sign-in, also in the very second of the last one. */
function isTooOld({ maxAgeSeconds }: AuthorizationRequest, session: EndUserSession, now: Date): boolean {
  if (maxAgeSeconds === undefined) return false;
  return maxAgeSeconds === 0 || ageInSeconds(session, now) > maxAgeSeconds;
}

/** Whole seconds, since `auth_time` has no finer ones: a client that computes with it comes to the same answer. */
function ageInSeconds(session: EndUserSession, now: Date): number {
  return Math.floor(now.getTime() / 1000) - Math.floor(session.authTime.getTime() / 1000);
}

function mustChooseAccount({ request, facts }: Situation, session: EndUserSession): boolean {
  if (!request.prompts.has('select_account')) return false;
  return facts.chosenSessionId !== session.id && facts.signedInSessionId !== session.id;
}
