/** OpenID Connect Session Management 1.0: what the frame answers to what applications were given. */
import { createHash } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { authorize, obtainCode, readAnswer } from '../testing/browser';
import type { TestEngine } from '../testing/engine';
import { createTestEngine, issuer } from '../testing/engine';
import { addClient, addPerson, openSession, signIn } from '../testing/registrations';
import { beginSignOut } from '../testing/sign-out';
import { codeQuery } from '../testing/token-request';

const frameUrl = `${issuer}/oauth2/check_session`;
const origin = 'https://rp.example';

/** The frame as a browser with these cookies runs it; `ask` posts a message to it, and returns all of its answers. */
async function openFrame({ server }: TestEngine, cookie: string) {
  const html = await (await server.checkSession(new Request(frameUrl))).text();
  const listeners: ((event: object) => void)[] = [];
  const window = { addEventListener: (_: string, listener: (event: object) => void) => listeners.push(listener) };
  const script = /<script>(.*)<\/script>/s.exec(html)?.[1] ?? '';
  runInContext(script, createContext({ window, document: { cookie } }));
  return (data: unknown, from = origin, source: 'opener' | 'itself' | 'nobody' = 'opener') => {
    const answers: [string, string][] = [];
    const opener = { postMessage: (answer: string, target: string) => answers.push([answer, target]) };
    const sources = { opener, itself: window, nobody: null };
    for (const listener of listeners) listener({ data, origin: from, source: sources[source] });
    return answers;
  };
}

const cookieOf = (response: Response) =>
  response.headers.getSetCookie().find((cookie) => cookie.startsWith('browser-state=')) ?? '';

/** Ada has signed in at a client, and this is what the client and her browser got. */
async function begin() {
  const engine = await createTestEngine();
  const client = await addClient(engine, {}, { firstParty: true });
  const ada = await signIn(engine);
  const response = await authorize(engine, codeQuery(client), ada);
  const { session_state: state = '' } = await readAnswer(response.clone());
  return { engine, client, ada, state, cookie: cookieOf(response), message: `${client.clientId} ${state}` };
}

describe('the frame', () => {
  it('says unchanged while the same person is signed in, to the client at its origin', async () => {
    const { engine, cookie, message } = await begin();
    const ask = await openFrame(engine, `other=1; ${cookie}; more=2`);
    expect(ask(message)).toEqual([['unchanged', origin]]);
  });

  it('says changed once nobody is signed in, or somebody else', async () => {
    const { engine, client, message } = await begin();
    expect((await openFrame(engine, ''))(message)).toEqual([['changed', origin]]);
    const eve = await authorize(engine, codeQuery(client), await signIn(engine, 'eve'));
    expect((await openFrame(engine, cookieOf(eve)))(message)).toEqual([['changed', origin]]);
  });

  it('says changed to another client, and at another origin: nobody can ask for somebody else', async () => {
    const { engine, cookie, state, message } = await begin();
    const ask = await openFrame(engine, cookie);
    expect(ask(`gh_other ${state}`)).toEqual([['changed', origin]]);
    expect(ask(message, 'https://evil.example')).toEqual([['changed', 'https://evil.example']]);
  });

  it.each([
    '',
    'x',
    'gh_client',
    'gh_client ',
    ' x.y',
    'gh_client x.y',
    `gh_client ${'0'.repeat(64)}`,
    `gh_client ${'0'.repeat(64)}.`,
    `gh_client ${'0'.repeat(64)}.é`,
    `gh_client ${'0'.repeat(64)}.${'x'.repeat(101)}`,
    `gh client ${'0'.repeat(64)}.x`,
    null,
    undefined,
    7,
    { toString: () => 'gh_client x.y' },
    ['gh_client', 'x.y'],
  ])('says error to %j', async (data) => {
    const { engine, cookie } = await begin();
    expect((await openFrame(engine, cookie))(data)).toEqual([['error', origin]]);
  });

  it('does not answer itself, nobody, or a page without an origin', async () => {
    const { engine, cookie, message } = await begin();
    const ask = await openFrame(engine, cookie);
    expect([...ask(message, origin, 'itself'), ...ask(message, origin, 'nobody'), ...ask(message, 'null')]).toEqual([]);
  });

  it.each([1, 20, 55, 56, 64, 119, 150, 190])(
    'hashes texts of every length, such as that of an id of %i',
    async (length) => {
      const { engine, cookie } = await begin();
      const clientId = 'x'.repeat(length);
      const text = [clientId, origin, cookie.split('=')[1], 'salt'].join(' ');
      const state = `${createHash('sha256').update(text).digest('hex')}.salt`;
      expect((await openFrame(engine, cookie))(`${clientId} ${state}`)).toEqual([['unchanged', origin]]);
    },
  );
});

