/** CONFORMANCE.md 2.2: requests that are refused, each at the right place. */
import { UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { readAuthorizationResponse } from '@/e2e/harness/authorization-response';
import { checkResponse } from '@/e2e/harness/checks/response';
import { applicationOrigin } from '@/e2e/harness/data';
import { authorize } from '@/e2e/harness/flow';
import type { Arrival, PlainBrowser } from '@/e2e/harness/plain-browser';
import type { AuthorizationRequest } from '@/e2e/harness/relying-party';
import { deny, expectScreen, signIn } from '@/e2e/harness/screens';
import { conformanceSite } from './site';

/** Our own page, without a redirect before it, that says that this cannot continue. */
function expectErrorPage(arrival: Arrival, browser: PlainBrowser): void {
  const page = expectScreen(arrival, 'error');
  expect(page.status).toBe(400);
  expect(browser.visits.map(({ status }) => status)).toEqual([400]);
}

async function errorOf(arrival: Arrival, request: AuthorizationRequest): Promise<string | null> {
  const { configuration } = await conformanceSite().relyingParty();
  const response = readAuthorizationResponse(arrival, request.redirectUri);
  expect(checkResponse(response, request, configuration)).toEqual([]);
  return response.parameters.get('error');
}

describe('refusals', () => {
  it('oidcc-response-type-missing: the application is told, in the query', async () => {
    const site = conformanceSite();
    const request = (await site.relyingParty()).request({ response_type: undefined });
    const error = await errorOf(await site.browser().open(request.url), request);
    expect(['unsupported_response_type', 'invalid_request']).toContain(error);
  });

  it.each([`${applicationOrigin}/callback/d4fJk3`, `${applicationOrigin}/callback?added=1`, `${applicationOrigin}/`])(
    'oidcc-ensure-registered-redirect-uri: nobody is sent to %s',
    async (redirectUri) => {
      const site = conformanceSite();
      const browser = site.browser();
      const request = (await site.relyingParty()).request({ redirect_uri: redirectUri });
      expectErrorPage(await browser.open(request.url), browser);
    },
  );

  it('an unknown client is our page too', async () => {
    const site = conformanceSite();
    const browser = site.browser();
    const request = (await site.relyingParty()).request({ client_id: 'gh_aaaaaaaaaaaaaaaaaaaaaaaaaa' });
    expectErrorPage(await browser.open(request.url), browser);
  });

  it('oidcc-unsigned-request-object: request_not_supported, and discovery says so', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    expect(relyingParty.configuration.request_parameter_supported).toBe(false);
    const inner = Object.fromEntries(relyingParty.request().parameters);
    const request = relyingParty.request({ request: new UnsecuredJWT(inner).encode() });
    expect(await errorOf(await site.browser().open(request.url), request)).toBe('request_not_supported');
  });

  it('oidcc-request-uri-unsigned: request_uri_not_supported, and discovery says so', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    expect(relyingParty.configuration.request_uri_parameter_supported).toBe(false);
    const request = relyingParty.request({ request_uri: `${applicationOrigin}/request.jwt#hash` });
    expect(await errorOf(await site.browser().open(request.url), request)).toBe('request_uri_not_supported');
  });

  it('oidcc-ensure-request-object-with-redirect-uri: a bad address outside a request object is our page', async () => {
    const site = conformanceSite();
    const browser = site.browser();
    const relyingParty = await site.relyingParty();
    const inner = Object.fromEntries(relyingParty.request().parameters);
    const request = relyingParty.request({
      request: new UnsecuredJWT(inner).encode(),
      redirect_uri: `${applicationOrigin}/elsewhere`,
    });
    expectErrorPage(await browser.open(request.url), browser);
  });

  it('somebody who says no is sent back with access_denied and the whole state', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const browser = site.browser();
    const request = relyingParty.request({ prompt: 'consent', state: 's'.repeat(128) });
    const first = expectScreen(await browser.open(request.url), 'sign-in');
    const consent = expectScreen(await signIn(browser, first, site.ada), 'consent');
    expect(await errorOf(await deny(browser, consent), request)).toBe('access_denied');
  });

  it('a wrong password shows the form again, and the right one still gets through', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const browser = site.browser();
    const first = expectScreen(await browser.open(relyingParty.request().url), 'sign-in');
    const again = await signIn(browser, first, { username: site.noel.username, password: 'not this one' });
    expect(expectScreen(again, 'sign-in').url).not.toMatch(/noel|noël|password/i);
    const { response } = await authorize(relyingParty, browser, site.noel);
    expect(response.parameters.has('code')).toBe(true);
  });
});
