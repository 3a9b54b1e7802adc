/** SECURITY invariant 2: what is good in one place is nothing in every other one, and showing it there does not use it up. */
import { beforeAll, describe, expect, it } from 'vitest';
import { expectScreen } from '../harness/screens';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';
import type { Site } from './site';
import { securitySite } from './site';
import type { CodeHolder, TokenHolder } from './visitor';
import { cookiesOf, introspect, revoke, sessionCookieOf, takeCode, takeTokens } from './visitor';

const kinds = [
  'code',
  'code of another client',
  'refresh token',
  'refresh token of another client',
  'access token',
  'ID token',
  'session cookie',
  'browser secret of a waiting request',
  'id of a waiting request',
  'client id',
  'client secret',
  'code verifier',
  'sid',
  'sub',
  'jti',
  'made-up refresh token',
  'nothing',
] as const;
type Kind = (typeof kinds)[number];

/** Where something can be shown, and what is right there. */
const places: Record<string, { right: Kind[]; show(site: Site, holder: TokenHolder, value: string): Promise<string> }> =
  {
    'code at the token endpoint': {
      right: ['code'],
      async show(_site, { party, request, response }, value) {
        return refusedWith(
          await party.redeem(response, request, { code: value }),
          '400 invalid_grant',
          '400 invalid_request',
        );
      },
    },
    'refresh token at the token endpoint': {
      right: ['refresh token'],
      async show(_site, { party }, value) {
        return refusedWith(await party.refresh(value), '400 invalid_grant', '400 invalid_request');
      },
    },
    'bearer token at userinfo': {
      right: ['access token'],
      async show(_site, { party }, value) {
        return refusedWith(await party.userinfo(value, 'post-body'), '401 invalid_token');
      },
    },
    'token at introspection': {
      right: ['refresh token', 'access token'],
      async show(site, { party }, value) {
        const answer = await introspect(site, party, value);
        if (answer.status === 400) return 'nothing';
        return readMembers(answer).active === false && Object.keys(readMembers(answer)).length === 1
          ? 'nothing'
          : 'match';
      },
    },
    'token at revocation': {
      // Revoking the right ones would end the test: the wrong ones are shown, and what is right still works at the end.
      right: ['refresh token', 'access token'],
      async show(site, { party }, value) {
        const answer = await revoke(site, party, value);
        // Another client's is refused by its name (RFC 7009 section 2.1).
        const isUnknown = answer.status === 200 && answer.text === '';
        return isUnknown ? 'nothing' : refusedWith(answer, '400 invalid_request', '400 invalid_grant');
      },
    },
    'ID token hint': {
      right: ['ID token', 'nothing'],
      async show(site, { party, browser }, value) {
        const { url } = party.request({ prompt: 'none', id_token_hint: value });
        const arrival = await browser.open(url);
        const answered = arrival.kind === 'elsewhere' ? new URL(arrival.url).searchParams : new URLSearchParams();
        expect(site.issuer).toBe(answered.get('iss'));
        return answered.get('error') === 'invalid_request' ? 'nothing' : 'match';
      },
    },
    'session cookie': {
      right: ['session cookie'],
      async show(site, { browser }, value) {
        const [name] = sessionCookieOf(browser);
        const answer = await site.wire(`${site.issuer}/api/auth/session`, { headers: { cookie: `${name}=${value}` } });
        return answer.text === '{}' ? 'nothing' : 'match';
      },
    },
    'browser secret of a waiting request': {
      right: ['browser secret of a waiting request'],
      async show(site, holder, value) {
        const { id, name } = await waitingRequest(holder);
        const answer = await site.wire(`${site.issuer}/interaction/${id}`, { headers: { cookie: `${name}=${value}` } });
        return answer.status === 400 && !answer.headers.has('location') ? 'nothing' : 'match';
      },
    },
    'id of a waiting request': {
      right: ['id of a waiting request'],
      async show(site, { browser }, value) {
        const arrival = await browser.open(`${site.issuer}/interaction/${encodeURIComponent(value)}`);
        return arrival.kind === 'page' && arrival.page.status >= 400 ? 'nothing' : 'match';
      },
    },
    'set-up token': {
      right: [],
      async show(site, _holder, value) {
        const answer = await site.wire(`${site.issuer}/setup?token=${encodeURIComponent(value)}`);
        return answer.text.includes('name="password"') ? 'match' : 'nothing';
      },
    },
    'client secret': {
      right: ['client secret'],
      async show(site, { party, tokens }, value) {
        const client = { ...party.client, client_secret: value };
        const answer = await introspect(site, { ...party, client }, tokens.accessToken);
        return refusedWith(answer, '401 invalid_client');
      },
    },
  };

