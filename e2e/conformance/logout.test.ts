/** CONFORMANCE.md 2.7: RP-initiated logout. A page may ask; only a registered address of a known client is gone to. */
import { decodeJwt, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { readAuthorizationResponse } from '@/e2e/harness/authorization-response';
import { applicationOrigin } from '@/e2e/harness/data';
import { completeFlow } from '@/e2e/harness/flow';
import type { Arrival, PlainBrowser } from '@/e2e/harness/plain-browser';
import type { RelyingParty, RequestParameters } from '@/e2e/harness/relying-party';
import { confirmSignOut, screenOf } from '@/e2e/harness/screens';
import type { DatabaseKind } from '@/e2e/harness/test-database';
import { databaseKinds } from '@/e2e/harness/test-database';
import { conformanceSite, nextSecond } from './site';

const returnUri = `${applicationOrigin}/signed-out`;
const oddState = '"quotes\' <tags> %20 #hash &and=equals +plus ;semi \\back /slash?query {brace} 0123456789';

/** Ada is signed in at the client, and this is her browser. */
async function signedIn(kind: DatabaseKind = 'sqlite', client: 'basic' | 'hasty' = 'basic') {
  const site = conformanceSite(kind);
  const relyingParty = await site.relyingParty(client);
  const browser = site.browser();
  const flow = await completeFlow(relyingParty, browser, site.ada);
  const idToken = flow.tokens.idToken ?? '';
  const open = (parameters: RequestParameters) => browser.open(relyingParty.endSessionUrl(parameters));
  return { site, relyingParty, browser, idToken, open };
}

/** Confirms if that is asked for. */
async function settle(browser: PlainBrowser, arrival: Arrival): Promise<Arrival> {
  if (arrival.kind === 'elsewhere' || screenOf(arrival.page) !== 'sign-out') return arrival;
  return confirmSignOut(browser, arrival.page);
}

async function errorOfSilentRequest(relyingParty: RelyingParty, browser: PlainBrowser): Promise<string | null> {
  const request = relyingParty.request({ prompt: 'none' });
  const response = readAuthorizationResponse(await browser.open(request.url), request.redirectUri);
  return response.parameters.get('error');
}

async function expectSignedOut(relyingParty: RelyingParty, browser: PlainBrowser): Promise<void> {
  expect(await errorOfSilentRequest(relyingParty, browser)).toBe('login_required');
  expect((await browser.cookieNames()).filter((name) => name.includes('session'))).toEqual([]);
}

describe.each(databaseKinds)('RP-initiated logout on %s', (kind) => {
  it('oidcc-rp-initiated-logout: back to the application with exactly the state, and signed out', async () => {
    const { relyingParty, browser, idToken, open } = await signedIn(kind);
    const asked = { id_token_hint: idToken, post_logout_redirect_uri: returnUri, state: oddState };
    const arrival = await settle(browser, await open(asked));
    const { url } = expectElsewhere(arrival);
    expect(url.split('?')[0]).toBe(returnUri);
    expect([...new URL(url).searchParams]).toEqual([['state', oddState]]);
    expect(new URL(url).hash).toBe('');
    await expectSignedOut(relyingParty, browser);
  });
});

describe.concurrent('RP-initiated logout that goes back', () => {
  it('oidcc-rp-initiated-logout-no-state: without a state there is none', async () => {
    const { browser, relyingParty, idToken, open } = await signedIn();
    const arrival = await settle(browser, await open({ id_token_hint: idToken, post_logout_redirect_uri: returnUri }));
    expect(expectElsewhere(arrival).url).toBe(returnUri);
    await expectSignedOut(relyingParty, browser);
  });

  it('oidcc-rp-initiated-logout: an expired ID token is as good', async () => {
    const { browser, relyingParty, idToken, open } = await signedIn('sqlite', 'hasty');
    await nextSecond(3);
    expect(Number(decodeJwt(idToken).exp) * 1000).toBeLessThan(Date.now());
    const arrival = await open({ id_token_hint: idToken, post_logout_redirect_uri: returnUri });
    expect(expectElsewhere(arrival).url).toBe(returnUri);
    await expectSignedOut(relyingParty, browser);
  });

  it('oidcc-rp-initiated-logout: a form on the page of the application is as good', async () => {
    const { browser, relyingParty, idToken } = await signedIn();
    const fields = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: returnUri });
    const arrival = await browser.postFromElsewhere(relyingParty.configuration.end_session_endpoint, fields);
    expect(expectElsewhere(await settle(browser, arrival)).url).toBe(returnUri);
    await expectSignedOut(relyingParty, browser);
  });

  it("somebody else's ID token signs nobody out before the person says so", async () => {
    const { site, browser, relyingParty, open } = await signedIn();
    const ofNoel = await completeFlow(relyingParty, site.browser(), site.noel);
    const arrival = await open({ id_token_hint: ofNoel.tokens.idToken, post_logout_redirect_uri: returnUri });
    expect(arrival.kind === 'page' && screenOf(arrival.page)).toBe('sign-out');
    expect(await errorOfSilentRequest(relyingParty, browser)).toBeNull();
  });
});

