/** Requests to the endpoints at which clients authenticate, and how their refusals must look. */
import { expect } from 'vitest';
import type { Tokens } from '@/e2e/harness/checks/tokens';
import { checkTokenError } from '@/e2e/harness/checks/tokens';
import type { RegisteredClient } from '@/e2e/harness/command-line';
import { clients } from '@/e2e/harness/data';
import { completeFlow } from '@/e2e/harness/flow';
import { authenticate } from '@/e2e/harness/relying-party';
import type { WireResponse } from '@/e2e/harness/wire';
import { readMembers } from '@/e2e/harness/wire';
import type { Site } from './site';

type Members = Record<string, string | undefined> | [name: string, value: string][];

/** POSTs a form as this client, or as nobody; what is given beside comes last. */
export function postAs(
  { wire, issuer }: Site,
  endpoint: 'token' | 'introspect' | 'revoke',
  client: RegisteredClient | undefined,
  members: Members,
  headers: Record<string, string> = {},
): Promise<WireResponse> {
  const proof = client === undefined ? { headers: {}, members: {} } : authenticate(client);
  const all = [...Object.entries(proof.members), ...(Array.isArray(members) ? members : Object.entries(members))];
  const given = all.filter((entry): entry is [string, string] => entry[1] !== undefined);
  return wire(`${issuer}/oauth2/${endpoint}`, {
    method: 'POST',
    headers: { ...proof.headers, ...headers },
    body: new URLSearchParams(given),
  });
}

/** RFC 6749 section 5.2: status, JSON, no-store, the error, and texts in the characters that it allows. */
export function expectError(
  answer: WireResponse,
  error: string,
  status = error === 'invalid_client' ? 401 : 400,
): void {
  expect(checkTokenError(answer, error, status)).toEqual([]);
  const { error_description: description, error_uri: uri } = readMembers(answer);
  expect(description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  expect(uri).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/);
}

/** All three tokens of `ada` for the client `basic`. */
export async function takeTokens(site: Site): Promise<{ [Name in keyof Tokens]: string }> {
  const offline = { parameters: { scope: 'openid profile offline_access', prompt: 'consent' } };
  const { tokens } = await completeFlow(await site.relyingParty(), site.browser(), site.ada, offline);
  const { accessToken, refreshToken, idToken } = tokens;
  if (refreshToken === undefined || idToken === undefined) throw new Error('Tokens are missing');
  return { accessToken, refreshToken, idToken };
}

/** Another application: it may redeem codes and nothing else, and is public where that is wanted. */
export function registerAnother(site: Site, method = 'client_secret_basic'): Promise<RegisteredClient> {
  const metadata = { ...clients.basic, grant_types: ['authorization_code'], token_endpoint_auth_method: method };
  return site.commandLine.createClient(metadata);
}
