import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Query } from '../testing/browser';
import { allow, authorize, encode, readAnswer, readPending, step } from '../testing/browser';
import type { ReadPage } from '../testing/carrier-page';
import { expectItsOwnScriptAlone, expectPrivateHeaders, readCarrierPage, unescapeHtml } from '../testing/carrier-page';
import type { TestEngine } from '../testing/engine';
import { createTestEngine, issuer } from '../testing/engine';
import { beginFrontChannel, frontChannelTypes } from '../testing/front-channel';
import { addClient, signIn } from '../testing/registrations';
import { codeForm, codeQuery, sendAs } from '../testing/token-request';
import { respondByWebMessage } from './web-message';

const mode = { response_mode: 'web_message', prompt: 'none' };
const page = (members: [string, string][] = [['code', 'x']], uri = 'https://rp.example/cb') =>
  readCarrierPage(respondByWebMessage(uri, members));

interface Run {
  posted: [message: { type: string; response: Record<string, string> }, origin: string][];
  shown: string[];
  /** What runs later, with its delay in milliseconds. */
  later: [() => void, number][];
  attributes: Map<string, string>;
}

/** Runs the page's script as a browser would, with this window as the one that opened it. */
function open({ html, script }: ReadPage, opener: 'there' | 'closed' | null = 'there'): Run {
  const attributes = new Map(
    [...html.matchAll(/ (data-[a-z]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescapeHtml(value)]),
  );
  const elements = new Map(
    [...html.matchAll(/<p id="([a-z]+)"([^>]*)>/g)].map(([, id = '', rest = '']) => [
      id,
      { hidden: /hidden/.test(rest) },
    ]),
  );
  const run: Omit<Run, 'shown'> = { posted: [], later: [], attributes };
  const postMessage = (message: Run['posted'][0][0], origin: string) =>
    run.posted.push([JSON.parse(JSON.stringify(message)), origin]);
  runInNewContext(script, {
    window: { opener: opener === null ? null : { closed: opener === 'closed', postMessage } },
    document: {
      body: {
        getAttribute: (name: string) => attributes.get(name),
        removeAttribute: (name: string) => attributes.delete(name),
      },
      getElementById: (id: string) => elements.get(id),
    },
    setTimeout: (work: () => void, delay: number) => run.later.push([work, delay]),
  });
  const shown = () => [...elements].filter(([, { hidden }]) => !hidden).map(([id]) => id);
  return {
    ...run,
    get shown() {
      return shown();
    },
  };
}

describe('the web message page', () => {
  it('runs its own script and style and nothing else, and is kept by nobody', async () => {
    const read = await page();
    expectItsOwnScriptAlone(read);
    expectPrivateHeaders(read.response);
    expect(read.html).not.toMatch(/<(?:form|a|input|iframe)\b/);
  });

  it('posts the response of the draft to the origin of the redirect URI alone, and forgets it', async () => {
    const members = Object.entries({ code: 'x', state: 'y', iss: issuer });
    const run = open(await page(members, 'https://rp.example:8443/cb?a=b'));
    expect(run.posted).toEqual([
      [{ type: 'authorization_response', response: { code: 'x', state: 'y', iss: issuer } }, 'https://rp.example:8443'],
    ]);
    expect(run.attributes.has('data-message')).toBe(false);
    expect(run.shown).toEqual(['going']);
  });

  it.each([null, 'closed'] as const)('says so when the window that opened it is gone: %s', async (opener) => {
    const run = open(await page(), opener);
    expect(run.posted).toEqual([]);
    expect(run.shown).toEqual(['alone']);
  });

  it('says what may be wrong when nobody closes it, as when another origin opened it', async () => {
    const run = open(await page());
    expect(run.later.map(([, delay]) => delay)).toEqual([3000]);
    for (const [work] of run.later) work();
    expect(run.shown).toEqual(['unheard']);
  });

  it.each(['"><script>alert(1)</script>', "' onfocus='x", '</body>', '&quot;', '\u2028', '\\', '*'])(
    'carries %j as text',
    async (text) => {
      const read = await page([['state', text]], `https://rp.example/cb?x=${encodeURIComponent(text)}`);
      expect(read.html.match(/<script/g)).toHaveLength(1);
      expect(open(read).posted).toEqual([
        [{ type: 'authorization_response', response: { state: text } }, 'https://rp.example'],
      ]);
    },
  );

  it('explains itself without JavaScript', async () => {
    expect((await page()).html).toMatch(/<noscript><p>.*JavaScript.*<\/p><\/noscript>/);
  });
});

const ask = async (engine: TestEngine, query: Query, session?: Parameters<typeof authorize>[2]) =>
  readCarrierPage(await authorize(engine, query, session));

describe('the response mode web_message', () => {
  it('carries a code that is good', async () => {
    const engine = await createTestEngine();
    const client = await addClient(engine, { token_endpoint_auth_method: 'none' });
    const ada = await signIn(engine);
    const first = await authorize(engine, codeQuery(client, { ...mode, prompt: undefined }), ada);
    const pending = readPending(first);
    const answer = await step(engine, pending, ada, allow(ada, ['openid', 'offline_access']));
    expect(answer.headers.getSetCookie()).toContain(`binding.${pending.id}=`);
    const [[message, origin] = []] = open(await readCarrierPage(answer)).posted;
    expect(origin).toBe('https://rp.example');
    expect(message?.response).toEqual({
      code: expect.stringMatching(/^[\w-]{43}$/),
      session_state: expect.any(String),
      state: 'state-1',
      iss: issuer,
    });
    expect((await sendAs(engine, client, 'token', codeForm(message?.response.code))).status).toBe(200);
  });

  it('carries errors', async () => {
    const engine = await createTestEngine();
    const run = open(await ask(engine, codeQuery(await addClient(engine), mode)));
    expect(run.posted[0]?.[0].response).toMatchObject({ error: 'login_required', state: 'state-1', iss: issuer });
  });

  it.each(frontChannelTypes)('carries what %s yields', async (type) => {
    const { engine, ada, query, ask: allowAll } = await beginFrontChannel(type);
    await allowAll();
    const { response } = open(await ask(engine, query(mode), ada)).posted[0]?.[0] ?? { response: {} };
    const words = Object.keys(response).filter((name) => ['code', 'access_token', 'id_token'].includes(name));
    expect(words.map((name) => name.replace('access_', '')).sort()).toEqual(type.split(' ').sort());
  });

  const native = { application_type: 'native', token_endpoint_auth_method: 'none' };
  it.each<[what: string, metadata: object, redirectUri: string]>([
    ['a private scheme has no origin', { ...native, redirect_uris: ['com.example.app:/cb'] }, 'com.example.app:/cb'],
    [
      'a port that was not registered is not an exact origin',
      { ...native, redirect_uris: ['http://127.0.0.1/cb'] },
      'http://127.0.0.1:4711/cb',
    ],
  ])('is refused by redirect where %s', async (_what, metadata, redirectUri) => {
    const engine = await createTestEngine();
    const client = await addClient(engine, metadata as Record<string, unknown>);
    const query = codeQuery(client, { ...mode, redirect_uri: redirectUri });
    const answer = await readAnswer(await authorize(engine, query, await signIn(engine)));
    expect(answer).toMatchObject({ status: 303, error: 'invalid_request', state: 'state-1' });
    expect(answer.location.startsWith(`${redirectUri}?error=`)).toBe(true);
  });

  it('never helps an address that is not registered', async () => {
    const engine = await createTestEngine();
    const query = codeQuery(await addClient(engine), { ...mode, redirect_uri: 'https://rp.example/other' });
    const { status, refusal } = await readAnswer(await authorize(engine, query, await signIn(engine)));
    expect({ status, refusal }).toEqual({ status: 400, refusal: 'redirect-uri-mismatch' });
  });
});

describe('the sign-in dialog', () => {
  const visit = (engine: TestEngine, query: Query, init: RequestInit = {}) =>
    engine.server.authorizeDialog(
      new Request(`${issuer}/oauth2/authorize/dialog${init.method === 'POST' ? '' : `?${encode(query)}`}`, init),
      undefined,
    );

  it.each([
    ['GET', {}],
    ['POST', { method: 'POST' }],
    ['GET with another display', {}, 'page'],
  ] as const)('is the same request, laid out for a pop-up: %s', async (_name, init, display = undefined) => {
    const engine = await createTestEngine();
    const query = codeQuery(await addClient(engine), { display });
    const response = await visit(engine, query, 'method' in init ? { ...init, body: encode(query) } : {});
    const pending = await engine.storage.stores.pendingRequests.find(readPending(response).id);
    expect(pending?.parameters).toMatchObject({ ...JSON.parse(JSON.stringify(query)), display: 'popup' });
  });

  it('answers by redirect too, and refuses as the other address does', async () => {
    const engine = await createTestEngine();
    const client = await addClient(engine);
    const answer = await readAnswer(await visit(engine, codeQuery(client, { prompt: 'none' })));
    expect(answer.location).toContain('https://rp.example/cb?error=login_required');
    const foreign = await visit(engine, codeQuery(client, { redirect_uri: 'https://evil.example' }));
    expect(await readAnswer(foreign)).toMatchObject({ status: 400, refusal: 'redirect-uri-mismatch' });
  });
});
