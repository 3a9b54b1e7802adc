import { describe, expect, it } from 'vitest';
import { allow, authorize, readAnswer, readPending, step } from '../testing/browser';
import { createTestEngine } from '../testing/engine';
import { addClient, openSession, signIn } from '../testing/registrations';
import { codeQuery } from '../testing/token-request';

const scopes = ['openid', 'offline_access'];

/** A request that waits for Ada's consent. */
async function begin(more: Record<string, string> = {}) {
  const engine = await createTestEngine();
  const client = await addClient(engine);
  const ada = await signIn(engine);
  const response = await authorize(engine, codeQuery(client, more), ada);
  return { engine, client, ada, response, pending: readPending(response) };
}

describe('a waiting request', () => {
  it('is bound by a secret of which the store has the hash alone', async () => {
    const { engine, pending } = await begin();
    expect(pending.secret).toMatch(/^[\w-]{43}$/);
    const stored = JSON.stringify(await engine.storage.stores.pendingRequests.find(pending.id));
    expect(stored).not.toContain(pending.secret);
  });

  it('answers once, and clears its cookie', async () => {
    const { engine, ada, pending } = await begin();
    const response = await step(engine, pending, ada, allow(ada, scopes));
    expect((await readAnswer(response)).code).toBeDefined();
    expect(response.headers.getSetCookie()).toContain(`binding.${pending.id}=`);
    expect((await readAnswer(await step(engine, pending, ada))).refusal).toBe('request-completed');
  });

  it.each([
    ['no secret', undefined, 'request-foreign'],
    ['an empty secret', '', 'request-foreign'],
    ['the secret of another request', 'other', 'request-foreign'],
  ])('another browser, with %s, gets nothing and spoils nothing', async (_what, secret, refusal) => {
    const { engine, ada, pending, client } = await begin();
    const other = readPending(await authorize(engine, codeQuery(client), ada));
    const sent = secret === 'other' ? other.secret : secret;
    const { server } = engine;
    expect((await readAnswer(await server.resume(pending.id, sent, ada))).refusal).toBe(refusal);
    await expect(server.interaction.open(pending.id, sent)).rejects.toMatchObject({ code: refusal });
    expect((await readAnswer(await step(engine, pending, ada, allow(ada, scopes)))).code).toBeDefined();
  });

  it.each(['', 'x', '../../etc', "' or 1=1", 'A'.repeat(26), 'a'.repeat(26)])('%j is no request', async (id) => {
    const { engine, ada, pending } = await begin();
    expect((await readAnswer(await engine.server.resume(id, pending.secret, ada))).refusal).toBe('request-unknown');
  });

  it('ends after its hour', async () => {
    const { engine, ada, pending } = await begin();
    engine.clock.advance(3_599);
    expect((await readAnswer(await step(engine, pending, ada))).step).toBe('consent');
    engine.clock.advance(1);
    expect((await readAnswer(await step(engine, pending, ada))).refusal).toBe('request-expired');
  });

  it('says that it is over also to a browser whose cookie went with it', async () => {
    const { engine, ada, pending } = await begin();
    const withoutCookie = { id: pending.id, secret: '' };
    expect((await readAnswer(await step(engine, withoutCookie, ada))).refusal).toBe('request-foreign');
    await step(engine, pending, ada, allow(ada, scopes));
    expect((await readAnswer(await step(engine, withoutCookie, ada))).refusal).toBe('request-completed');
    const late = await begin();
    late.engine.clock.advance(3_600);
    const lateWithoutCookie = { id: late.pending.id, secret: '' };
    expect((await readAnswer(await step(late.engine, lateWithoutCookie, late.ada))).refusal).toBe('request-expired');
  });

  it('gives one code to twenty parallel ends', async () => {
    const { engine, ada, pending } = await begin();
    await step(engine, pending, ada, { chosenSessionId: ada.id });
    const { interaction } = engine.server;
    await interaction.record(await interaction.open(pending.id, pending.secret), allow(ada, scopes));
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => readAnswer(await step(engine, pending, ada))),
    );
    expect(answers.filter(({ code }) => code !== undefined)).toHaveLength(1);
    expect(answers.filter(({ refusal }) => refusal === 'request-completed')).toHaveLength(19);
  });

  it('that was allowed and denied at once is answered once', async () => {
    const { engine, ada, pending } = await begin();
    const { server } = engine;
    const open = await server.interaction.open(pending.id, pending.secret);
    await server.interaction.record(open, { consent: { sessionId: ada.id, decision: 'deny', scopes } });
    const answers = await Promise.all([1, 2].map(async () => readAnswer(await step(engine, pending, ada))));
    expect(answers.map(({ error, refusal }) => error ?? refusal).sort()).toEqual([
      'access_denied',
      'request-completed',
    ]);
  });

  it('fails on our own page when its client was switched off meanwhile', async () => {
    const { engine, ada, pending, client } = await begin();
    const { clientAdministration } = engine.storage.stores;
    await clientAdministration.update(client.clientId, { status: 'disabled' }, engine.clock.now());
    expect(await readAnswer(await step(engine, pending, ada))).toMatchObject({
      refusal: 'client-disabled',
      location: '',
    });
  });

  it('cannot be told anything once it has ended', async () => {
    const { engine, ada, pending } = await begin();
    const { interaction } = engine.server;
    const open = await interaction.open(pending.id, pending.secret);
    await step(engine, pending, ada, allow(ada, scopes));
    await expect(interaction.record(open, allow(ada, scopes))).rejects.toMatchObject({ code: 'request-completed' });
  });

  it('to visit our own pages, or to sign out, is never answered to a client', async () => {
    const { engine, ada, client } = await begin();
    const { pending, browserSecret } = await engine.server.interaction.start();
    expect((await readAnswer(await engine.server.resume(pending.id, browserSecret, ada))).refusal).toBe(
      'request-unknown',
    );
    const query = `client_id=${client.clientId}&state=x`;
    const logout = readPending(await engine.server.endSession(new Request(`https://id.example/x?${query}`), ada));
    expect((await readAnswer(await engine.server.resume(logout.id, logout.secret, ada))).refusal).toBe(
      'request-unknown',
    );
  });
});

