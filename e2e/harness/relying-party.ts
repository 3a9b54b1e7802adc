/** An independent relying party: it builds requests, reads responses, redeems codes, and believes nothing unchecked. */
import { createHash, randomBytes } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import type { AuthorizationResponse } from './authorization-response';
import type { RegisteredClient } from './command-line';
import type { Wire, WireResponse } from './wire';
import { readMembers } from './wire';

/** A parameter that is undefined is left out, also one that would be sent otherwise. */
export type RequestParameters = Record<string, string | undefined>;

export interface AuthorizationRequest {
  url: string;
  parameters: URLSearchParams;
  redirectUri: string;
  state: string | null;
  nonce: string | null;
  codeVerifier: string | undefined;
}

export interface Configuration {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  userinfo_endpoint: string;
  jwks_uri: string;
  end_session_endpoint: string;
  [member: string]: unknown;
}

export type UserinfoStyle = 'get' | 'post-header' | 'post-body';

export interface RelyingParty {
  client: RegisteredClient;
  configuration: Configuration;
  discovery: WireResponse;
  jwks: JSONWebKeySet;
  jwksAnswer: WireResponse;
  wire: Wire;
  /** A request with `openid`, state and nonce, and what `parameters` change in it, in that order. */
  request(parameters?: RequestParameters, options?: { pkce?: boolean }): AuthorizationRequest;
  redeem(
    response: AuthorizationResponse,
    request: AuthorizationRequest,
    overrides?: RequestParameters,
  ): Promise<WireResponse>;
  refresh(refreshToken: string, overrides?: RequestParameters): Promise<WireResponse>;
  userinfo(accessToken: string, style?: UserinfoStyle): Promise<WireResponse>;
  endSessionUrl(parameters: RequestParameters): string;
}

/** Reads the provider's documents and speaks for `client`. */
export async function createRelyingParty(issuer: string, wire: Wire, client: RegisteredClient): Promise<RelyingParty> {
  const discovery = await wire(`${issuer}/.well-known/openid-configuration`);
  const configuration = readConfiguration(discovery);
  const jwksAnswer = await wire(configuration.jwks_uri);
  const jwks: JSONWebKeySet = JSON.parse(jwksAnswer.text);
  const token = (fields: RequestParameters) => {
    const { headers, members } = authenticate(client);
    return wire(configuration.token_endpoint, {
      method: 'POST',
      headers: { accept: 'application/json', ...headers },
      body: toParameters({ ...fields, ...members }),
    });
  };
  return {
    ...{ client, configuration, discovery, jwks, jwksAnswer, wire },
    request: (parameters = {}, options = {}) => buildRequest(configuration, client, parameters, options.pkce ?? false),
    redeem: (response, request, overrides = {}) =>
      token({
        grant_type: 'authorization_code',
        code: response.parameters.get('code') ?? '',
        redirect_uri: request.redirectUri,
        code_verifier: request.codeVerifier,
        ...overrides,
      }),
    refresh: (refreshToken, overrides = {}) =>
      token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...overrides }),
    userinfo: (accessToken, style = 'get') => requestUserinfo(wire, configuration, accessToken, style),
    endSessionUrl: (parameters) => `${configuration.end_session_endpoint}?${toParameters(parameters)}`,
  };
}

function readConfiguration(discovery: WireResponse): Configuration {
  const members = readMembers(discovery);
  const text = (name: string) => {
    const value = members[name];
    if (typeof value !== 'string') throw new Error(`Discovery has no ${name}: ${discovery.status} ${discovery.text}`);
    return value;
  };
  return {
    ...members,
    issuer: text('issuer'),
    authorization_endpoint: text('authorization_endpoint'),
    token_endpoint: text('token_endpoint'),
    userinfo_endpoint: text('userinfo_endpoint'),
    jwks_uri: text('jwks_uri'),
    end_session_endpoint: text('end_session_endpoint'),
  };
}

function buildRequest(
  configuration: Configuration,
  client: RegisteredClient,
  changes: RequestParameters,
  pkce: boolean,
): AuthorizationRequest {
  const codeVerifier = pkce ? randomBytes(32).toString('base64url') : undefined;
  const challenge = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');
  const parameters = toParameters({
    client_id: client.client_id,
    redirect_uri: client.redirect_uris[0],
    scope: 'openid',
    state: randomBytes(9).toString('base64url'),
    nonce: randomBytes(9).toString('base64url'),
    response_type: 'code',
    ...(codeVerifier === undefined ? {} : { code_challenge: challenge(codeVerifier), code_challenge_method: 'S256' }),
    ...changes,
  });
  return {
    url: `${configuration.authorization_endpoint}?${parameters}`,
    parameters,
    redirectUri: parameters.get('redirect_uri') ?? '',
    state: parameters.get('state'),
    nonce: parameters.get('nonce'),
    codeVerifier,
  };
}

/** What a client sends to prove itself; RFC 6749 section 2.3.1: id and secret are form-encoded before base64. */
export function authenticate(client: RegisteredClient): {
  headers: Record<string, string>;
  members: RequestParameters;
} {
  const { client_id: id, client_secret: secret = '' } = client;
  if (client.token_endpoint_auth_method === 'none') return { headers: {}, members: { client_id: id } };
  if (client.token_endpoint_auth_method === 'client_secret_post') {
    return { headers: {}, members: { client_id: id, client_secret: secret } };
  }
  return { headers: { authorization: basicCredentials(formEncode(id), formEncode(secret)) }, members: {} };
}

/** A Basic header of values that are encoded already. */
export function basicCredentials(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

const formEncode = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);

function toParameters(values: RequestParameters): URLSearchParams {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given);
}

function requestUserinfo(wire: Wire, configuration: Configuration, accessToken: string, style: UserinfoStyle) {
  const url = configuration.userinfo_endpoint;
  const authorization = `Bearer ${accessToken}`;
  if (style === 'get') return wire(url, { headers: { authorization } });
  if (style === 'post-header') {
    return wire(url, { method: 'POST', headers: { authorization }, body: new URLSearchParams() });
  }
  return wire(url, { method: 'POST', body: new URLSearchParams({ access_token: accessToken }) });
}
