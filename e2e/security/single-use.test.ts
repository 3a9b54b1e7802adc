/** SECURITY invariant 1: whatever is good for one use is used once, however many ask at once, and of whichever process. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertionParameters, createClientKey } from '../harness/client-key';
import { clients } from '../harness/data';
import type { Instance } from '../harness/instance';
import type { RequestParameters } from '../harness/relying-party';
import { createRelyingParty } from '../harness/relying-party';
import { expectScreen, signIn } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';
import { createEmptyInstance } from './databases';
import { readSetupToken } from './set-up';
import type { Site } from './site';
import { createSibling, securitySite } from './site';
import type { TokenHolder } from './visitor';
import { cookieHeader, cookiesOf, introspect, takeCode, takeTokens } from './visitor';

const times = 50;
const everyone = <T>(work: (turn: number) => Promise<T>, count = times) =>
  Promise.all(Array.from({ length: count }, (_, turn) => work(turn)));
const succeeded = (answers: WireResponse[]) => answers.filter(({ status }) => status === 200);
const errors = (answers: WireResponse[]) => new Set(answers.filter(({ status }) => status !== 200).map(describeError));
const describeError = (answer: WireResponse) => `${answer.status} ${readMembers(answer).error}`;

describe.each(databaseKinds)('with two processes on one %s database', (kind) => {
  let site: Site;
  let sibling: Instance;

  beforeAll(async () => {
    site = securitySite(kind);
    sibling = await createSibling(site);
    await sibling.start();
  });
  afterAll(() => sibling.remove());

  /** The same client at both processes, in turns. */
  async function bothDoors(holder: Pick<TokenHolder, 'party'>) {
    const other = await createRelyingParty(site.issuer, sibling.wire, holder.party.client);
    return (turn: number) => (turn % 2 === 0 ? holder.party : other);
  }

  async function refreshAtOnce(holder: TokenHolder, refreshToken: string, overrides: RequestParameters = {}) {
    const door = await bothDoors(holder);
    return everyone((turn) => door(turn).refresh(refreshToken, overrides));
  }

  async function expectRevoked(holder: TokenHolder, refreshToken: string) {
    const answer = await holder.party.refresh(refreshToken);
    expect(describeError(answer)).toBe('400 invalid_grant');
    expect((await holder.party.userinfo(holder.tokens.accessToken)).status).toBe(401);
  }

  it.each([
    ['a web application', { application: 'web' }],
    ['an application in the browser', { application: 'spa' }],
    ['a hybrid response', { application: 'frontChannel', parameters: { response_type: 'code id_token token' } }],
  ] as const)('one code of %s gives tokens once, and its reuse takes them back', async (_what, wishes) => {
    const holder = await takeCode(site, wishes);
    const door = await bothDoors(holder);
    const answers = await everyone((turn) => door(turn).redeem(holder.response, holder.request));
    expect(succeeded(answers)).toHaveLength(1);
    expect(errors(answers)).toEqual(new Set(['400 invalid_grant']));
    const { access_token: accessToken, refresh_token: refreshToken } = readMembers(
      succeeded(answers)[0] as WireResponse,
    );
    expect((await holder.party.userinfo(String(accessToken))).status).toBe(401);
    expect(refreshToken).toBeUndefined();
    const throughTheBrowser = holder.response.parameters.get('access_token');
    if (throughTheBrowser !== null) expect((await holder.party.userinfo(throughTheBrowser)).status).toBe(401);
  });

  it('one client assertion authenticates one request', async () => {
    const key = await createClientKey();
    const keyed = { ...clients.basic, token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [key.publicJwk] } };
    const { client_id: id } = await site.commandLine.createClient(keyed);
    const proof = assertionParameters(await key.assertion(id, site.issuer));
    const answers = await everyone((turn) => {
      const { wire } = turn % 2 === 0 ? site : sibling;
      const body = new URLSearchParams({ token: 'unknown', ...proof });
      return wire(`${site.issuer}/oauth2/introspect`, { method: 'POST', body });
    });
    expect(succeeded(answers)).toHaveLength(1);
    expect(errors(answers)).toEqual(new Set(['401 invalid_client']));
  });

  it('inside the replay window one refresh token gives everybody the same bytes, and one successor', async () => {
    const holder = await takeTokens(site);
    const answers = await refreshAtOnce(holder, holder.tokens.refreshToken);
    expect(succeeded(answers)).toHaveLength(times);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const next = String(readMembers(answers[0] as WireResponse).refresh_token);
    expect((await holder.party.refresh(next)).status).toBe(200);
  });

  it('without a window one refresh token is good once, and its reuse ends the family', async () => {
    const holder = await takeTokens(site, { application: 'strict' });
    const answers = await refreshAtOnce(holder, holder.tokens.refreshToken);
    expect(succeeded(answers)).toHaveLength(1);
    expect(errors(answers)).toEqual(new Set(['400 invalid_grant']));
    await expectRevoked(holder, String(readMembers(succeeded(answers)[0] as WireResponse).refresh_token));
  });

  it('inside the window another request with the same token is no replay: it ends the family', async () => {
    const holder = await takeTokens(site);
    const first = await holder.party.refresh(holder.tokens.refreshToken);
    const narrower = await holder.party.refresh(holder.tokens.refreshToken, { scope: 'openid' });
    expect(describeError(narrower)).toBe('400 invalid_grant');
    await expectRevoked(holder, String(readMembers(first).refresh_token));
  });

  it('after the window a token that comes again ends the family, its newest member too', async () => {
    const holder = await takeTokens(site, { application: 'brief' });
    const first = await holder.party.refresh(holder.tokens.refreshToken);
    const newest = await holder.party.refresh(String(readMembers(first).refresh_token));
    expect(newest.status).toBe(200);
    // The window of this client is one second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(describeError(await holder.party.refresh(holder.tokens.refreshToken))).toBe('400 invalid_grant');
    await expectRevoked(holder, String(readMembers(newest).refresh_token));
    const seen = await introspect(site, holder.party, String(readMembers(newest).access_token));
    expect(readMembers(seen)).toEqual({ active: false });
  });

  it('a consent that is sent many times gives one code', async () => {
    const browser = site.browser();
    const party = await site.party('web');
    const request = party.request({ prompt: 'consent' });
    const signInPage = expectScreen(await browser.open(request.url), 'sign-in');
    const page = expectScreen(await signIn(browser, signInPage, site.ada), 'consent');
    const requestId = new URL(page.url).searchParams.get('request') ?? '';
    const cookie = cookieHeader(cookiesOf(browser));
    const body = new URLSearchParams({ request: requestId, decision: 'allow' });
    const form = `${site.issuer}/interaction/consent`;
    const door = (turn: number) => (turn % 2 === 0 ? site.wire : sibling.wire);
    const sent = await everyone((turn) => door(turn)(form, { method: 'POST', headers: { cookie }, body }), 10);
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([303]));
    const dispatcher = `${site.issuer}/interaction/${requestId}`;
    const answers = await everyone((turn) => door(turn)(dispatcher, { headers: { cookie } }), 20);
    const withCode = answers.filter(({ headers }) => headers.get('location')?.includes('code='));
    expect(withCode).toHaveLength(1);
    expect(new Set(answers.filter((one) => !withCode.includes(one)).map(({ status }) => status))).toEqual(
      new Set([400]),
    );
  });

  it('a password that is sent many times opens sessions with names of their own', async () => {
    const start = await site.wire(`${site.issuer}/interaction/start`);
    const requestId = new URL(start.headers.get('location') ?? '', site.issuer).searchParams.get('request') ?? '';
    const cookie = start.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const { username, password } = site.noel;
    const body = new URLSearchParams({ request: requestId, username, password });
    const sent = await everyone(
      () => site.wire(`${site.issuer}/interaction/sign-in`, { method: 'POST', headers: { cookie }, body }),
      5,
    );
    const opened = sent
      .flatMap(({ headers }) => headers.getSetCookie())
      .filter((line) => line.includes('gatehouse.session='));
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([303]));
    expect(new Set(opened.map((line) => line.split(';')[0])).size).toBe(5);
  });
});

