/** CONFORMANCE.md 2.2: when a person is asked again, and when not. Times are whole seconds, so each wait is to the next. */
import { describe, expect, it } from 'vitest';
import { readAuthorizationResponse } from '@/e2e/harness/authorization-response';
import { checkResponse } from '@/e2e/harness/checks/response';
import { completeFlow } from '@/e2e/harness/flow';
import type { RequestParameters } from '@/e2e/harness/relying-party';
import { expectScreen, walk } from '@/e2e/harness/screens';
import { databaseKinds } from '@/e2e/harness/test-database';
import { conformanceSite, nextSecond } from './site';

/** Two flows in one browser, with a moment between them. */
async function twoFlows(first: RequestParameters, second: RequestParameters, seconds = 1) {
  const site = conformanceSite();
  const relyingParty = await site.relyingParty();
  const browser = site.browser();
  const before = await completeFlow(relyingParty, browser, site.ada, { parameters: first });
  await nextSecond(seconds);
  const after = await completeFlow(relyingParty, browser, site.ada, { parameters: second });
  expect([...before.problems, ...after.problems]).toEqual([]);
  return { before, after };
}

/** Ada is signed in, and asked who she is. */
async function chooser() {
  const site = conformanceSite();
  const relyingParty = await site.relyingParty();
  const browser = site.browser();
  await completeFlow(relyingParty, browser, site.ada);
  const arrival = await browser.open(relyingParty.request({ prompt: 'select_account' }).url);
  return { site, relyingParty, browser, page: expectScreen(arrival, 'choose-account') };
}

describe.concurrent('a second request in the same browser', () => {
  it('oidcc-prompt-login: the password is asked again, and auth_time is later', async ({ expect }) => {
    const { before, after } = await twoFlows({}, { prompt: 'login' });
    expect(after.shown).toContain('sign-in');
    expect(Number(after.idToken.auth_time)).toBeGreaterThan(Number(before.idToken.auth_time));
    expect(after.idToken.sub).toBe(before.idToken.sub);
  });

  it('oidcc-max-age-1: after two seconds the password is asked again, and auth_time is later', async ({ expect }) => {
    const { before, after } = await twoFlows({}, { max_age: '1' }, 2);
    expect(after.shown).toContain('sign-in');
    expect(Number(after.idToken.auth_time)).toBeGreaterThan(Number(before.idToken.auth_time));
  });

  it('oidcc-max-age-10000: nobody is asked, and auth_time is the same', async ({ expect }) => {
    const { before, after } = await twoFlows({ max_age: '15000' }, { max_age: '10000' });
    expect(before.shown).toContain('sign-in');
    expect(after.shown).toEqual([]);
    expect(before.idToken.auth_time).toBeTypeOf('number');
    expect(after.idToken.auth_time).toBe(before.idToken.auth_time);
  });

  it('oidcc-prompt-none-logged-in: nothing is shown, and person and auth_time are the same', async ({ expect }) => {
    const { before, after } = await twoFlows({}, { prompt: 'none' });
    expect(after.shown).toEqual([]);
    expect(after.idToken.sub).toBe(before.idToken.sub);
    expect(after.idToken.auth_time).toBe(before.idToken.auth_time);
  });

  it('prompt=consent: consent is asked again, the password is not', async ({ expect }) => {
    const { after } = await twoFlows({}, { prompt: 'consent' });
    expect(after.shown).toEqual(['consent']);
  });

  it('prompt=select_account: who is signed in can go on, without a password', async ({ expect }) => {
    const { site, relyingParty, browser, page } = await chooser();
    const walked = await walk(browser, await browser.press(page, 'account-current'), site.ada);
    expect(walked.shown).toEqual([]);
    const response = readAuthorizationResponse(walked.arrival, relyingParty.client.redirect_uris[0] ?? '');
    expect(response.parameters.has('code')).toBe(true);
  });

  it('prompt=select_account: somebody else can sign in instead', async ({ expect }) => {
    const { site, browser, page } = await chooser();
    const walked = await walk(browser, await browser.press(page, 'account-another'), site.noel);
    expect(walked.shown[0]).toBe('sign-in');
    expect(walked.arrival.kind).toBe('elsewhere');
  });

  it('consent is remembered, and asked again for more than was allowed', async ({ expect }) => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty('rs256');
    const browser = site.browser();
    const ask = async (scope: string) =>
      (await completeFlow(relyingParty, browser, site.noel, { parameters: { scope } })).shown;
    expect(await ask('openid')).toEqual(['sign-in', 'consent']);
    expect(await ask('openid')).toEqual([]);
    expect(await ask('openid address')).toEqual(['consent']);
    expect(await ask('openid')).toEqual([]);
  });
});

describe.each(databaseKinds)('prompt=none without a session on %s', (kind) => {
  it.each(['query', 'fragment'] as const)(
    'oidcc-prompt-none-not-logged-in: login_required in the %s',
    async (place) => {
      const site = conformanceSite(kind);
      const relyingParty = await site.relyingParty();
      const browser = site.browser();
      const request = relyingParty.request({ prompt: 'none', state: 's'.repeat(128), response_mode: place });
      const response = readAuthorizationResponse(await browser.open(request.url), request.redirectUri);
      expect(response.parameters.get('error')).toBe('login_required');
      expect(checkResponse(response, request, relyingParty.configuration, place)).toEqual([]);
      expect(browser.visits).toHaveLength(1);
    },
  );
});

describe.concurrent('id_token_hint', () => {
  it('oidcc-id-token-hint: with prompt=none the person of the hint is let through', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const browser = site.browser();
    const first = await completeFlow(relyingParty, browser, site.ada);
    const parameters = { prompt: 'none', id_token_hint: first.tokens.idToken };
    const second = await completeFlow(relyingParty, browser, site.ada, { parameters });
    expect(second.problems).toEqual([]);
    expect(second.shown).toEqual([]);
    expect(second.idToken.sub).toBe(first.idToken.sub);
  });

  it('oidcc-id-token-hint: an expired one is as good', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty('hasty');
    const browser = site.browser();
    const first = await completeFlow(relyingParty, browser, site.ada);
    await nextSecond(3);
    expect(Number(first.idToken.exp) * 1000).toBeLessThan(Date.now());
    const parameters = { prompt: 'none', id_token_hint: first.tokens.idToken };
    const second = await completeFlow(relyingParty, browser, site.ada, { parameters });
    expect(second.problems).toEqual([]);
    expect(second.idToken.sub).toBe(first.idToken.sub);
  });

  it('a hint of somebody else is answered with login_required', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const ofNoel = await completeFlow(relyingParty, site.browser(), site.noel);
    const browser = site.browser();
    await completeFlow(relyingParty, browser, site.ada);
    const request = relyingParty.request({ prompt: 'none', id_token_hint: ofNoel.tokens.idToken });
    const response = readAuthorizationResponse(await browser.open(request.url), request.redirectUri);
    expect(response.parameters.get('error')).toBe('login_required');
    expect(checkResponse(response, request, relyingParty.configuration)).toEqual([]);
  });
});
