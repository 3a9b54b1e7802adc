/** CONFORMANCE.md 2.2 and 2.3: the rows of implicit and hybrid, each by fragment and by form post. */
import { describe, expect, it } from 'vitest';
import type { Place } from '@/e2e/harness/authorization-response';
import { readAuthorizationResponse } from '@/e2e/harness/authorization-response';
import { checkResponse } from '@/e2e/harness/checks/response';
import { checkTokenError } from '@/e2e/harness/checks/tokens';
import { claimsOfScope } from '@/e2e/harness/data';
import type { FrontChannelType } from '@/e2e/harness/front-channel-flow';
import { completeFrontChannelFlow, hybridTypes, implicitTypes } from '@/e2e/harness/front-channel-flow';
import type { RequestParameters } from '@/e2e/harness/relying-party';
import { relay } from '@/e2e/harness/screens';
import { databaseKinds } from '@/e2e/harness/test-database';
import type { Site } from './site';
import { conformanceSite, nextSecond } from './site';

const types = [...implicitTypes, ...hybridTypes];
const modes: [mode: string, parameters: RequestParameters, place: Place][] = [
  ['fragment', {}, 'fragment'],
  ['form post', { response_mode: 'form_post' }, 'body'],
];
const withIdToken = (type: string) => type.includes('id_token');

describe.each(databaseKinds)('implicit and hybrid on %s', (kind) => {
  const flows = types.flatMap((type) => modes.map(([name, ...mode]) => [type, name, mode] as const));
  it.each(flows)('oidcc-server: %s by %s', async (type, _name, [parameters, place]) => {
    const site = conformanceSite(kind);
    const relyingParty = await site.relyingParty('frontChannel');
    const flow = await completeFrontChannelFlow(relyingParty, site.browser(), site.ada, type, { parameters, place });
    expect(flow.problems).toEqual([]);
    expect(flow.shown[0]).toBe('sign-in');
    if (withIdToken(type)) expect(flow.claims.sub).toBe(site.ada.sub);
  });
});

