/** SECURITY invariant 5: a client that is disabled or deleted gets nothing within five seconds, nor does a deleted secret. */
import { describe, expect, it } from 'vitest';
import type { RegisteredClient } from '../harness/command-line';
import { patience } from '../harness/patience';
import { allow, expectScreen, pageOf, screenOf, signIn } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';
import { applications, origins } from './applications';
import { query } from './databases';
import type { Site } from './site';
import { openSite, securitySite } from './site';
import { introspect, revoke, takeCode, takeTokens } from './visitor';

const ways: [string, (site: Site, client: RegisteredClient) => Promise<unknown>][] = [
  ['deleted by the command line', (site, client) => site.commandLine.cliJson(['client', 'delete', client.client_id])],
  [
    'disabled',
    (site, client) => query(site, `UPDATE client SET status = 'disabled' WHERE client_id = '${client.client_id}'`),
  ],
];

const errorOf = (answer: WireResponse) => `${answer.status} ${readMembers(answer).error}`;

/** A site whose `web` is a client of this test's own. */
async function withOwnClient(
  kind: (typeof databaseKinds)[number],
  metadata: Record<string, unknown> = applications.web,
) {
  const shared = securitySite(kind);
  const client = await shared.commandLine.createClient(metadata);
  return { client, site: openSite({ ...shared, clients: { ...shared.clients, web: client } }) };
}

/** Waits until `isGone` says so. */
async function settle(isGone: () => Promise<boolean>): Promise<void> {
  await expect.poll(isGone, patience).toBe(true);
}

describe.each(databaseKinds)('a client on %s', (kind) => {
  it.each(ways)('that was %s gets nothing', async (_name, end) => {
    const { client, site } = await withOwnClient(kind);
    const holder = await takeTokens(site);
    const { party, browser, tokens } = holder;
    const unused = await takeCode(site, { browser });
    const consentPage = expectScreen(await browser.open(party.request({ prompt: 'consent' }).url), 'consent');
    const elsewhere = site.browser();
    const signInPage = expectScreen(await elsewhere.open(party.request().url), 'sign-in');

    await end(site, client);
    await settle(async () => (await site.wire(party.request({ prompt: 'none' }).url)).status === 400);

    const [returnTo] = client.post_logout_redirect_uris ?? [];
    const signOut = party.endSessionUrl({ id_token_hint: tokens.idToken, post_logout_redirect_uri: returnTo });
    expect({
      code: errorOf(await party.redeem(unused.response, unused.request)),
      refresh: errorOf(await party.refresh(tokens.refreshToken)),
      userinfo: (await party.userinfo(tokens.accessToken)).status,
      introspection: errorOf(await introspect(site, party, tokens.accessToken)),
      revocation: errorOf(await revoke(site, party, tokens.accessToken)),
      request: screenOf(pageOf(await browser.open(party.request().url))),
      'silent request': screenOf(pageOf(await browser.open(party.request({ prompt: 'none' }).url))),
      'the consent page that was open': screenOf(pageOf(await allow(browser, consentPage))),
      'the sign-in page that was open': screenOf(pageOf(await signIn(elsewhere, signInPage, site.ada))),
      'sign-out with its address': (await browser.open(signOut)).kind,
    }).toEqual({
      code: '401 invalid_client',
      refresh: '401 invalid_client',
      userinfo: 401,
      introspection: '401 invalid_client',
      revocation: '401 invalid_client',
      request: 'error',
      'silent request': 'error',
      'the consent page that was open': 'error',
      'the sign-in page that was open': 'error',
      'sign-out with its address': 'page',
    });
  });

  it('that is gone takes its web origins with it', async () => {
    const origin = `https://gone-${kind}.example.test`;
    const metadata = { ...applications.spa, redirect_uris: [`${origin}/callback`] };
    const { client, site } = await withOwnClient(kind, metadata);
    const preflight = async () => {
      const headers = { origin, 'access-control-request-method': 'POST' };
      const answer = await site.wire(`${site.issuer}/oauth2/token`, { method: 'OPTIONS', headers });
      return answer.headers.get('access-control-allow-origin');
    };
    expect(await preflight()).toBe(origin);
    expect(origins.attacker).not.toBe(origin);
    await site.commandLine.cliJson(['client', 'delete', client.client_id]);
    await settle(async () => (await preflight()) === null);
  });

  it('that rotated its secret away is not known by the old one, and keeps its tokens', async () => {
    const { client, site } = await withOwnClient(kind);
    const { party, tokens } = await takeTokens(site);
    const rotated = await site.commandLine.cliJson<RegisteredClient>([
      ...['client', 'rotate-secret', client.client_id, '--revoke-old'],
    ]);
    await settle(async () => (await introspect(site, party, tokens.accessToken)).status === 401);
    const secret = rotated.client_secret ?? '';
    const renewed = openSite({ ...site, clients: { ...site.clients, web: { ...client, client_secret: secret } } });
    const again = await renewed.party('web');
    expect(readMembers(await introspect(renewed, again, tokens.accessToken)).active).toBe(true);
    expect((await again.refresh(tokens.refreshToken)).status).toBe(200);
  });
});
