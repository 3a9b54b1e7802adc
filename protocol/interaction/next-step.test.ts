import { describe, expect, it } from 'vitest';
import type { Prompt } from '../client-metadata/vocabulary';
import type { Consent, InteractionFacts } from '../ports';
import { describeClient, describeRequest, describeSession } from '../testing/authorization-request';
import { nextStep } from './next-step';

const now = new Date('2026-11-21T09:00:00Z');
const all: Consent = {
  personId: 'person-ada',
  clientId: 'gh_client',
  scopes: ['openid', 'profile'],
  resources: [],
  updatedAt: now,
};
type Request = Parameters<typeof describeRequest>[0];

/** What happens, in one word: the step, the code of the refusal, or the scopes of the answer. */
function decide(
  request: Request,
  facts: InteractionFacts = {},
  { ageSeconds = 60, consent = all as Consent | null, isSignedIn = true } = {},
) {
  const session = isSignedIn ? describeSession('session-1', now, ageSeconds) : undefined;
  const situation = { session, subject: session?.subject, consent: consent ?? undefined, facts, now };
  const next = nextStep({ request: describeRequest(request), ...situation });
  if (next.kind === 'ask') return next.step;
  return next.kind === 'refuse' ? next.code : `respond ${next.consentedScopes}`;
}

const fresh: InteractionFacts = { signedInSessionId: 'session-1' };
const stale: InteractionFacts = { signedInSessionId: 'session-0' };
const said = (decision: 'allow' | 'deny', sessionId = 'session-1'): InteractionFacts => ({
  consent: { sessionId, decision, scopes: ['openid'] },
});

describe('nobody is signed in', () => {
  it.each<[Prompt[], string]>([
    [[], 'sign-in'],
    [['login'], 'sign-in'],
    [['consent'], 'sign-in'],
    [['select_account'], 'sign-in'],
    [['create'], 'register'],
    [['create', 'login'], 'register'],
    [['none'], 'login-required'],
  ])('prompt %j: %s', (prompts, expected) => {
    expect(decide({ prompts }, {}, { isSignedIn: false })).toBe(expected);
  });

  it('facts of a session that is gone count for nothing', () => {
    expect(decide({}, { ...fresh, ...said('allow') }, { isSignedIn: false })).toBe('sign-in');
  });
});

describe('somebody is signed in and has allowed it before', () => {
  it.each<[Prompt[], InteractionFacts, string]>([
    [[], {}, 'respond all'],
    [['none'], {}, 'respond all'],
    [['login'], {}, 'sign-in'],
    [['login'], fresh, 'respond all'],
    [['login'], stale, 'sign-in'],
    [['create'], {}, 'register'],
    [['create'], fresh, 'respond all'],
    [['select_account'], {}, 'choose-account'],
    [['select_account'], fresh, 'respond all'],
    [['select_account'], { chosenSessionId: 'session-1' }, 'respond all'],
    [['select_account'], { chosenSessionId: 'session-0' }, 'choose-account'],
    [['consent'], {}, 'consent'],
    [['consent'], said('allow'), 'respond openid'],
    [['consent'], said('deny'), 'consent-denied'],
    [['consent'], said('allow', 'session-0'), 'consent'],
    [['consent'], said('deny', 'session-0'), 'consent'],
    [['login', 'consent'], {}, 'sign-in'],
    [['login', 'consent'], fresh, 'consent'],
    [['login', 'select_account', 'consent'], { ...fresh, ...said('allow') }, 'respond openid'],
    [['select_account', 'consent'], said('allow'), 'choose-account'],
  ])('prompt %j with %j: %s', (prompts, facts, expected) => {
    expect(decide({ prompts }, facts)).toBe(expected);
  });
});

