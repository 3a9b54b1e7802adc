/** CONFORMANCE.md 2.2, code flow: requests that must succeed, each with everything of 2.1. */
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import type { ClientName } from '@/e2e/harness/data';
import type { FlowOptions } from '@/e2e/harness/flow';
import { authorize, completeFlow } from '@/e2e/harness/flow';
import { findById } from '@/e2e/harness/page';
import { basicCredentials } from '@/e2e/harness/relying-party';
import { expectScreen } from '@/e2e/harness/screens';
import { databaseKinds } from '@/e2e/harness/test-database';
import { conformanceSite } from './site';

/** A flow by somebody who was never here. */
async function firstFlow(options: FlowOptions = {}, client: ClientName = 'basic') {
  const site = conformanceSite();
  return completeFlow(await site.relyingParty(client), site.browser(), site.ada, options);
}

describe.each(databaseKinds)('code flow on %s', (kind) => {
  it('oidcc-server: sign-in, code, tokens and userinfo keep every rule', async () => {
    const site = conformanceSite(kind);
    const flow = await completeFlow(await site.relyingParty(), site.browser(), site.ada);
    expect(flow.problems).toEqual([]);
    expect(flow.shown[0]).toBe('sign-in');
    expect(flow.userinfo.sub).toBe(site.ada.sub);
  });

  it('oidcc-valid-pkce: S256 is taken, and then the verifier is demanded', async () => {
    const site = conformanceSite(kind);
    const relyingParty = await site.relyingParty();
    const browser = site.browser();
    const flow = await completeFlow(relyingParty, browser, site.ada, { pkce: true });
    expect(flow.problems).toEqual([]);
    const { request, response } = await authorize(relyingParty, browser, site.ada, { pkce: true });
    const answer = await relyingParty.redeem(response, request, { code_verifier: undefined });
    expect(answer.status).toBe(400);
  });
});

