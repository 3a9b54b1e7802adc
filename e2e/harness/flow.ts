/** A whole code flow, from the request to userinfo, and everything of CONFORMANCE.md 2.1 that can be wrong with it. */
import type { JWTPayload } from 'jose';
import { decodeJwt } from 'jose';
import type { AuthorizationResponse, Place } from './authorization-response';
import { readAuthorizationResponse } from './authorization-response';
import { checkClaimTypes } from './checks/claims';
import { checkDocuments, isJson } from './checks/documents';
import { checkIdToken } from './checks/id-token';
import { checkResponse } from './checks/response';
import type { Tokens } from './checks/tokens';
import { checkTokenResponse, readTokens } from './checks/tokens';
import type { RegisteredPerson } from './command-line';
import type { PlainBrowser } from './plain-browser';
import type { AuthorizationRequest, RelyingParty, RequestParameters, UserinfoStyle } from './relying-party';
import type { Walk } from './screens';
import { walk } from './screens';
import type { WireResponse } from './wire';
import { readMembers } from './wire';

export interface FlowOptions {
  parameters?: RequestParameters;
  pkce?: boolean;
  /** Where the response belongs; default the query. */
  place?: Place;
  userinfo?: UserinfoStyle;
  /** Claims that the request asks to see in the ID token. */
  requestedClaims?: readonly string[];
  /** The authorization request is a form that the application's page posts. */
  byPost?: boolean;
}

export interface Authorization extends Walk {
  request: AuthorizationRequest;
  response: AuthorizationResponse;
}

export interface Flow extends Authorization {
  tokenAnswer: WireResponse;
  tokens: Tokens;
  idToken: JWTPayload;
  userinfoAnswer: WireResponse;
  userinfo: Record<string, unknown>;
  /** What breaks a rule of 2.1; a good flow has none. */
  problems: string[];
}

/** Sends the browser through an authorization request, signing in and allowing where it is asked. */
export async function authorize(
  relyingParty: RelyingParty,
  browser: PlainBrowser,
  person: RegisteredPerson,
  { parameters, pkce = false, byPost = false }: FlowOptions = {},
): Promise<Authorization> {
  const request = relyingParty.request(parameters, { pkce });
  const first = byPost
    ? await browser.postFromElsewhere(relyingParty.configuration.authorization_endpoint, request.parameters)
    : await browser.open(request.url);
  const walked = await walk(browser, first, person);
  return { ...walked, request, response: readAuthorizationResponse(walked.arrival, request.redirectUri) };
}

/** The whole flow with all checks. Throws when it does not get to its tokens. */
export async function completeFlow(
  relyingParty: RelyingParty,
  browser: PlainBrowser,
  person: RegisteredPerson,
  options: FlowOptions = {},
): Promise<Flow> {
  const authorization = await authorize(relyingParty, browser, person, options);
  const { request, response } = authorization;
  const code = response.parameters.get('code');
  if (code === null) throw new Error(`The flow ended with ${response.parameters}`);
  const tokenAnswer = await relyingParty.redeem(response, request);
  const tokens = readTokens(tokenAnswer);
  const { accessToken, idToken } = tokens;
  if (idToken === undefined) throw new Error(`No ID token: ${tokenAnswer.text}`);
  const userinfoAnswer = await relyingParty.userinfo(accessToken, options.userinfo);
  const claims = decodeJwt(idToken);
  const { requestedClaims = [] } = options;
  const problems = [
    ...(await checkDocuments(relyingParty)),
    ...checkResponse(response, request, relyingParty.configuration, options.place),
    ...checkTokenResponse(tokenAnswer),
    ...(await checkIdToken(idToken, { relyingParty, request, accessToken, code, requestedClaims })),
    ...checkUserinfo(userinfoAnswer, claims.sub),
  ];
  const read = { tokenAnswer, tokens, idToken: claims, userinfoAnswer, userinfo: readMembers(userinfoAnswer) };
  return { ...authorization, ...read, problems };
}

/** What is wrong with a userinfo answer about this person. */
export function checkUserinfo(answer: WireResponse, subject: string | undefined): string[] {
  const problems: string[] = [];
  const members = readMembers(answer);
  if (answer.status !== 200) problems.push(`userinfo: status ${answer.status}`);
  if (!isJson(answer.headers)) problems.push(`userinfo: type ${answer.headers.get('content-type')}`);
  if (!/\bno-store\b/.test(answer.headers.get('cache-control') ?? '')) problems.push('userinfo: it may be stored');
  if (members.sub !== subject) problems.push(`userinfo: sub is ${members.sub}, not ${subject}`);
  return [...problems, ...checkClaimTypes('userinfo', members)];
}