describe('RP-initiated logout that ends on a page', () => {
  /** Signs out with whatever `parameters` say, and ends on a page that tells so. */
  const endsOnPage = async (name: string, parameters: (idToken: string) => RequestParameters) => {
    const { browser, relyingParty, idToken, open } = await signedIn();
    const arrival = await settle(browser, await open(parameters(idToken)));
    const screen = arrival.kind === 'page' ? screenOf(arrival.page) : `sent to ${arrival.url}`;
    expect(['signed-out', 'error'], name).toContain(screen);
    if (screen === 'signed-out') await expectSignedOut(relyingParty, browser);
    return screen;
  };
  const withReturn = (idToken: string, uri: string) => ({
    id_token_hint: idToken,
    post_logout_redirect_uri: uri,
    state: 'some-state',
  });
  const unsigned = (idToken: string) => new UnsecuredJWT(decodeJwt(idToken)).encode();
  const resigned = (idToken: string, change: (claims: Record<string, unknown>) => Record<string, unknown>) => {
    const [header = '', payload = '', signature = ''] = idToken.split('.');
    const claims = change(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  };
  const swapped = ({ iss, aud, ...claims }: Record<string, unknown>) => ({ ...claims, iss: aud, aud: iss });

  it.each<[string, (idToken: string) => RequestParameters]>([
    ['bad-post-logout-redirect-uri', (token) => withReturn(token, `${applicationOrigin}/somewhere-else`)],
    ['query-added-to-post-logout-redirect-uri', (token) => withReturn(token, `${returnUri}?foo=bar`)],
    ['no-id-token-hint', () => ({ post_logout_redirect_uri: returnUri, state: 'some-state' })],
    ['modified-id-token-hint', (token) => withReturn(unsigned(token), returnUri)],
    ['modified-id-token-hint', (token) => withReturn(`${token.slice(0, -8)}AAAAAAAA`, returnUri)],
    ['bad-id-token-hint', (token) => withReturn(resigned(token, swapped), returnUri)],
    ['bad-id-token-hint', () => withReturn('not.a.token', returnUri)],
  ])('oidcc-rp-initiated-logout-%s: no redirect', async (name, parameters) => {
    await endsOnPage(name, parameters);
  });

  it.each<[string, (idToken: string) => RequestParameters]>([
    ['no-params', () => ({})],
    ['only-state', () => ({ state: 'some-state' })],
    ['no-post-logout-redirect-uri', (token) => ({ id_token_hint: token, state: 'some-state' })],
  ])('oidcc-rp-initiated-logout-%s: signed out, and the page says so', async (name, parameters) => {
    expect(await endsOnPage(name, parameters)).toBe('signed-out');
  });
});

function expectElsewhere(arrival: Arrival): Extract<Arrival, { kind: 'elsewhere' }> {
  if (arrival.kind === 'elsewhere') return arrival;
  throw new Error(`Expected to be sent back, found ${screenOf(arrival.page)} at ${arrival.page.url}`);
}