describe.each(modes)('by %s', (_name, mode, place) => {
  const open = async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty('frontChannel');
    const browser = site.browser();
    const flow = (type: FrontChannelType, more: RequestParameters = {}, requestedClaims: readonly string[] = []) =>
      completeFrontChannelFlow(relyingParty, browser, site.ada, type, {
        parameters: { ...mode, ...more },
        ...{ place, requestedClaims },
      });
    return { site, relyingParty, browser, flow };
  };
  /** The error that a request is refused with at once, in the right place. */
  const refuse = async (site: Site, parameters: RequestParameters) => {
    const relyingParty = await site.relyingParty('frontChannel');
    const browser = site.browser();
    const request = relyingParty.request({ ...mode, ...parameters });
    const first = await browser.open(request.url);
    expect(browser.visits).toHaveLength(1);
    const arrival = first.kind === 'page' ? await relay(browser, first.page) : first;
    const response = readAuthorizationResponse(arrival, request.redirectUri);
    expect(checkResponse(response, request, relyingParty.configuration, place)).toEqual([]);
    return response.parameters.get('error');
  };

  it.each(types.filter(withIdToken))('oidcc-ensure-request-without-nonce-fails: %s', async (type) => {
    expect(await refuse(conformanceSite(), { response_type: type, nonce: undefined })).toBe('invalid_request');
  });

  it('oidcc-nonce-succeeds: code token needs none', async () => {
    const { flow } = await open();
    expect((await flow('code token', { nonce: undefined })).problems).toEqual([]);
  });

  it.each(types)('oidcc-prompt-none-not-logged-in: %s', async (type) => {
    const parameters = { response_type: type, prompt: 'none', state: 's'.repeat(128) };
    expect(await refuse(conformanceSite(), parameters)).toBe('login_required');
  });

  it.each(types)('oidcc-prompt-none-logged-in and oidcc-id-token-hint: %s', async (type) => {
    const { flow } = await open();
    const first = await flow(withIdToken(type) ? type : 'code id_token');
    await nextSecond();
    const silent = await flow(type, { prompt: 'none', id_token_hint: first.idToken ?? '' });
    expect([...first.problems, ...silent.problems]).toEqual([]);
    expect(silent.shown.filter((screen) => screen !== 'form-post')).toEqual([]);
    if (!withIdToken(type)) return;
    expect(silent.claims.sub).toBe(first.claims.sub);
    expect(silent.claims.auth_time).toBe(first.claims.auth_time);
  });

  it('oidcc-max-age-1: a second sign-in, and a later auth_time', async () => {
    const { flow } = await open();
    const first = await flow('id_token');
    await nextSecond(2);
    const second = await flow('id_token', { max_age: '1' });
    expect([...first.problems, ...second.problems]).toEqual([]);
    expect(second.shown[0]).toBe('sign-in');
    expect(Number(second.claims.auth_time)).toBeGreaterThan(Number(first.claims.auth_time));
  });

  it.each(types)('oidcc-scope-all: %s tells the claims in the one right place', async (type) => {
    const { flow } = await open();
    const names = Object.values(claimsOfScope).flat();
    const inIdToken = type === 'id_token' ? names : [];
    const scope = ['openid', ...Object.keys(claimsOfScope)].join(' ');
    const { problems, claims, userinfo } = await flow(type, { scope }, inIdToken);
    expect(problems).toEqual([]);
    const told = type === 'id_token' ? claims : userinfo;
    for (const name of names) expect(told, name).toHaveProperty(name);
  });

  it.each<[string, RequestParameters]>([
    ['oidcc-alternate-happy-flow', { scope: 'email openid' }],
    ['oidcc-unknown-parameter', { extra: 'foobar' }],
    ['oidcc-acr-values', { acr_values: '1 2' }],
    ['oidcc-ui-locales', { ui_locales: 'se' }],
    ['oidcc-display-popup', { display: 'popup' }],
    ['oidcc-login-hint', { login_hint: 'buffy@gatehouse.example' }],
    ['another order of words', { response_type: 'token id_token code' }],
  ])('%s', async (_row, parameters) => {
    const { flow } = await open();
    expect((await flow('code id_token token', parameters)).problems).toEqual([]);
  });

  it.each(hybridTypes)('oidcc-codereuse: %s, and all tokens are dead afterwards', async (type) => {
    const { relyingParty, flow } = await open();
    const { request, response, accessToken, redeemed, problems } = await flow(type);
    expect(problems).toEqual([]);
    expect(checkTokenError(await relyingParty.redeem(response, request), 'invalid_grant')).toEqual([]);
    for (const token of [accessToken, redeemed?.accessToken]) {
      if (token) expect((await relyingParty.userinfo(token)).status).toBe(401);
    }
  });

  it.each(hybridTypes)('oidcc-refresh-token: %s gives one at the token endpoint and nowhere else', async (type) => {
    const { relyingParty, flow } = await open();
    const { response, redeemed, problems } = await flow(type, { scope: 'openid offline_access', prompt: 'consent' });
    expect(problems).toEqual([]);
    expect(response.parameters.has('refresh_token')).toBe(false);
    expect((await relyingParty.refresh(redeemed?.refreshToken ?? '')).status).toBe(200);
  });
});

describe('what implicit and hybrid never do', () => {
  it.each(types)('%s by query is refused, in the fragment', async (type) => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty('frontChannel');
    const request = relyingParty.request({ response_type: type, response_mode: 'query' });
    const response = readAuthorizationResponse(await site.browser().open(request.url), request.redirectUri);
    expect(checkResponse(response, request, relyingParty.configuration, 'fragment')).toEqual([]);
    expect(response.parameters.get('error')).toBe('invalid_request');
  });

  it('oidcc-response-type-missing: a client of these types is told in the query', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty('frontChannel');
    const request = relyingParty.request({ response_type: undefined });
    const response = readAuthorizationResponse(await site.browser().open(request.url), request.redirectUri);
    expect(checkResponse(response, request, relyingParty.configuration)).toEqual([]);
  });

  it('discovery lists the six types of the dynamic plan while they are on, and the implicit grant', async () => {
    const { configuration } = await conformanceSite().relyingParty('frontChannel');
    expect(configuration.response_types_supported).toEqual(expect.arrayContaining(['code', ...types]));
    expect(configuration.grant_types_supported).toEqual(expect.arrayContaining(['authorization_code', 'implicit']));
  });
});
