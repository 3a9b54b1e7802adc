/** The checks that the other tests trust: each finds its breach in a flow that is good but for that one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkClaimTypes } from '@/e2e/harness/checks/claims';
import { checkDocuments } from '@/e2e/harness/checks/documents';
import { checkIdToken } from '@/e2e/harness/checks/id-token';
import { checkResponse } from '@/e2e/harness/checks/response';
import { checkTokenResponse } from '@/e2e/harness/checks/tokens';
import type { Flow } from '@/e2e/harness/flow';
import { checkUserinfo, completeFlow } from '@/e2e/harness/flow';
import type { RelyingParty } from '@/e2e/harness/relying-party';
import { conformanceSite } from './site';

let relyingParty: RelyingParty;
let flow: Flow;
beforeAll(async () => {
  const site = conformanceSite();
  relyingParty = await site.relyingParty();
  flow = await completeFlow(relyingParty, site.browser(), site.ada);
  expect(flow.problems).toEqual([]);
});

describe('the response', () => {
  it.each<[string, Record<string, string>]>([
    ['state is', { state: 'other' }],
    ['iss is', { iss: 'https://evil.example' }],
    ['entropy', { code: 'a'.repeat(43) }],
    ['characters', { code: 'aB3' }],
    ['does not belong', { id_token: 'x' }],
    ['error_description', { error: 'e', error_description: 'with a "quote"' }],
  ])('%s', (problem, change) => {
    const { request, response } = flow;
    const parameters = new URLSearchParams({ ...Object.fromEntries(response.parameters), ...change });
    const changed = { ...response, parameters };
    expect(checkResponse(changed, request, relyingParty.configuration).join()).toContain(problem);
  });

  it('is looked for in one place only', () => {
    const { request, response } = flow;
    expect(checkResponse(response, request, relyingParty.configuration, 'fragment').join()).toContain('not in the');
    const all = { ...response.all, fragment: new URLSearchParams({ state: 'x' }) };
    expect(checkResponse({ ...response, all }, request, relyingParty.configuration).join()).toContain('too');
  });
});

describe('the answer of the token endpoint', () => {
  it.each<[string, Record<string, unknown>]>([
    ['token_type', { token_type: 'mac' }],
    ['expires_in', { expires_in: '3600' }],
    ['visible ASCII', { access_token: `${'abcdefgh0123456789'.repeat(4)}\n` }],
    ['entropy', { access_token: 'abab' }],
    ['no access_token', { access_token: undefined }],
  ])('%s', (problem, change) => {
    const text = JSON.stringify({ ...JSON.parse(flow.tokenAnswer.text), ...change });
    expect(checkTokenResponse({ ...flow.tokenAnswer, text }).join()).toContain(problem);
  });

  it('may not be stored, and is JSON', () => {
    const headers = new Headers({ 'content-type': 'text/html' });
    const problems = checkTokenResponse({ ...flow.tokenAnswer, headers }).join();
    expect(problems).toContain('no-store');
    expect(problems).toContain('application/json');
  });
});

describe('the ID token', () => {
  const check = (idToken: string, change: { nonce?: string; accessToken?: string; code?: string } = {}) => {
    const request = { ...flow.request, nonce: change.nonce ?? flow.request.nonce };
    const accessToken = change.accessToken ?? flow.tokens.accessToken;
    const code = change.code ?? flow.response.parameters.get('code');
    return checkIdToken(idToken, { relyingParty, request, accessToken, code }).then((problems) => problems.join());
  };
  const tampered = (change: Record<string, unknown>) => {
    const [header = '', , signature = ''] = (flow.tokens.idToken ?? '').split('.');
    const payload = Buffer.from(JSON.stringify({ ...flow.idToken, ...change })).toString('base64url');
    return [header, payload, signature].join('.');
  };

  it.each<[string, Record<string, unknown>]>([
    ['signature', { extra: 1 }],
    ['nobody asked for roles', { roles: ['x'] }],
    ['iss is', { iss: 'https://evil.example' }],
    ['aud is', { aud: 'other' }],
    ['sub is', { sub: 'ü' }],
    ['acr is', { acr: '' }],
    ['exp is', { exp: 1 }],
    ['iat is', { iat: 1 }],
    ['auth_time is', { auth_time: 1.5 }],
    ['nonce is', { nonce: 'other' }],
    ['wrong at_hash', { at_hash: 'x' }],
    ['wrong c_hash', { c_hash: 'x' }],
  ])('%s', async (problem, change) => {
    expect(await check(tampered(change))).toContain(problem);
  });

  it('belongs to this request', async () => {
    expect(await check(flow.tokens.idToken ?? '', { nonce: 'other' })).toContain('nonce is');
  });
});

describe('documents and claims', () => {
  it('keys are public, distinct and complete', async () => {
    const [key, ...others] = relyingParty.jwks.keys;
    const { alg: _alg, ...bare } = key ?? {};
    const keys = [{ ...bare, d: 'secret' }, { ...key }, ...others];
    const problems = (await checkDocuments({ ...relyingParty, jwks: { keys } })).join();
    for (const problem of ['used twice', 'private part d', 'has no alg']) expect(problems).toContain(problem);
  });

  it.each<[string, unknown]>([
    ['email_verified', 'true'],
    ['updated_at', '2020-01-01'],
    ['birthdate', '10.12.1815'],
    ['name', null],
    ['nickname', ''],
    ['address', 'London'],
  ])('%s is not %j', (name, value) => {
    expect(checkClaimTypes('here', { [name]: value })).not.toEqual([]);
  });

  it('userinfo is about this person', () => {
    expect(checkUserinfo(flow.userinfoAnswer, 'somebody-else').join()).toContain('sub is');
  });
});
