/** An application that registers itself (RFC 7591) and manages what it registered (RFC 7592). */
import type { RegisteredClient } from './command-line';
import type { Wire, WireRequest, WireResponse } from './wire';
import { readMembers } from './wire';

export interface SelfRegisteredClient extends RegisteredClient {
  registration_access_token: string;
  registration_client_uri: string;
  [member: string]: unknown;
}

/** Sends the metadata; `token` is an initial access token. */
export function sendRegistration(
  wire: Wire,
  issuer: string,
  metadata: Record<string, unknown>,
  token?: string,
): Promise<WireResponse> {
  return sendDocument(wire, `${issuer}/oauth2/register`, 'POST', metadata, token);
}

/** The same; throws unless the client was made. */
export async function registerClient(
  wire: Wire,
  issuer: string,
  metadata: Record<string, unknown>,
): Promise<SelfRegisteredClient> {
  const answer = await sendRegistration(wire, issuer, metadata);
  if (answer.status !== 201) throw new Error(`It was not registered: ${answer.status} ${answer.text}`);
  return readMembers(answer) as SelfRegisteredClient;
}

/** Asks for, replaces or deletes a registration, with its token unless another one is given. */
export function manageRegistration(
  wire: Wire,
  client: SelfRegisteredClient,
  method: 'GET' | 'PUT' | 'DELETE',
  document?: Record<string, unknown>,
  token = client.registration_access_token,
): Promise<WireResponse> {
  return sendDocument(wire, client.registration_client_uri, method, document, token);
}

function sendDocument(
  wire: Wire,
  url: string,
  method: NonNullable<WireRequest['method']>,
  document: Record<string, unknown> | undefined,
  token: string | undefined,
): Promise<WireResponse> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const body = document === undefined ? {} : { body: JSON.stringify(document) };
  return wire(url, { method, headers: { 'content-type': 'application/json', ...authorization }, ...body });
}