describe.each(databaseKinds)('the set-up link on %s', (kind) => {
  it('makes one administrator when two people use it at once, through two processes', async () => {
    const site = securitySite(kind);
    const noAdministrator = { ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined };
    const first = await createEmptyInstance(kind, site, { env: noAdministrator });
    const second = await createSibling(first, noAdministrator);
    try {
      await first.start();
      const forgotten = await readSetupToken(first);
      await second.start();
      const token = await readSetupToken(second);
      const apply = (turn: number, used: string) => {
        const name = `chief${turn}`;
        const body = {
          token: used,
          username: name,
          email: `${name}@people.example`,
          password: `Some-long-passphrase-${turn}`,
        };
        const headers = { 'sec-fetch-site': 'same-origin' };
        const wire = turn % 2 === 0 ? first.wire : second.wire;
        return wire(`${first.issuer}/interaction/setup`, { method: 'POST', headers, body: new URLSearchParams(body) });
      };
      const stale = await apply(90, forgotten);
      const answers = await everyone((turn) => apply(turn, token), 10);
      const late = await apply(91, token);
      const opened = [...answers, stale, late].filter((one) =>
        one.headers.getSetCookie().some((line) => line.includes('gatehouse.session=')),
      );
      expect(opened).toHaveLength(1);
      const people = await first.cliJson<{ administrator: boolean }[]>(['user', 'list']);
      expect(people).toHaveLength(1);
      expect((await first.wire(`${first.issuer}/setup?token=${token}`)).text).not.toContain('name="password"');
    } finally {
      await Promise.all([first.remove(), second.remove()]);
    }
  });
});
