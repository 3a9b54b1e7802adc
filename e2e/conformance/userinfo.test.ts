/** CONFORMANCE.md 2.2: userinfo in its three forms, and the claims of scopes and of the claims parameter. */
import { describe, expect, it } from 'vitest';
import { claimsOfScope } from '@/e2e/harness/data';
import { completeFlow } from '@/e2e/harness/flow';
import type { RequestParameters, UserinfoStyle } from '@/e2e/harness/relying-party';
import { conformanceSite } from './site';

async function flowOf(parameters: RequestParameters, userinfo: UserinfoStyle = 'get') {
  const site = conformanceSite();
  return completeFlow(await site.relyingParty(), site.browser(), site.ada, { parameters, userinfo });
}

describe('userinfo', () => {
  it.each<UserinfoStyle>(['get', 'post-header', 'post-body'])('oidcc-userinfo-%s', async (style) => {
    const flow = await flowOf({}, style);
    expect(flow.problems).toEqual([]);
    expect(flow.userinfo.sub).toBe(flow.idToken.sub);
  });

  it('an access token in the query is refused, with a challenge', async () => {
    const { wire, ...site } = conformanceSite();
    const relyingParty = await site.relyingParty();
    const { tokens } = await completeFlow(relyingParty, site.browser(), site.ada);
    const endpoint = relyingParty.configuration.userinfo_endpoint;
    const answer = await wire(`${endpoint}?${new URLSearchParams({ access_token: tokens.accessToken })}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('a token of nobody is refused with invalid_token', async () => {
    const answer = await (await conformanceSite().relyingParty()).userinfo('nobodys-token');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/);
  });
});

describe('claims', () => {
  const scopes: [string, string[]][] = [
    ...Object.keys(claimsOfScope).map((scope): [string, string[]] => [scope, [scope]]),
    ['all', Object.keys(claimsOfScope)],
  ];
  it.each(scopes)('oidcc-scope-%s: every claim of it is at userinfo, and no other', async (_name, asked) => {
    const flow = await flowOf({ scope: ['openid', ...asked].join(' ') });
    expect(flow.problems).toEqual([]);
    const names = asked.flatMap((scope) => claimsOfScope[scope] ?? []);
    expect(Object.keys(flow.userinfo).toSorted()).toEqual(['sub', ...names].toSorted());
    const { updated_at: _changing, sub: _opaque, ...told } = flow.userinfo;
    expect(conformanceSite().ada.claims).toMatchObject(told);
  });

  it('scopes are advertised, and so are their claims', async () => {
    const { configuration } = await conformanceSite().relyingParty();
    expect(configuration.scopes_supported).toEqual(expect.arrayContaining(['openid', ...Object.keys(claimsOfScope)]));
    expect(configuration.claims_supported).toEqual(expect.arrayContaining(Object.values(claimsOfScope).flat()));
  });

  it('claims that a person does not have are left out, never empty or null', async () => {
    const site = conformanceSite();
    const scope = ['openid', ...Object.keys(claimsOfScope)].join(' ');
    const flow = await completeFlow(await site.relyingParty(), site.browser(), site.noel, { parameters: { scope } });
    expect(flow.problems).toEqual([]);
    const expected = ['sub', 'preferred_username', 'updated_at', 'email', 'email_verified'];
    expect(Object.keys(flow.userinfo).toSorted()).toEqual(expected.toSorted());
    expect(flow.userinfo.email_verified).toBe(false);
  });

  it('oidcc-claims-essential: a claim asked for at userinfo is there, and not in the ID token', async () => {
    const flow = await flowOf({ claims: JSON.stringify({ userinfo: { name: { essential: true } } }) });
    expect(flow.problems).toEqual([]);
    expect(flow.userinfo.name).toBe(conformanceSite().ada.claims.name);
    expect(flow.idToken).not.toHaveProperty('name');
  });

  it('a claim asked for in the ID token is there, and not at userinfo', async () => {
    const site = conformanceSite();
    const claims = JSON.stringify({ id_token: { nickname: null } });
    const options = { parameters: { claims }, requestedClaims: ['nickname'] };
    const flow = await completeFlow(await site.relyingParty(), site.browser(), site.ada, options);
    expect(flow.problems).toEqual([]);
    expect(flow.idToken.nickname).toBe(site.ada.claims.nickname);
    expect(flow.userinfo).not.toHaveProperty('nickname');
  });
});
