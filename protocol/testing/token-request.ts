/** Requests to the machine-facing endpoints, and a whole flow up to the tokens. */
import type { EndUserSession } from '../ports';
import type { Query } from './browser';
import { encode, obtainCode, pkce } from './browser';
import type { TestEngine } from './engine';
import { issuer } from './engine';
import type { TestClient } from './registrations';
import { redirectUri } from './registrations';

export type MachineEndpoint = 'token' | 'deviceAuthorization' | 'introspection' | 'revocation' | 'userinfo';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

export function basic(clientId: string, secret: string): string {
  return `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`;
}

/** What this client sends to prove itself: Basic, a secret, or just its id; one that signs adds its assertion. */
export function credentials({ client, clientId, secret }: TestClient): {
  headers: Record<string, string>;
  body: Record<string, string>;
} {
  const method = client.metadata.token_endpoint_auth_method;
  if (method === 'client_secret_basic') return { headers: { authorization: basic(clientId, secret) }, body: {} };
  const body = { client_id: clientId };
  return { headers: {}, body: method === 'client_secret_post' ? { ...body, client_secret: secret } : body };
}

/** A form to an endpoint, exactly as given. */
export async function send(
  { server }: TestEngine,
  endpoint: MachineEndpoint,
  form: Query | string,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<Answer> {
  const body = typeof form === 'string' ? form : encode(form).toString();
  const request = new Request(`${issuer}/oauth2/${endpoint}`, {
    method,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
  });
  return readResponse(await server[endpoint](request));
}

export async function readResponse(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}

/** The same by a client that proves itself. */
export function sendAs(
  engine: TestEngine,
  client: TestClient,
  endpoint: MachineEndpoint,
  form: Record<string, string | undefined>,
): Promise<Answer> {
  const proof = credentials(client);
  return send(engine, endpoint, { ...proof.body, ...form }, proof.headers);
}

/** An authorization request that every client of these tests may make. */
export function codeQuery({ clientId }: TestClient, more: Record<string, string | undefined> = {}) {
  return {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid offline_access',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: pkce.challenge,
    code_challenge_method: 'S256',
    ...more,
  };
}

export function codeForm(code: string | undefined, more: Record<string, string | undefined> = {}) {
  return { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: pkce.verifier, ...more };
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  id_token: string;
  scope: string;
  expires_in: number;
}

/** A code that this client may redeem. */
export async function obtainCodeOf(engine: TestEngine, client: TestClient, session: EndUserSession) {
  return (await obtainCode(engine, codeQuery(client), session)).code;
}

/** The tokens of a whole flow. */
export async function obtainTokens(
  engine: TestEngine,
  client: TestClient,
  session: EndUserSession,
  query: Record<string, string | undefined> = {},
  form: Record<string, string | undefined> = {},
): Promise<Tokens> {
  const { code } = await obtainCode(engine, codeQuery(client, query), session);
  const answer = await sendAs(engine, client, 'token', codeForm(code, form));
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as unknown as Tokens;
}

export function refresh(engine: TestEngine, client: TestClient, token: string, more: Record<string, string> = {}) {
  return sendAs(engine, client, 'token', { grant_type: 'refresh_token', refresh_token: token, ...more });
}

/** `GET /oauth2/userinfo` with a Bearer header. */
export function userinfo(engine: TestEngine, accessToken: string): Promise<Answer> {
  return send(engine, 'userinfo', '', { authorization: `Bearer ${accessToken}` }, 'GET');
}

/** The payload of a JWT, unverified. */
export function payloadOf(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

/** The header of a JWT, unverified. */
export function headerOf(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString('utf8'));
}