describe('session_state', () => {
  it('stays good when the same person authenticates again in the session, and differs in each response', async () => {
    const { engine, client, ada, state, cookie } = await begin();
    const again = await authorize(engine, codeQuery(client), { ...ada, authTime: engine.clock.now() });
    expect(cookieOf(again)).toBe(cookie);
    expect((await readAnswer(again)).session_state).not.toBe(state);
  });

  it('tells another session of the same person apart', async () => {
    const engine = await createTestEngine();
    const client = await addClient(engine, {}, { firstParty: true });
    const person = await addPerson(engine);
    const answers = [await openSession(engine, person), await openSession(engine, person)].map((session) =>
      authorize(engine, codeQuery(client), session),
    );
    const [first, second] = await Promise.all(answers);
    expect(cookieOf(first as Response)).not.toBe(cookieOf(second as Response));
  });

  it('gives away neither the session nor its sid', async () => {
    const { ada, state, cookie } = await begin();
    for (const text of [state, cookie]) for (const secret of [ada.id, ada.sid]) expect(text).not.toContain(secret);
  });

  it('is not in an error, and not in an answer to an address without an origin', async () => {
    const { engine, client } = await begin();
    const refused = await readAnswer(await authorize(engine, codeQuery(client, { prompt: 'none' })));
    expect([refused.error, refused.session_state]).toEqual(['login_required', undefined]);
    const metadata = {
      application_type: 'native',
      redirect_uris: ['com.example.app:/cb'],
      token_endpoint_auth_method: 'none',
    };
    const app = await addClient(engine, metadata);
    const query = codeQuery(app, { redirect_uri: 'com.example.app:/cb' });
    const answer = await obtainCode(engine, query, await signIn(engine, 'eve'));
    expect(answer.code).toBeDefined();
    expect(answer.session_state).toBeUndefined();
  });

  it('ends with the sign-out: the cookie goes', async () => {
    const { hint, end } = await beginSignOut();
    expect((await end({ id_token_hint: hint })).cookies).toEqual(['session=', 'browser-state=']);
  });
});

describe('the page of the frame', () => {
  const policyOf = async ({ server }: TestEngine) =>
    (await server.checkSession(new Request(frameUrl))).headers.get('content-security-policy') ?? '';

  it('may be embedded, and runs its own script and no other', async () => {
    const engine = await createTestEngine();
    const html = await (await engine.server.checkSession(new Request(frameUrl))).text();
    const script = /<script>(.*)<\/script>/s.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(await policyOf(engine)).toBe(
      `default-src 'none'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors *`,
    );
  });

  it('may be embedded by the named origins alone', async () => {
    const engine = await createTestEngine({ checkSessionFrame: 'https://a.example https://b.example' });
    expect(await policyOf(engine)).toMatch(/; frame-ancestors https:\/\/a\.example https:\/\/b\.example$/);
  });

  it('is gone with session_state, cookie and discovery while it is off', async () => {
    const engine = await createTestEngine({ checkSessionFrame: 'off' });
    expect((await engine.server.checkSession(new Request(frameUrl))).status).toBe(404);
    const discovery = await (await engine.server.discovery(new Request(`${issuer}/x`))).json();
    expect(discovery).not.toHaveProperty('check_session_iframe');
    const client = await addClient(engine, {}, { firstParty: true });
    const response = await authorize(engine, codeQuery(client), await signIn(engine));
    expect(cookieOf(response)).toBe('');
    const answer = await readAnswer(response);
    expect([typeof answer.code, answer.session_state]).toEqual(['string', undefined]);
  });

  it('answers GET and HEAD only', async () => {
    const { server } = await createTestEngine();
    expect((await server.checkSession(new Request(frameUrl, { method: 'POST' }))).status).toBe(405);
    expect(await (await server.checkSession(new Request(frameUrl, { method: 'HEAD' }))).text()).toBe('');
  });
});