describe('requests that must succeed', () => {
  const requests: [string, FlowOptions, ClientName?][] = [
    ['oidcc-idtoken-signature: RS256 with a kid, when nothing else was registered', {}],
    ['oidcc-idtoken-rs256: RS256, when it was registered', {}, 'rs256'],
    ['oidcc-server-client-secret-post: the secret in the body', {}, 'post'],
    ['oidcc-alternate-happy-flow: another order of scopes', { parameters: { scope: 'email profile openid' } }],
    ['oidcc-display-page', { parameters: { display: 'page' } }],
    ['oidcc-display-popup', { parameters: { display: 'popup' } }],
    ['oidcc-unknown-parameter: it is ignored', { parameters: { extra: 'foobar' } }],
    ['oidcc-ui-locales: an unknown one breaks nothing', { parameters: { ui_locales: 'se' } }],
    ['oidcc-claims-locales: an unknown one breaks nothing', { parameters: { claims_locales: 'se' } }],
    ['oidcc-acr-values: the two that the suite invents', { parameters: { acr_values: '1 2' } }],
  ];
  it.each(requests)('%s', async (_name, options, client) => {
    const flow = await firstFlow(options, client);
    expect(flow.problems).toEqual([]);
    expect(decodeProtectedHeader(flow.tokens.idToken ?? '').alg).toBe('RS256');
  });

  it('oidcc-alternate-happy-flow: another order of parameters', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const { request } = await authorize(relyingParty, site.browser(), site.ada);
    const reversed = Object.fromEntries([...request.parameters].reverse());
    const cleared = Object.fromEntries(Object.keys(reversed).map((name) => [name, undefined]));
    const parameters = { ...reversed, state: 'reversed', nonce: 'reversed-too' };
    const flow = await completeFlow(
      { ...relyingParty, request: () => relyingParty.request({ ...cleared, ...parameters }) },
      site.browser(),
      site.ada,
    );
    expect(flow.problems).toEqual([]);
  });

  it('oidcc-idtoken-unsigned: none is not offered', async () => {
    const { configuration } = await conformanceSite().relyingParty();
    expect(configuration.id_token_signing_alg_values_supported).not.toContain('none');
  });

  it('a registered ES256 is what signs, with the same checks', async () => {
    const flow = await firstFlow({}, 'es256');
    expect(flow.problems).toEqual([]);
    expect(decodeProtectedHeader(flow.tokens.idToken ?? '').alg).toBe('ES256');
  });

  it('oidcc-nonce-succeeds: without a nonce there is none in the ID token', async () => {
    const flow = await firstFlow({ parameters: { nonce: undefined } });
    expect(flow.problems).toEqual([]);
    expect(flow.idToken).not.toHaveProperty('nonce');
  });

  const unreserved = 'AZaz09-._~'.repeat(13).slice(0, 128);
  const odd = '"quotes\' <tags> %20 #hash &and=equals +plus ;semi \\back ümlaut';
  it.each([unreserved, unreserved.slice(0, 43), odd])(
    'state and nonce come back letter by letter: %s',
    async (text) => {
      const flow = await firstFlow({ parameters: { state: text, nonce: text } });
      expect(flow.problems).toEqual([]);
      expect(flow.response.parameters.get('state')).toBe(text);
      expect(flow.idToken.nonce).toBe(text);
    },
  );

  it('oidcc-acr-values: of those that are advertised one comes back', async () => {
    const { configuration } = await conformanceSite().relyingParty();
    const advertised = [configuration.acr_values_supported ?? []].flat().map(String);
    const flow = await firstFlow({ parameters: { acr_values: advertised.join(' ') } });
    expect(flow.problems).toEqual([]);
    expect(advertised).toContain(flow.idToken.acr);
  });

  it('oidcc-login-hint: somebody unknown is written into the form, and anybody may sign in', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const hint = 'buffy@gatehouse.example';
    const first = await site.browser().open(relyingParty.request({ login_hint: hint }).url);
    expect(findById(expectScreen(first, 'sign-in'), 'username')?.getAttribute('value')).toBe(hint);
    const flow = await firstFlow({ parameters: { login_hint: hint } });
    expect(flow.problems).toEqual([]);
  });

  it('oidcc-ensure-post-request: a form on another site starts it, and a second one finds the session', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const browser = site.browser();
    const first = await completeFlow(relyingParty, browser, site.ada, { byPost: true });
    expect(first.problems).toEqual([]);
    expect(first.shown[0]).toBe('sign-in');
    const second = await completeFlow(relyingParty, browser, site.ada, { byPost: true });
    expect(second.problems).toEqual([]);
    expect(second.shown).toEqual([]);
  });

  it('client ids and secrets are form-decoded after base64', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const { client_id: id, client_secret: secret = '' } = relyingParty.client;
    const { request, response } = await authorize(relyingParty, site.browser(), site.ada);
    const encode = (text: string) =>
      [...text].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
    const answer = await site.wire(relyingParty.configuration.token_endpoint, {
      method: 'POST',
      headers: { authorization: basicCredentials(encode(id), encode(secret)) },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: response.parameters.get('code') ?? '',
        redirect_uri: request.redirectUri,
      }),
    });
    expect(answer.status, answer.text).toBe(200);
  });

  it('two people at one client have two subjects, and one person has one at two clients', async () => {
    const site = conformanceSite();
    const basic = await site.relyingParty();
    const ada = await completeFlow(basic, site.browser(), site.ada);
    const noel = await completeFlow(basic, site.browser(), site.noel);
    const adaElsewhere = await completeFlow(await site.relyingParty('post'), site.browser(), site.ada);
    expect([ada.problems, noel.problems, adaElsewhere.problems].flat()).toEqual([]);
    expect(decodeJwt(noel.tokens.idToken ?? '').sub).not.toBe(ada.idToken.sub);
    expect(adaElsewhere.idToken.sub).toBe(ada.idToken.sub);
  });
});
