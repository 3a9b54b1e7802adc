/** A person at an application: what tests need before the attack begins. */

import type { Tokens } from '../harness/checks/tokens';
import { readTokens } from '../harness/checks/tokens';
import type { RegisteredPerson } from '../harness/command-line';
import type { Authorization } from '../harness/flow';
import { authorize } from '../harness/flow';
import type { PlainBrowser } from '../harness/plain-browser';
import type { RelyingParty, RequestParameters } from '../harness/relying-party';
import type { ApplicationName } from './applications';
import type { Site } from './site';

export const offline = 'openid profile email offline_access';

export interface CodeHolder extends Authorization {
  party: RelyingParty;
  browser: PlainBrowser;
  code: string;
}

interface Wishes {
  application?: ApplicationName;
  person?: RegisteredPerson;
  /** Goes on with this browser and its session. */
  browser?: PlainBrowser;
  parameters?: RequestParameters;
  pkce?: boolean;
}

/** A code that nobody has redeemed yet, with PKCE unless told otherwise. */
export async function takeCode(site: Site, wishes: Wishes = {}): Promise<CodeHolder> {
  const { application = 'web', person = site.ada, browser = site.browser(), parameters, pkce = true } = wishes;
  const party = await site.party(application);
  const authorization = await authorize(party, browser, person, { pkce, ...(parameters ? { parameters } : {}) });
  const code = authorization.response.parameters.get('code');
  if (code === null) throw new Error(`No code, but ${authorization.response.parameters}`);
  return { ...authorization, party, browser, code };
}

export interface TokenHolder extends CodeHolder {
  tokens: Required<{ [Name in keyof Tokens]: string }>;
}

/** All three tokens of a person who allowed offline access. */
export async function takeTokens(site: Site, wishes: Wishes = {}): Promise<TokenHolder> {
  const parameters = { scope: offline, prompt: 'consent', ...wishes.parameters };
  const holder = await takeCode(site, { ...wishes, parameters });
  const answer = await holder.party.redeem(holder.response, holder.request);
  const { accessToken, refreshToken, idToken } = readTokens(answer);
  if (refreshToken === undefined || idToken === undefined) throw new Error(`Tokens are missing: ${answer.text}`);
  return { ...holder, tokens: { accessToken, refreshToken, idToken } };
}

/** Introspection as the party's own client. */
export function introspect(site: Site, { client }: RelyingParty, token: string) {
  return askAs(site, client, 'introspect', token);
}

export function revoke(site: Site, { client }: RelyingParty, token: string) {
  return askAs(site, client, 'revoke', token);
}

function askAs(site: Site, client: RelyingParty['client'], endpoint: 'introspect' | 'revoke', token: string) {
  const { client_id: id, client_secret: secret = '', token_endpoint_auth_method: method } = client;
  const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const body = new URLSearchParams({ token });
  if (method !== 'client_secret_basic') body.set('client_id', id);
  if (method === 'client_secret_post') body.set('client_secret', secret);
  return site.wire(`${site.issuer}/oauth2/${endpoint}`, {
    method: 'POST',
    headers: method === 'client_secret_basic' ? { authorization: basic } : {},
    body,
  });
}

/** The cookies that a browser was given and still has, by name. */
export function cookiesOf({ visits }: PlainBrowser): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const line of visits.flatMap(({ headers }) => headers.getSetCookie())) {
    const [pair = ''] = line.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    if (value === '' || /;\s*max-age=0/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
  return cookies;
}

export function cookieHeader(cookies: Iterable<[name: string, value: string]>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** The value of the session cookie; throws when nobody is signed in. */
export function sessionCookieOf(browser: PlainBrowser): [name: string, value: string] {
  const found = [...cookiesOf(browser)].find(([name]) => name.endsWith('gatehouse.session'));
  if (found === undefined) throw new Error('This browser has no session cookie');
  return found;
}
