import { describe, expect, it } from 'vitest';
import { authorize, obtainCode, readAnswer } from '../testing/browser';
import { createTestEngine } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { codeForm, codeQuery, obtainTokens, refresh, sendAs, userinfo } from '../testing/token-request';

async function begin() {
  const engine = await createTestEngine();
  const client = await addClient(engine);
  const ada = await signIn(engine);
  const tokens = await obtainTokens(engine, client, ada);
  const { code } = await obtainCode(engine, codeQuery(client), ada);
  return { engine, client, ada, tokens, code };
}

type Situation = Awaited<ReturnType<typeof begin>>;

const requests: [what: string, send: (situation: Situation) => ReturnType<typeof userinfo>][] = [
  ['redeeming a code', ({ engine, client, code }) => sendAs(engine, client, 'token', codeForm(code))],
  ['a refresh', ({ engine, client, tokens }) => refresh(engine, client, tokens.refresh_token)],
  ['userinfo', ({ engine, tokens }) => userinfo(engine, tokens.access_token)],
  [
    'introspection',
    ({ engine, client, tokens }) => sendAs(engine, client, 'introspection', { token: tokens.access_token }),
  ],
  ['revocation', ({ engine, client, tokens }) => sendAs(engine, client, 'revocation', { token: tokens.refresh_token })],
];

describe('while the database is away', () => {
  it.each(requests)('%s is 503 with Retry-After, and works afterwards', async (_what, send) => {
    const situation = await begin();
    situation.engine.outage.begin();
    const answer = await send(situation);
    expect(answer).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).not.toContain('away');
    situation.engine.outage.end();
    expect((await send(situation)).status).toBe(200);
  });

  it('an authorization request is our own page, and no redirect', async () => {
    const { engine, client, ada } = await begin();
    engine.outage.begin();
    expect(await readAnswer(await authorize(engine, codeQuery(client), ada))).toMatchObject({
      status: 503,
      location: '',
    });
  });

  it.each(requests.slice(0, 2))('%s yields nothing when the database goes before it is spent', async (_what, send) => {
    const situation = await begin();
    const { engine } = situation;
    const { sign } = engine.keys;
    engine.keys.sign = async (...parameters) => {
      const token = await sign(...parameters);
      engine.outage.begin();
      return token;
    };
    expect((await send(situation)).status).toBe(503);
    engine.keys.sign = sign;
    engine.outage.end();
    expect((await send(situation)).status).toBe(200);
  });
});

describe('when something of ours breaks', () => {
  it('the answer is 500 without a word of why, and nothing is spent', async () => {
    const { engine, client, code } = await begin();
    const { sign } = engine.keys;
    engine.keys.sign = async () => {
      throw new Error('secret detail');
    };
    const answer = await sendAs(engine, client, 'token', codeForm(code));
    expect(answer).toMatchObject({ status: 500, body: { error: 'server_error' } });
    expect(answer.text).not.toContain('secret detail');
    engine.keys.sign = sign;
    expect((await sendAs(engine, client, 'token', codeForm(code))).status).toBe(200);
  });
});
