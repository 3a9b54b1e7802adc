import { describe, expect, it } from 'vitest';
import type { EndUserSession } from '../ports';
import type { Query } from '../testing/browser';
import { authorize, encode, readAnswer } from '../testing/browser';
import { issuer } from '../testing/engine';
import { addClient, openSession, signIn } from '../testing/registrations';
import { back, beginSignOut } from '../testing/sign-out';
import { rotateSigningKeys } from '../testing/signing-keys';
import { codeQuery, payloadOf, userinfo } from '../testing/token-request';

const odd = `a b+c%20d"e'f<g>&i=j#k/l:m~n.o_p-q!r*s(t)u;v,w|x{y}[z]\\^\``;

type Situation = Awaited<ReturnType<typeof beginSignOut>>;

describe('a good hint of the session that is open', () => {
  it('signs out at once and goes back with exactly the state', async () => {
    const { hint, end, isOpen } = await beginSignOut();
    const { location, cookies } = await end({ id_token_hint: hint, post_logout_redirect_uri: back, state: odd });
    expect(location.startsWith(`${back}?state=`)).toBe(true);
    expect([...new URL(location).searchParams]).toEqual([['state', odd]]);
    expect(cookies).toEqual(['session=', 'browser-state=']);
    expect(await isOpen()).toBe(false);
  });

  it('without a state goes back without any', async () => {
    const { hint, end } = await beginSignOut();
    expect((await end({ id_token_hint: hint, post_logout_redirect_uri: back })).location).toBe(back);
  });

  it('keeps the query that the registered address has', async () => {
    const { hint, end } = await beginSignOut({ post_logout_redirect_uris: [`${back}?a=b`] });
    const { location } = await end({ id_token_hint: hint, post_logout_redirect_uri: `${back}?a=b`, state: 's' });
    expect(location).toBe(`${back}?a=b&state=s`);
  });

  it('ends what the session carried, and a later prompt=none fails', async () => {
    const { engine, client, tokens, hint, end } = await beginSignOut();
    await end({ id_token_hint: hint, post_logout_redirect_uri: back });
    expect((await userinfo(engine, tokens.access_token)).status).toBe(401);
    const silent = await readAnswer(await authorize(engine, codeQuery(client, { prompt: 'none' })));
    expect(silent.error).toBe('login_required');
  });

  it.each<[what: string, change: (situation: Situation) => unknown]>([
    ['expired', ({ engine }) => engine.clock.advance(7200)],
    [
      'signed with an older key',
      async ({ engine }) => {
        const keys = { signingKeys: engine.storage.stores.signingKeys, clock: engine.clock };
        await rotateSigningKeys(keys, { algs: ['RS256'], publishSeconds: 1 });
        engine.clock.advance(10);
      },
    ],
  ])('may be %s', async (_what, change) => {
    const situation = await beginSignOut();
    await change(situation);
    const { location } = await situation.end({ id_token_hint: situation.hint, post_logout_redirect_uri: back });
    expect(location).toBe(back);
  });

  it('goes back also when nobody is signed in any more', async () => {
    const { engine, hint } = await beginSignOut();
    const query = encode({ id_token_hint: hint, post_logout_redirect_uri: back });
    const response = await engine.server.endSession(new Request(`${issuer}/x?${query}`), undefined);
    expect(response.headers.get('location')).toBe(back);
  });
});

describe('an address that is not registered is never gone to', () => {
  it.each([
    'https://rp.example/other',
    `${back}?foo=bar`,
    `${back}/`,
    `${back}#x`,
    'https://RP.example/signed-out',
    'https://rp.example@evil.com/signed-out',
    'https://evil.com/',
    '//evil.com',
    'javascript:alert(1)',
    'https://rp.example/cb',
    ' ',
  ])('%s', async (uri) => {
    const { hint, end } = await beginSignOut();
    const { location } = await end({ id_token_hint: hint, post_logout_redirect_uri: uri, state: 's' });
    expect(location).toBe(`${issuer}/signed-out`);
  });
});