describe('max_age', () => {
  it.each<[number | undefined, number, InteractionFacts, string]>([
    [undefined, 999_999, {}, 'respond all'],
    [60, 60, {}, 'respond all'],
    [60, 61, {}, 'sign-in'],
    [60, 61, fresh, 'respond all'],
    [60, 61, stale, 'sign-in'],
    [0, 0, {}, 'sign-in'],
    [0, 0, fresh, 'respond all'],
    [10_000, 2, {}, 'respond all'],
  ])('%s after %s s: %s', (maxAgeSeconds, ageSeconds, facts, expected) => {
    expect(decide({ maxAgeSeconds }, facts, { ageSeconds })).toBe(expected);
  });

  it.each([
    [60, 61],
    [0, 0],
  ])('%s after %s s with prompt=none is login_required', (maxAgeSeconds, ageSeconds) => {
    expect(decide({ maxAgeSeconds, prompts: ['none'] }, {}, { ageSeconds })).toBe('login-required');
  });

  it('is told in whole seconds, as auth_time is', () => {
    const session = { ...describeSession(), authTime: new Date('2026-11-21T08:59:00.900Z') };
    const situation = { session, subject: 'ada', consent: all, facts: {}, now: new Date('2026-11-21T09:00:00.100Z') };
    expect(nextStep({ ...situation, request: describeRequest({ maxAgeSeconds: 60 }) }).kind).toBe('respond');
    expect(nextStep({ ...situation, request: describeRequest({ maxAgeSeconds: 59 }) }).kind).toBe('ask');
  });
});

describe('who is expected', () => {
  it.each<[string, Prompt[], InteractionFacts, string]>([
    ['ada', [], {}, 'respond all'],
    ['ada', ['none'], {}, 'respond all'],
    ['eve', [], {}, 'sign-in'],
    ['eve', ['none'], {}, 'login-required'],
    ['eve', [], fresh, 'subject-mismatch'],
    ['eve', [], { ...fresh, ...said('allow') }, 'subject-mismatch'],
    ['eve', [], said('allow'), 'sign-in'],
  ])('%s with prompt %j and %j: %s', (expectedSubject, prompts, facts, expected) => {
    expect(decide({ expectedSubject, prompts }, facts)).toBe(expected);
  });
});

describe('consent', () => {
  const firstParty = describeClient({}, { firstParty: true });
  const loopback = {
    client: describeClient({ token_endpoint_auth_method: 'none', application_type: 'native' }),
    redirectUri: 'http://127.0.0.1:4000/cb',
  };
  const wide = { ...all, scopes: [...all.scopes, 'email'], resources: ['https://api.example'] };

  it.each<[what: string, Request, Consent | null, string]>([
    ['never given', {}, null, 'consent'],
    ['never given, silent', { prompts: ['none'] }, null, 'consent-required'],
    [
      'never given to a client that guesses who it is',
      { prompts: ['none'], expectedSubject: 'ada' },
      null,
      'login-required',
    ],
    [
      'given for fewer scopes to a client that knows who it is',
      { requestedScopes: ['email'], prompts: ['none'], expectedSubject: 'ada' },
      all,
      'consent-required',
    ],
    ['given for more', {}, wide, 'respond all'],
    ['given for fewer scopes', { requestedScopes: ['openid', 'email'] }, all, 'consent'],
    ['given for fewer scopes, silent', { requestedScopes: ['email'], prompts: ['none'] }, all, 'consent-required'],
    ['given without this resource', { resources: ['https://api.example'] }, all, 'consent'],
    ['given with this resource', { resources: ['https://api.example'] }, wide, 'respond all'],
    ['not given for a claim asked for by name', { consentScopes: ['openid', 'email'] }, all, 'consent'],
    ['of a request without scopes', { requestedScopes: [] }, null, 'consent'],
    ['of a first-party client', { client: firstParty }, null, 'respond all'],
    ['of a first-party client, silent', { client: firstParty, prompts: ['none'] }, null, 'respond all'],
    ['of a first-party client that asks for it', { client: firstParty, prompts: ['consent'] }, null, 'consent'],
    ['of a public client on loopback', loopback, all, 'consent'],
    ['of a public client on loopback, silent', { ...loopback, prompts: ['none'] }, all, 'consent-required'],
    ['of a public client on https loopback', { ...loopback, redirectUri: 'https://localhost:4000/cb' }, all, 'consent'],
    ['of a public client with a private scheme', { ...loopback, redirectUri: 'com.example.app:/cb' }, all, 'consent'],
    ['of a public client on the web', { ...loopback, redirectUri: 'https://rp.example/cb' }, all, 'respond all'],
    ['of a confidential client on loopback', { redirectUri: 'http://127.0.0.1:4000/cb' }, all, 'respond all'],
    ['of a first-party client on loopback', { ...loopback, client: firstParty }, null, 'respond all'],
  ])('%s', (_what, request, consent, expected) => {
    expect(decide(request, {}, { consent })).toBe(expected);
  });

  it('said in this interaction is enough on loopback', () => {
    expect(decide(loopback, said('allow'))).toBe('respond openid');
  });
});