describe('two tabs', () => {
  it('with prompt=login each ask for the password; the session of one does not answer the other', async () => {
    const { engine, client, ada } = await begin();
    const query = codeQuery(client, { prompt: 'login' });
    const first = readPending(await authorize(engine, query, ada));
    const second = readPending(await authorize(engine, query, ada));
    expect(first.id).not.toBe(second.id);
    const renewed = await openSession(engine, ada);
    const signedIn = { signedInSessionId: renewed.id };
    expect((await readAnswer(await step(engine, first, renewed, signedIn))).step).toBe('consent');
    expect((await readAnswer(await step(engine, second, renewed))).step).toBe('sign-in');
    expect((await readAnswer(await step(engine, first, renewed, allow(renewed, scopes)))).code).toBeDefined();
    const again = await openSession(engine, ada);
    expect((await readAnswer(await step(engine, second, again, { signedInSessionId: again.id }))).code).toBeDefined();
  });
});

describe('POST /oauth2/authorize', () => {
  it('stores the request and leads to the dispatcher, whoever is signed in', async () => {
    const { engine, ada, client } = await begin();
    const body = new URLSearchParams(codeQuery(client, { prompt: 'none' }));
    const response = await engine.server.authorize(
      new Request('https://id.example/oauth2/authorize', { method: 'POST', body }),
      ada,
    );
    const pending = readPending(response);
    expect(response.headers.get('location')).toBe(`https://id.example/interaction/${pending.id}`);
    expect((await readAnswer(await step(engine, pending, undefined))).error).toBe('login_required');
  });

  it('reads its body alone, and fails like the GET', async () => {
    const { engine, client } = await begin();
    const url = `https://id.example/oauth2/authorize?client_id=${client.clientId}`;
    const post = (body: URLSearchParams) =>
      engine.server.authorize(new Request(url, { method: 'POST', body }), undefined);
    expect((await readAnswer(await post(new URLSearchParams({ scope: 'openid' })))).refusal).toBe('client-id-missing');
    const bad = await readAnswer(await post(new URLSearchParams(codeQuery(client, { scope: 'banana' }))));
    expect(bad.error).toBe('invalid_scope');
  });

  it.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused and writes nothing', async (method) => {
    const { engine, ada, client } = await begin();
    const url = `https://id.example/oauth2/authorize?${new URLSearchParams(codeQuery(client))}`;
    const response = await engine.server.authorize(new Request(url, { method }), ada);
    expect((await readAnswer(response)).refusal).toBe('method-not-allowed');
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});
