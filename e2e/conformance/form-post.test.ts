/** CONFORMANCE.md 2.3: the response as a form that posts itself, and works without script too. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readAuthorizationResponse } from '@/e2e/harness/authorization-response';
import { checkResponse } from '@/e2e/harness/checks/response';
import { completeFlow } from '@/e2e/harness/flow';
import type { Page } from '@/e2e/harness/page';
import type { RequestParameters } from '@/e2e/harness/relying-party';
import { expectScreen, relay } from '@/e2e/harness/screens';
import { databaseKinds } from '@/e2e/harness/test-database';
import { conformanceSite } from './site';

const formPost = { response_mode: 'form_post' };

/** The page that carries the response, checked for what any engine needs. */
function expectRelayPage(page: Page): void {
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(page.headers.get('cache-control')).toMatch(/\bno-store\b/);
  const forms = page.document.querySelectorAll('form');
  expect(forms).toHaveLength(1);
  expect(forms[0]?.getAttribute('method')?.toLowerCase()).toBe('post');
  expect(forms[0]?.getAttribute('enctype') ?? 'application/x-www-form-urlencoded').toBe(
    'application/x-www-form-urlencoded',
  );
  expect(page.document.querySelectorAll('form noscript button[type=submit]')).toHaveLength(1);
  const [script, ...others] = page.document.querySelectorAll('script');
  expect(others).toEqual([]);
  const source = script?.innerHTML ?? '';
  expect(source).toMatch(/\.submit\(\)/);
  // ES5 knows none of these.
  expect(source).not.toMatch(/=>|`|\b(?:let|const|class|async|await|import)\b/);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`'sha256-${createHash('sha256').update(source).digest('base64')}'`);
  expect(policy).not.toContain('form-action');
}

async function firstFlow(parameters: RequestParameters = {}) {
  const site = conformanceSite();
  const options = { parameters: { ...formPost, ...parameters }, place: 'body' as const };
  return completeFlow(await site.relyingParty(), site.browser(), site.ada, options);
}

describe.each(databaseKinds)('form post on %s', (kind) => {
  it('oidcc-server: the whole flow, with the response in the body alone', async () => {
    const site = conformanceSite(kind);
    const options = { parameters: formPost, place: 'body' as const };
    const flow = await completeFlow(await site.relyingParty(), site.browser(), site.ada, options);
    expect(flow.problems).toEqual([]);
    expect(flow.shown.at(-1)).toBe('form-post');
    const [page] = flow.pages.slice(-1);
    if (page !== undefined) expectRelayPage(page);
  });
});

describe('form post', () => {
  it.each<[string, RequestParameters]>([
    ['oidcc-nonce-succeeds', { nonce: undefined }],
    ['oidcc-unknown-parameter', { extra: 'foobar' }],
    ['oidcc-scope-all', { scope: 'openid profile email address phone' }],
    ['oidcc-acr-values', { acr_values: '1 2' }],
    ['state with markup and quotes', { state: '"><script>alert(1)</script>\'&amp;' }],
  ])('%s', async (_name, parameters) => {
    expect((await firstFlow(parameters)).problems).toEqual([]);
  });

  it('oidcc-prompt-none-not-logged-in: login_required travels the same way, at once', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const browser = site.browser();
    const request = relyingParty.request({ ...formPost, prompt: 'none', state: 's'.repeat(128) });
    const page = expectScreen(await browser.open(request.url), 'form-post');
    expect(browser.visits).toHaveLength(1);
    expectRelayPage(page);
    const response = readAuthorizationResponse(await relay(browser, page), request.redirectUri);
    expect(response.parameters.get('error')).toBe('login_required');
    expect(checkResponse(response, request, relyingParty.configuration, 'body')).toEqual([]);
  });

  it('oidcc-prompt-none-logged-in: silent success travels the same way', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const browser = site.browser();
    const options = { parameters: formPost, place: 'body' as const };
    const before = await completeFlow(relyingParty, browser, site.ada, options);
    const silent = { ...options, parameters: { ...formPost, prompt: 'none' } };
    const after = await completeFlow(relyingParty, browser, site.ada, silent);
    expect([...before.problems, ...after.problems]).toEqual([]);
    expect(after.shown).toEqual(['form-post']);
    expect(after.idToken.sub).toBe(before.idToken.sub);
  });

  it('oidcc-response-type-missing: without a response type the answer is in the query', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const request = relyingParty.request({ response_type: undefined });
    const response = readAuthorizationResponse(await site.browser().open(request.url), request.redirectUri);
    expect(checkResponse(response, request, relyingParty.configuration)).toEqual([]);
  });
});
