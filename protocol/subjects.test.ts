/** Pairwise subjects (OpenID Connect Core 8): what a client learns of who somebody is, by every way there is. */
import { describe, expect, it } from 'vitest';
import type { ResponseType } from './client-metadata/response-types';
import { responseTypes } from './client-metadata/response-types';
import type { EndUserSession } from './ports';
import { allow, authorize, obtainCode, readAnswer, readPending, step } from './testing/browser';
import { decideDevice, poll, startDevice } from './testing/device';
import type { TestEngine } from './testing/engine';
import { createTestEngine, issuer } from './testing/engine';
import { passwordClient, rightPassword } from './testing/password-grant';
import type { TestClient } from './testing/registrations';
import { addApi, addClient, openSession, signIn } from './testing/registrations';
import { codeForm, codeQuery, obtainTokens, payloadOf, refresh, send, sendAs, userinfo } from './testing/token-request';

const pairwise = { subject_type: 'pairwise' };
// Longer than what chance writes into a signature.
const username = 'ada-of-lovelace';
const everything = [...responseTypes, 'refresh', 'device', 'password', 'opaque'] as const;
type Way = (typeof everything)[number];

/** An engine with everything switched on, and Ada, signed in, with a password that is known. */
async function begin() {
  const engine = await createTestEngine({ implicitAndHybrid: true, passwordGrant: true });
  await addApi(engine, { accessTokenFormat: 'opaque' });
  const ada = await signIn(engine, username);
  await engine.storage.stores.passwords.set(ada.personId, rightPassword, engine.clock.now());
  return { engine, ada };
}

/** A client of a host that may do everything. */
function addClientOf(engine: TestEngine, host: string, more: Record<string, unknown> = {}): Promise<TestClient> {
  const grants = [...passwordClient.grant_types, 'authorization_code', 'implicit', deviceCode];
  return addClient(engine, {
    ...{ ...pairwise, grant_types: grants, response_types: responseTypes, scope: 'openid offline_access read' },
    ...{ redirect_uris: [`https://${host}/cb`], frontchannel_logout_uri: `https://${host}/frame` },
    ...{ frontchannel_logout_session_required: true, backchannel_logout_uri: `https://${host}/ended` },
    ...more,
  });
}
const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code';

type Answer = Record<string, string | undefined>;

/** What a client gets by one way, tokens and all else. */
async function obtain(engine: TestEngine, client: TestClient, ada: EndUserSession, way: Way): Promise<Answer[]> {
  const [redirect_uri] = client.client.metadata.redirect_uris;
  const as = (form: Record<string, string | undefined>) => sendAs(engine, client, 'token', form);
  const scope = 'openid offline_access';
  if (way === 'password')
    return [(await as({ grant_type: 'password', username, password: rightPassword, scope })).body as Answer];
  if (way === 'device') {
    const { device_code, user_code } = await startDevice(engine, client, { scope });
    await decideDevice(engine, user_code, ada);
    return [(await poll(engine, client, device_code)).body as Answer];
  }
  const response_type: ResponseType = way === 'refresh' || way === 'opaque' ? 'code' : way;
  const resource = way === 'opaque' ? { resource: 'https://api.example', scope: 'openid read' } : {};
  const front = await obtainCode(engine, codeQuery(client, { redirect_uri, response_type, ...resource }), ada);
  if (front.code === undefined) return [front];
  const tokens = (await as(codeForm(front.code, { redirect_uri }))).body as Answer;
  if (way !== 'refresh') return [front, tokens];
  return [front, tokens, (await refresh(engine, client, tokens.refresh_token ?? '')).body as Answer];
}

/** All that these answers say, tokens opened, and what userinfo and introspection add. */
async function readEverything(engine: TestEngine, client: TestClient, answers: Answer[]) {
  const documents: Record<string, unknown>[] = [];
  for (const answer of answers) {
    const { id_token, access_token, refresh_token } = answer;
    documents.push(answer);
    if (id_token !== undefined) documents.push(payloadOf(id_token));
    if (access_token?.includes('.')) documents.push(payloadOf(access_token));
    for (const token of [access_token, refresh_token])
      if (token !== undefined) documents.push((await sendAs(engine, client, 'introspection', { token })).body);
    if (access_token !== undefined) documents.push((await userinfo(engine, access_token)).body);
  }
  return documents;
}