const refusedWith = (answer: WireResponse, ...refusals: string[]) =>
  refusals.includes(`${answer.status} ${readMembers(answer).error}`) ? 'nothing' : 'match';

const waiting = new WeakMap<TokenHolder, Promise<{ id: string; name: string; secret: string }>>();

/** One request of this holder that waits at the consent page. */
function waitingRequest(holder: TokenHolder) {
  const known = waiting.get(holder) ?? startWaiting(holder);
  waiting.set(holder, known);
  return known;
}

async function startWaiting({ party, browser }: TokenHolder) {
  const page = expectScreen(await browser.open(party.request({ prompt: 'consent' }).url), 'consent');
  const id = new URL(page.url).searchParams.get('request') ?? '';
  const [name, secret] = [...cookiesOf(browser)].find(([one]) => one.endsWith(id)) ?? ['', ''];
  return { id, name, secret };
}

describe.each(databaseKinds)('on %s', (kind) => {
  let site: Site;
  let holder: TokenHolder;
  let unused: CodeHolder;
  let values: Record<Kind, string>;

  beforeAll(async () => {
    site = securitySite(kind);
    holder = await takeTokens(site);
    unused = await takeCode(site, { browser: holder.browser });
    const other = await takeTokens(site, { application: 'stranger' });
    const otherCode = await takeCode(site, { application: 'stranger', browser: other.browser });
    const { tokens, party, browser, request } = holder;
    const { id, secret } = await waitingRequest(holder);
    const claims = JSON.parse(Buffer.from(tokens.idToken.split('.')[1] ?? '', 'base64url').toString());
    const { jti } = JSON.parse(Buffer.from(tokens.accessToken.split('.')[1] ?? '', 'base64url').toString());
    values = {
      code: unused.code,
      'code of another client': otherCode.code,
      'refresh token': tokens.refreshToken,
      'refresh token of another client': other.tokens.refreshToken,
      'access token': tokens.accessToken,
      'ID token': tokens.idToken,
      'session cookie': sessionCookieOf(browser)[1],
      'browser secret of a waiting request': secret,
      'id of a waiting request': id,
      'client id': party.client.client_id,
      'client secret': party.client.client_secret ?? '',
      'code verifier': request.codeVerifier ?? '',
      sid: claims.sid,
      sub: claims.sub,
      jti,
      'made-up refresh token': `${tokens.refreshToken.slice(0, -3)}aaa`,
      nothing: '',
    };
  });

  const wrong = Object.entries(places).flatMap(([place, { right }]) =>
    kinds.filter((one) => !right.includes(one)).map((one): [Kind, string] => [one, place]),
  );
  it.each(wrong)('%s is nothing as %s', async (value, place) => {
    expect(values[value]).toBeTypeOf('string');
    expect(await places[place]?.show(site, holder, values[value])).toBe('nothing');
  });

  it('and all of them still work where they belong', async () => {
    const { party, tokens, browser } = holder;
    expect(await places['session cookie']?.show(site, holder, values['session cookie'])).toBe('match');
    expect(readMembers(await introspect(site, party, tokens.refreshToken)).active).toBe(true);
    expect((await party.userinfo(tokens.accessToken)).status).toBe(200);
    const secret = values['browser secret of a waiting request'];
    expect(await places['browser secret of a waiting request']?.show(site, holder, secret)).toBe('match');
    expect(await places['ID token hint']?.show(site, holder, tokens.idToken)).toBe('match');
    expect((await unused.party.redeem(unused.response, unused.request)).status).toBe(200);
    expect((await party.refresh(tokens.refreshToken)).status).toBe(200);
    expect((await takeCode(site, { browser })).shown).toEqual([]);
  });
});
