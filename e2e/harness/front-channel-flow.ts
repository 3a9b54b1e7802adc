/** A whole implicit or hybrid flow, from the request to userinfo, and everything that can be wrong with it. */
import type { JWTPayload } from 'jose';
import { decodeJwt } from 'jose';
import type { Place } from './authorization-response';
import { checkDocuments } from './checks/documents';
import { checkIdToken } from './checks/id-token';
import { checkResponse } from './checks/response';
import type { Tokens } from './checks/tokens';
import { checkTokenResponse, readTokens } from './checks/tokens';
import type { RegisteredPerson } from './command-line';
import type { Authorization } from './flow';
import { authorize, checkUserinfo } from './flow';
import type { PlainBrowser } from './plain-browser';
import type { RelyingParty, RequestParameters } from './relying-party';
import { readMembers } from './wire';

export const implicitTypes = ['token', 'id_token', 'id_token token'] as const;
export const hybridTypes = ['code id_token', 'code token', 'code id_token token'] as const;
export type FrontChannelType = (typeof implicitTypes)[number] | (typeof hybridTypes)[number];

export interface FrontChannelOptions {
  parameters?: RequestParameters;
  /** Where the response belongs; default the fragment. */
  place?: Place;
  /** Claims that belong in the ID token of the response. */
  requestedClaims?: readonly string[];
}

export interface FrontChannelFlow extends Authorization {
  accessToken: string | null;
  code: string | null;
  /** The ID token of the response, and its claims. */
  idToken: string | null;
  claims: JWTPayload;
  /** What the code was redeemed for, in hybrid. */
  redeemed: Tokens | undefined;
  userinfo: Record<string, unknown> | undefined;
  problems: string[];
}

/** The flow with all checks: the response, its ID token, the redemption of a code, and userinfo by every access token. */
export async function completeFrontChannelFlow(
  relyingParty: RelyingParty,
  browser: PlainBrowser,
  person: RegisteredPerson,
  responseType: FrontChannelType,
  { parameters = {}, place = 'fragment', requestedClaims = [] }: FrontChannelOptions = {},
): Promise<FrontChannelFlow> {
  const sent = { response_type: responseType, ...parameters };
  const authorization = await authorize(relyingParty, browser, person, { parameters: sent });
  const { request, response } = authorization;
  const [code, accessToken, idToken] = ['code', 'access_token', 'id_token'].map((name) =>
    response.parameters.get(name),
  );
  const surroundings = { relyingParty, request, accessToken: accessToken ?? null, code: code ?? null, requestedClaims };
  const claims = idToken ? decodeJwt(idToken) : {};
  const problems = [
    ...(await checkDocuments(relyingParty)),
    ...checkResponse(response, request, relyingParty.configuration, place),
    ...(idToken ? await checkIdToken(idToken, { ...surroundings, isFrontChannel: true }) : []),
  ];
  const redeemed = code ? await redeem(relyingParty, authorization, claims, problems) : undefined;
  let userinfo: Record<string, unknown> | undefined;
  for (const token of [accessToken, redeemed?.accessToken]) {
    if (!token) continue;
    const answer = await relyingParty.userinfo(token);
    problems.push(...checkUserinfo(answer, person.sub));
    userinfo = readMembers(answer);
  }
  const found = { accessToken: accessToken ?? null, code: code ?? null, idToken: idToken ?? null };
  return { ...authorization, ...found, claims, redeemed, userinfo, problems };
}

/** Both ID tokens of a hybrid flow speak of one person by one issuer (OpenID Connect Core 3.3.3.6). */
async function redeem(
  relyingParty: RelyingParty,
  { request, response }: Authorization,
  claims: JWTPayload,
  problems: string[],
): Promise<Tokens> {
  const answer = await relyingParty.redeem(response, request);
  problems.push(...checkTokenResponse(answer));
  const tokens = readTokens(answer);
  if (tokens.idToken === undefined) throw new Error(`No ID token: ${answer.text}`);
  const code = response.parameters.get('code');
  const surroundings = { relyingParty, request, accessToken: tokens.accessToken, code };
  problems.push(...(await checkIdToken(tokens.idToken, surroundings)));
  const later = decodeJwt(tokens.idToken);
  for (const name of ['sub', 'iss', 'auth_time', 'sid']) {
    const isEqual = claims.iss === undefined || claims[name] === later[name];
    if (!isEqual) problems.push(`hybrid: ${name} is ${claims[name]} and then ${later[name]}`);
  }
  return tokens;
}
