/** Sign-ins through the pages, as a browser does them, and what comes back from them. */
import { readAuthorizationResponse } from '@/e2e/harness/authorization-response';
import type { PlainBrowser } from '@/e2e/harness/plain-browser';
import { createPlainBrowser } from '@/e2e/harness/plain-browser';
import { walk } from '@/e2e/harness/screens';
import type { Contestant } from './contestants/contestant';
import { redirectUri, resource } from './contestants/contestant';
import { formPost } from './token-request';

/** For the API (a JWT), or for userinfo alone (what each gives there by default). */
export type Target = 'api' | 'userinfo';

export interface Tokens {
  access_token: string;
  refresh_token: string;
}

/** A browser that is signed in and has allowed the web client everything. */
export async function signIn(contestant: Contestant, target: Target): Promise<PlainBrowser> {
  const browser = createPlainBrowser(contestant.issuer, contestant.wire);
  await askForCode(contestant, browser, target, 'consent');
  return browser;
}

/** Sends the browser through an authorization request and returns the code. */
export async function askForCode(
  contestant: Contestant,
  browser: PlainBrowser,
  target: Target,
  prompt: 'none' | 'consent',
): Promise<string> {
  const scope = `openid profile email offline_access${target === 'api' ? ` ${resource.scope}` : ''}`;
  const parameters = new URLSearchParams({
    ...{ client_id: contestant.web.client_id, redirect_uri: redirectUri, response_type: 'code', scope, prompt },
    ...(target === 'api' ? { resource: resource.identifier } : {}),
  });
  const first = await browser.open(`${contestant.endpoints.authorization_endpoint}?${parameters}`);
  const { arrival, shown } = await walk(browser, first, contestant.person);
  const { parameters: answer } = readAuthorizationResponse(arrival, redirectUri);
  const code = answer.get('code');
  if (code === null)
    throw new Error(`${contestant.name}: after ${shown.join(', ') || 'no page'} no code, but ${answer}`);
  return code;
}

/** The token request for a code. */
export const codeExchange = (contestant: Contestant, code: string, target: Target) =>
  formPost(contestant.web, {
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri },
    ...(target === 'api' ? { resource: resource.identifier } : {}),
  });

/** Signs in and redeems the code. */
export async function obtainTokens(contestant: Contestant, target: Target): Promise<Tokens> {
  const browser = createPlainBrowser(contestant.issuer, contestant.wire);
  const code = await askForCode(contestant, browser, target, 'consent');
  const request = { method: 'POST', ...codeExchange(contestant, code, target) };
  const answer = await contestant.wire(contestant.endpoints.token_endpoint, request);
  if (answer.status !== 200) throw new Error(`${contestant.name}: code exchange ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text);
}