/** Whatever tells Ada from others, or one session of hers from another, at clients that know her otherwise. */
function secretsOf({ personId, subject, id, sid }: EndUserSession): string[] {
  return [personId, subject, id, sid, username];
}

describe('a pairwise client', () => {
  it.each(everything)('by %s: one sub in everything it gets, and nothing that anybody else knows', async (way) => {
    const { engine, ada } = await begin();
    const client = await addClientOf(engine, 'one.example');
    const other = await addClientOf(engine, 'two.example');
    const documents = await readEverything(engine, client, await obtain(engine, client, ada, way));
    const foreign = await readEverything(engine, other, await obtain(engine, other, ada, way));
    const subjects = (all: Record<string, unknown>[]) => new Set(all.flatMap(({ sub }) => sub ?? []));
    expect(subjects(documents).size).toBe(1);
    const [sub] = subjects(documents);
    expect(sub).toMatch(/^[a-z2-7]{26}$/);
    expect(subjects(foreign)).not.toContain(sub);
    const sids = foreign.flatMap(({ sid }) => (typeof sid === 'string' ? [sid] : []));
    const text = JSON.stringify(documents);
    for (const secret of [...secretsOf(ada), ...(subjects(foreign) as Set<string>), ...sids])
      expect(text).not.toContain(secret);
  });

  it('knows a person by one sub whatever the way, and in every session', async () => {
    const { engine, ada } = await begin();
    const client = await addClientOf(engine, 'one.example');
    const known = new Set<unknown>();
    for (const way of everything) {
      const session = await openSession(engine, ada);
      const documents = await readEverything(engine, client, await obtain(engine, client, session, way));
      for (const { sub } of documents) if (sub !== undefined) known.add(sub);
    }
    expect(known.size).toBe(1);
  });

  it('shares sub and sid with the clients of its sector, and with no others', async () => {
    const { engine, ada } = await begin();
    const at = async (host: string, more = {}) => {
      const client = await addClientOf(engine, host, more);
      const [redirect_uri] = client.client.metadata.redirect_uris;
      const { id_token } = await obtainTokens(engine, client, ada, { redirect_uri }, { redirect_uri });
      const { sub, sid } = payloadOf(id_token);
      return `${sub} ${sid}`;
    };
    const one = await at('one.example');
    expect(await at('one.example')).toBe(one);
    expect(await at('one.example', { redirect_uris: ['https://one.example/cb', 'https://one.example:8443/b'] })).toBe(
      one,
    );
    const sector_identifier_uri = 'https://one.example/sector';
    expect(await at('two.example', { sector_identifier_uri })).toBe(one);
    expect(await at('two.example')).not.toBe(one);
    expect(await at('one.example', { subject_type: 'public' })).toBe(`${ada.subject} ${ada.sid}`);
  });

  it('introspects no user name unless it was granted the profile', async () => {
    const { engine, ada } = await begin();
    const client = await addClient(engine, pairwise);
    const named = async (scope: string) => {
      const { access_token } = await obtainTokens(engine, client, ada, { scope });
      return (await sendAs(engine, client, 'introspection', { token: access_token })).body.username;
    };
    expect(await named('openid')).toBeUndefined();
    expect(await named('openid profile')).toBe(username);
  });
});

