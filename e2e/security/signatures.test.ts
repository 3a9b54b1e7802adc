/** SECURITY invariant 12: our own keys, the algorithms we use, the right type of token, at every endpoint that reads one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeySetServer } from '../harness/key-set-server';
import { serveKeySet } from '../harness/key-set-server';
import { databaseKinds } from '../harness/test-database';
import { readMembers } from '../harness/wire';
import type { Forgery } from './forged-tokens';
import { attackerJwk, forge } from './forged-tokens';
import type { Site } from './site';
import { securitySite } from './site';
import type { TokenHolder } from './visitor';
import { cookieHeader, cookiesOf, introspect, revoke, takeTokens } from './visitor';

/** What each endpoint that reads an access token makes of this one; nothing but a refusal is in the list. */
async function showAsAccessToken(site: Site, { party }: TokenHolder, token: string): Promise<string[]> {
  const answers: string[] = [];
  for (const style of ['get', 'post-header', 'post-body'] as const) {
    // What cannot stand in a header is refused by the header's own rules.
    const answer = await party.userinfo(token, style);
    const challenge = answer.headers.get('www-authenticate') ?? '';
    answers.push(`userinfo ${style}: ${answer.status} ${challenge.includes('error="invalid_token"')}`);
  }
  answers.push(`introspection: ${(await introspect(site, party, token)).text}`);
  answers.push(`revocation: ${(await revoke(site, party, token)).status}`);
  return answers;
}

const refusedAsAccessToken = [
  'userinfo get: 401 true',
  'userinfo post-header: 401 true',
  'userinfo post-body: 401 true',
  'introspection: {"active":false}',
  'revocation: 200',
];

/** What both endpoints that read an ID token make of this one, in a browser that is signed in. */
async function showAsHint(site: Site, { party, browser }: TokenHolder, token: string): Promise<string[]> {
  const headers = { cookie: cookieHeader(cookiesOf(browser)) };
  const visit = async (url: string) => new URL((await site.wire(url, { headers })).headers.get('location') ?? '');
  const answer = await visit(party.request({ prompt: 'none', id_token_hint: token }).url);
  const returnTo = party.client.post_logout_redirect_uris?.[0];
  const left = await visit(party.endSessionUrl({ id_token_hint: token, post_logout_redirect_uri: returnTo }));
  const session = await site.wire(`${site.issuer}/api/auth/session`, { headers });
  return [
    `authorize: ${answer.searchParams.get('error')}`,
    `sign-out: ${left.origin === site.issuer ? left.pathname : left.href}`,
    `still signed in: ${session.text !== '{}'}`,
  ];
}

const refusedAsHint = ['authorize: invalid_request', 'sign-out: /sign-out', 'still signed in: true'];

describe.each(databaseKinds)('on %s', (kind) => {
  let site: Site;
  let holder: TokenHolder;
  /** Nobody may ever ask it. */
  let attacker: KeySetServer;
  let accessForgeries: Forgery[];
  let idForgeries: Forgery[];

  beforeAll(async () => {
    site = securitySite(kind);
    attacker = await serveKeySet([attackerJwk('attacker')]);
    holder = await takeTokens(site);
    const common = { keys: holder.party.jwks.keys, attackerUrl: attacker.url };
    accessForgeries = await forge({ token: holder.tokens.accessToken, ...common });
    idForgeries = await forge({ token: holder.tokens.idToken, ...common });
  });
  afterAll(() => attacker.close());

  it('no forged access token is taken anywhere', async () => {
    for (const { name, token } of accessForgeries) {
      expect([name, ...(await showAsAccessToken(site, holder, token))]).toEqual([name, ...refusedAsAccessToken]);
    }
  });

  it('no forged ID token is taken as a hint, and none signs anybody out', async () => {
    for (const { name, token } of idForgeries) {
      expect([name, ...(await showAsHint(site, holder, token))]).toEqual([name, ...refusedAsHint]);
    }
  });

  it('the genuine ones of another kind are not taken either', async () => {
    const { tokens } = holder;
    expect(await showAsAccessToken(site, holder, tokens.idToken)).toEqual(refusedAsAccessToken);
    expect(await showAsHint(site, holder, tokens.accessToken)).toEqual(refusedAsHint);
    expect(await showAsHint(site, holder, tokens.refreshToken)).toEqual(refusedAsHint);
  });

  it('an ID token of another client or person is no hint for this one', async () => {
    const stranger = await takeTokens(site, { application: 'stranger' });
    const noel = await takeTokens(site, { person: site.noel });
    const ask = async (idToken: string) => {
      const arrival = await holder.browser.open(holder.party.request({ prompt: 'none', id_token_hint: idToken }).url);
      return arrival.kind === 'elsewhere' ? new URL(arrival.url).searchParams.get('error') : 'a page';
    };
    expect(await ask(stranger.tokens.idToken)).toBe('invalid_request');
    expect(await ask(noel.tokens.idToken)).toBe('login_required');
  });

  it('the attacker was never asked for a key, and the genuine tokens still work', async () => {
    expect(attacker.asked).toEqual([]);
    const { party, tokens } = holder;
    expect((await party.userinfo(tokens.accessToken)).status).toBe(200);
    expect(readMembers(await introspect(site, party, tokens.accessToken)).active).toBe(true);
    const published = JSON.stringify(party.jwks.keys);
    for (const member of ['"d"', '"p"', '"q"', '"dp"', '"dq"', '"qi"', '"k"']) expect(published).not.toContain(member);
  });
});
