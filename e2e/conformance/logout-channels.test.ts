/** CONFORMANCE.md 2.7: front-channel logout, back-channel logout and session management. */
import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { applicationOrigin, clients } from '@/e2e/harness/data';
import { completeFlow } from '@/e2e/harness/flow';
import { nextLogoutToken } from '@/e2e/harness/logout-receiver';
import type { Arrival } from '@/e2e/harness/plain-browser';
import { createRelyingParty } from '@/e2e/harness/relying-party';
import { screenOf } from '@/e2e/harness/screens';
import { databaseKinds } from '@/e2e/harness/test-database';
import { conformanceSite } from './site';

const returnUri = `${applicationOrigin}/signed-out`;
const frameUri = `${applicationOrigin}/frame`;
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

describe.each(databaseKinds)('a sign-out on %s', (kind) => {
  /** Ada is signed in at a client of its own with these members more; `signOut` is its RP-initiated logout. */
  const signedIn = async (more: Record<string, unknown>) => {
    const site = conformanceSite(kind);
    const client = await site.commandLine.createClient({ ...clients.basic, ...more });
    const relyingParty = await createRelyingParty(site.issuer, site.wire, client);
    const browser = site.browser();
    const flow = await completeFlow(relyingParty, browser, site.ada);
    const idToken = flow.tokens.idToken ?? '';
    const hint = { id_token_hint: idToken, post_logout_redirect_uri: returnUri, state: 'the state' };
    return {
      site,
      relyingParty,
      browser,
      flow,
      idToken,
      signOut: () => browser.open(relyingParty.endSessionUrl(hint)),
    };
  };

  it('discovery has all that the logout plans ask for', async () => {
    const site = conformanceSite(kind);
    const { configuration } = await site.relyingParty();
    expect(configuration).toMatchObject({
      end_session_endpoint: `${site.issuer}/oauth2/end_session`,
      check_session_iframe: `${site.issuer}/oauth2/check_session`,
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    });
  });

  it('oidcc-frontchannel-rp-initiated-logout: the frame has iss and sid and nothing else, then the page goes on', async () => {
    const { site, idToken, signOut } = await signedIn({
      frontchannel_logout_uri: frameUri,
      frontchannel_logout_session_required: true,
    });
    const page = signedOutPage(await signOut());
    const frames = page.document.querySelectorAll('iframe').map((frame) => frame.getAttribute('src') ?? '');
    expect(frames).toHaveLength(1);
    expect(frames[0]?.split('?')[0]).toBe(frameUri);
    expect([...new URL(frames[0] ?? '').searchParams].sort()).toEqual([
      ['iss', site.issuer],
      ['sid', decodeJwt(idToken).sid],
    ]);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(/frame-src ([^;]*)/.exec(policy)?.[1]).toBe(applicationOrigin);
    const refresh = page.document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
    expect(refresh).toBe(`0;url=${returnUri}?state=the%20state`);
    const links = page.document.querySelectorAll('a').map((link) => link.getAttribute('href'));
    expect(links).toContain(`${returnUri}?state=the%20state`);
  });

  it.each([undefined, 'ES256'])(
    'oidcc-backchannel-rp-initiated-logout: the client is told, signed with %s',
    async (alg) => {
      const uri = `${conformanceSite(kind).receiver}/${randomUUID()}`;
      const { relyingParty, idToken, signOut } = await signedIn({
        backchannel_logout_uri: uri,
        backchannel_logout_session_required: true,
        ...(alg === undefined ? {} : { id_token_signed_response_alg: alg }),
      });
      const arrival = await signOut();
      expect(arrival.kind === 'elsewhere' && arrival.url).toBe(`${returnUri}?state=the%20state`);
      const keys = createLocalJWKSet(relyingParty.jwks);
      const { payload, protectedHeader } = await jwtVerify(await nextLogoutToken(uri), keys);
      const { sub, sid } = decodeJwt(idToken);
      expect(protectedHeader).toMatchObject({ alg: alg ?? 'RS256', typ: 'logout+jwt' });
      expect(payload).toMatchObject({
        iss: relyingParty.configuration.issuer,
        aud: relyingParty.client.client_id,
        sub,
        sid,
      });
      for (const name of ['iat', 'exp'] as const) expect(payload[name], name).toBeTypeOf('number');
      expect(payload.jti).toBeTypeOf('string');
      expect(payload.events).toEqual({ [logoutEvent]: {} });
      expect(payload).not.toHaveProperty('nonce');
    },
  );

  it('a person who is disabled by the command line is signed out everywhere, and the client is told', async () => {
    const site = conformanceSite(kind);
    const uri = `${site.receiver}/${randomUUID()}`;
    const client = await site.commandLine.createClient({ ...clients.basic, backchannel_logout_uri: uri });
    const relyingParty = await createRelyingParty(site.issuer, site.wire, client);
    const name = `brief-${randomUUID().slice(0, 8)}`;
    const claims = { preferred_username: name, email: `${name}@people.example` };
    const person = await site.commandLine.createUser(claims, 'Some-long-words-that-nobody-has-9');
    const { tokens } = await completeFlow(relyingParty, site.browser(), person);
    expect((await site.commandLine.cli(['user', 'disable', name])).exitCode).toBe(0);
    const { sub, sid } = decodeJwt(tokens.idToken ?? '');
    expect(decodeJwt(await nextLogoutToken(uri))).toMatchObject({ sub, sid });
  });

  it('oidcc-session-management-rp-initiated-logout: session_state comes with the response, and the frame is ours', async () => {
    const { site, flow, browser, relyingParty } = await signedIn({});
    expect(flow.response.parameters.get('session_state')).toMatch(/^[0-9a-f]{64}\.[\x21-\x7e]+$/);
    const frame = await site.wire(String(relyingParty.configuration.check_session_iframe));
    expect([frame.status, frame.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(frame.headers.get('content-security-policy')).toMatch(/frame-ancestors \*$/);
    expect((await browser.cookieNames()).some((name) => name.endsWith('gatehouse.browser-state'))).toBe(true);
  });
});

function signedOutPage(arrival: Arrival) {
  if (arrival.kind === 'page' && screenOf(arrival.page) === 'signed-out') return arrival.page;
  throw new Error(`This is not the signed-out page: ${arrival.kind === 'page' ? arrival.page.url : arrival.url}`);
}