describe('a request for one person, at a pairwise client', () => {
  /** A client that knows Ada, and what it may ask. */
  async function know() {
    const { engine, ada } = await begin();
    const client = await addClient(engine, pairwise);
    const tokens = await obtainTokens(engine, client, ada);
    const ask = async (more: Record<string, string>, session: EndUserSession | undefined = ada) =>
      readAnswer(await authorize(engine, codeQuery(client, { prompt: 'none', ...more }), session));
    const named = (sub: unknown) => ({ claims: JSON.stringify({ id_token: { sub: { value: sub } } }) });
    return { engine, ada, client, tokens, ask, named, sub: String(payloadOf(tokens.id_token).sub) };
  }

  it('is answered for the sub that it knows, by hint and by the claims parameter', async () => {
    const { ask, named, sub, tokens } = await know();
    expect((await ask({ id_token_hint: tokens.id_token })).code).toBeDefined();
    expect((await ask(named(sub))).code).toBeDefined();
    expect((await ask({ ...named(sub), id_token_hint: tokens.id_token })).code).toBeDefined();
  });

  it('is not answered for the sub that others know, nor for another person', async () => {
    const { engine, ada, ask, named, sub } = await know();
    expect((await ask(named(ada.subject))).error).toBe('login_required');
    const eve = await signIn(engine, 'eve');
    expect((await ask(named(sub), eve)).error).toBe('login_required');
    const { id_token } = await obtainTokens(engine, await addClient(engine, pairwise), eve);
    expect((await ask({ id_token_hint: id_token }, eve)).error).toBe('invalid_request');
  });

  it('is answered after a new sign-in of that person', async () => {
    const { engine, ada, client, tokens } = await know();
    const query = codeQuery(client, { prompt: 'login', id_token_hint: tokens.id_token });
    const pending = readPending(await authorize(engine, query, ada));
    const again = await openSession(engine, ada);
    const facts = { signedInSessionId: again.id, ...allow(again, ['openid', 'offline_access']) };
    expect((await readAnswer(await step(engine, pending, again, facts))).code).toBeDefined();
  });

  it('makes nobody known who was only looked for', async () => {
    const { engine, ask, named } = await know();
    const eve = await signIn(engine, 'eve');
    await ask(named('anybody'), eve);
    expect(await engine.storage.stores.pairwiseSubjects.find(eve.personId, 'rp.example')).toBeUndefined();
  });
});

describe('a sign-out, at a pairwise client', () => {
  it('is told by its sub and sid, in the background and in frames', async () => {
    const { engine, ada } = await begin();
    const client = await addClientOf(engine, 'one.example');
    await obtain(engine, await addClientOf(engine, 'two.example'), ada, 'code');
    const [, tokens] = await obtain(engine, client, ada, 'code');
    const { sub, sid } = payloadOf(tokens?.id_token ?? '');
    const query = new URLSearchParams({ id_token_hint: tokens?.id_token ?? '' });
    const response = await engine.server.endSession(new Request(`${issuer}/x?${query}`), ada);
    expect(response.headers.getSetCookie()).toContain('session=');
    await engine.server.deliverLogoutNotices();
    const told = engine.mailbox.received.find(({ uri }) => uri === 'https://one.example/ended');
    expect(payloadOf(told?.fields.logout_token ?? '')).toMatchObject({ sub, sid });
    const { id, secret } = { id: /request=(.+)$/.exec(response.headers.get('location') ?? '')?.[1] ?? '', secret: '' };
    const cookie = response.headers.getSetCookie().find((each) => each.startsWith(`binding.${id}=`));
    const { frames } = await engine.server.logout.describeSignedOut(id, cookie?.split('=')[1] ?? secret);
    const frame = frames.find((each) => each.startsWith('https://one.example/'));
    expect(new URL(frame ?? '').searchParams.get('sid')).toBe(sid);
    const all = JSON.stringify([
      frames,
      engine.mailbox.received.map(({ fields }) => payloadOf(fields.logout_token ?? '')),
    ]);
    for (const secretOfAda of secretsOf(ada)) expect(all).not.toContain(secretOfAda);
  });

  it('asks first when the hint is of another session, as public clients know it', async () => {
    const { engine, ada } = await begin();
    const client = await addClient(engine, pairwise);
    const { id_token } = await obtainTokens(engine, client, ada);
    const second = await openSession(engine, ada);
    const query = new URLSearchParams({ id_token_hint: id_token });
    const answer = await readAnswer(await engine.server.endSession(new Request(`${issuer}/x?${query}`), second));
    expect(answer.step).toBe('sign-out');
  });
});

describe('a signed userinfo answer', () => {
  it('has the sub of its client', async () => {
    const { engine, ada } = await begin();
    const client = await addClient(engine, { ...pairwise, userinfo_signed_response_alg: 'ES256' });
    const { access_token, id_token } = await obtainTokens(engine, client, ada);
    const { text } = await send(engine, 'userinfo', '', { authorization: `Bearer ${access_token}` }, 'GET');
    expect(payloadOf(text).sub).toBe(payloadOf(id_token).sub);
  });
});
