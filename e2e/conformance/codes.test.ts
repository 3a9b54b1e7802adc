/** CONFORMANCE.md 2.2: a code works once, and refresh tokens. */
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { checkIdToken } from '@/e2e/harness/checks/id-token';
import { checkTokenError, checkTokenResponse, readTokens } from '@/e2e/harness/checks/tokens';
import type { Flow } from '@/e2e/harness/flow';
import { completeFlow } from '@/e2e/harness/flow';
import type { RelyingParty } from '@/e2e/harness/relying-party';
import { databaseKinds } from '@/e2e/harness/test-database';
import { conformanceSite, nextSecond } from './site';

const offline = { parameters: { scope: 'openid offline_access', prompt: 'consent' } };

/** The second use of a flow's code fails, and takes all tokens of the first with it. */
async function expectReuseToRevoke(relyingParty: RelyingParty, { response, request, tokens }: Flow): Promise<void> {
  const second = await relyingParty.redeem(response, request);
  expect(checkTokenError(second, 'invalid_grant')).toEqual([]);
  const userinfo = await relyingParty.userinfo(tokens.accessToken);
  expect(userinfo.status).toBe(401);
  expect(userinfo.headers.get('www-authenticate')).toMatch(/^Bearer/);
  const refreshed = await relyingParty.refresh(tokens.refreshToken ?? '');
  expect(checkTokenError(refreshed, 'invalid_grant')).toEqual([]);
}

describe.concurrent.each(databaseKinds)('codes and refresh tokens on %s', (kind) => {
  it('oidcc-codereuse: a second use is invalid_grant', async () => {
    const site = conformanceSite(kind);
    const relyingParty = await site.relyingParty();
    const flow = await completeFlow(relyingParty, site.browser(), site.ada, offline);
    expect(flow.problems).toEqual([]);
    await expectReuseToRevoke(relyingParty, flow);
  });

  it('oidcc-refresh-token: new tokens that keep every rule', async () => {
    const site = conformanceSite(kind);
    const relyingParty = await site.relyingParty();
    const flow = await completeFlow(relyingParty, site.browser(), site.ada, offline);
    expect(flow.problems).toEqual([]);
    expect(flow.tokens.refreshToken).toBeDefined();
    await nextSecond();
    const answer = await relyingParty.refresh(flow.tokens.refreshToken ?? '');
    expect(checkTokenResponse(answer)).toEqual([]);
    const { accessToken, idToken = '' } = readTokens(answer);
    expect(accessToken).not.toBe(flow.tokens.accessToken);
    const surroundings = { relyingParty, request: flow.request, accessToken, code: null, isRefreshed: true };
    expect(await checkIdToken(idToken, surroundings)).toEqual([]);
    const [before, after] = [flow.idToken, decodeJwt(idToken)];
    for (const name of ['iss', 'sub', 'aud', 'azp', 'auth_time']) expect(after[name]).toEqual(before[name]);
    expect(after.iat).toBeGreaterThan(before.iat ?? 0);
    const userinfo = await relyingParty.userinfo(accessToken);
    expect(userinfo.status).toBe(200);
  });
});

describe.concurrent('codes and refresh tokens', () => {
  it('oidcc-codereuse-30seconds: a second use after the code has expired still revokes', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty('hasty');
    const flow = await completeFlow(relyingParty, site.browser(), site.ada, offline);
    expect(flow.problems).toEqual([]);
    // This client's codes live two seconds.
    await nextSecond(3);
    await expectReuseToRevoke(relyingParty, flow);
  });

  it('oidcc-refresh-token: it is advertised, since it is issued', async () => {
    const { configuration } = await conformanceSite().relyingParty();
    expect(configuration.grant_types_supported).toContain('refresh_token');
    expect(configuration.scopes_supported).toContain('offline_access');
  });

  it('oidcc-refresh-token: another client cannot use it, and that does it no harm', async () => {
    const site = conformanceSite();
    const relyingParty = await site.relyingParty();
    const flow = await completeFlow(relyingParty, site.browser(), site.ada, offline);
    const other = await site.relyingParty('post');
    const answer = await other.refresh(flow.tokens.refreshToken ?? '');
    expect(checkTokenError(answer, 'invalid_grant')).toEqual([]);
    const own = await relyingParty.refresh(flow.tokens.refreshToken ?? '');
    expect(checkTokenResponse(own)).toEqual([]);
  });

  it("another client's code is invalid_grant", async () => {
    const site = conformanceSite();
    const flow = await completeFlow(await site.relyingParty(), site.browser(), site.ada);
    const answer = await (await site.relyingParty('post')).redeem(flow.response, flow.request);
    expect(checkTokenError(answer, 'invalid_grant')).toEqual([]);
  });
});