describe('in any doubt the person is asked, and confirming leads to our own page', () => {
  const encodePart = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const withBack = (more: Record<string, string> = {}) => ({ post_logout_redirect_uri: back, state: 's', ...more });

  it.each<[what: string, query: (situation: Situation) => Query | Promise<Query>]>([
    ['no parameters', () => ({})],
    ['only a state', () => ({ state: 's' })],
    ['an address without a hint', () => withBack()],
    ['an address with an unknown client', () => withBack({ client_id: 'gh_unknown' })],
    [
      'an unsigned hint',
      ({ hint }) => withBack({ id_token_hint: `${encodePart({ alg: 'none' })}.${hint.split('.')[1]}.` }),
    ],
    ['a hint with a bad signature', ({ hint }) => withBack({ id_token_hint: `${hint.slice(0, -6)}AAAAAA` })],
    [
      'a hint with another subject',
      ({ hint }) =>
        withBack({ id_token_hint: hint.replace(/\.[^.]+\./, `.${encodePart({ ...payloadOf(hint), sub: 'x' })}.`) }),
    ],
    [
      'issuer and audience swapped',
      async ({ engine, hint }) => {
        const payload = payloadOf(hint);
        const swapped = { ...payload, iss: String(payload.aud), aud: String(payload.iss) };
        return withBack({ id_token_hint: await engine.keys.sign('RS256', undefined, swapped) });
      },
    ],
    [
      'a bad hint beside a good client',
      ({ client }) => withBack({ id_token_hint: 'x.y.z', client_id: client.clientId }),
    ],
    ['an access token for a hint', ({ tokens }) => withBack({ id_token_hint: tokens.access_token })],
    [
      'a hint of another client than the one named',
      async ({ engine, hint }) => withBack({ id_token_hint: hint, client_id: (await addClient(engine)).clientId }),
    ],
  ])('%s', async (_what, makeQuery) => {
    const situation = await beginSignOut();
    const { end, engine, ada, isOpen } = situation;
    const { step, pending } = await end(await makeQuery(situation));
    expect(step).toBe('sign-out');
    expect(await isOpen()).toBe(true);
    const again = await engine.server.logout.resume(pending.id, pending.secret, ada);
    expect((await readAnswer(again)).step).toBe('sign-out');
    const confirmed = await engine.server.logout.confirm(pending.id, pending.secret, ada);
    expect(confirmed.headers.get('location')).toBe(`${issuer}/signed-out`);
    expect(await isOpen()).toBe(false);
  });
});

describe('asked first, then back to the application', () => {
  it.each<
    [what: string, query: (situation: Situation) => Query, as?: (situation: Situation) => Promise<EndUserSession>]
  >([
    [
      'when the client is named without a hint',
      ({ client }) => ({ client_id: client.clientId, post_logout_redirect_uri: back, state: odd }),
    ],
    [
      'when the hint is of another person',
      ({ hint }) => ({ id_token_hint: hint, post_logout_redirect_uri: back, state: odd }),
      ({ engine }) => signIn(engine, 'eve'),
    ],
    [
      'when the hint is of another session of the person',
      ({ hint }) => ({ id_token_hint: hint, post_logout_redirect_uri: back, state: odd }),
      ({ engine, ada }) => openSession(engine, ada),
    ],
  ])('%s', async (_what, query, as) => {
    const situation = await beginSignOut();
    const { engine, client, ada, end } = situation;
    const session = as === undefined ? ada : await as(situation);
    const { step, pending } = await end(query(situation), session);
    expect(step).toBe('sign-out');
    const { logout } = engine.server;
    expect((await logout.describe(pending.id, pending.secret)).client?.clientId).toBe(client.clientId);
    const confirmed = await logout.confirm(pending.id, pending.secret, session);
    const location = confirmed.headers.get('location') ?? '';
    expect([...new URL(location).searchParams]).toEqual([['state', odd]]);
    expect(await engine.storage.stores.sessionLookup.isLive(session.id, engine.clock.now())).toBe(false);
    await expect(logout.confirm(pending.id, pending.secret, session)).rejects.toMatchObject({
      code: 'request-completed',
    });
  });

  it('in this browser only', async () => {
    const { engine, client, ada, end } = await beginSignOut();
    const { pending } = await end({ client_id: client.clientId, post_logout_redirect_uri: back });
    const { logout } = engine.server;
    await expect(logout.confirm(pending.id, 'x', ada)).rejects.toMatchObject({ code: 'request-foreign' });
    await expect(logout.confirm(pending.id, undefined, ada)).rejects.toMatchObject({ code: 'request-foreign' });
  });

  it('not to a client that was switched off', async () => {
    const { engine, client, hint, end } = await beginSignOut();
    await engine.storage.stores.clientAdministration.update(
      client.clientId,
      { status: 'disabled' },
      engine.clock.now(),
    );
    expect((await end({ id_token_hint: hint, post_logout_redirect_uri: back })).location).toBe(`${issuer}/signed-out`);
  });
});
