import { describe, expect, it } from 'vitest';
import { authorize, obtainCode, readAnswer } from '../testing/browser';
import { unescapeHtml } from '../testing/carrier-page';
import { createTestEngine, issuer } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { codeQuery } from '../testing/token-request';

const odd = `a b+c%20d"e'f\\g<h>&i=j;k?l#m/n:o@p é€😀 ~._-`;

describe('state comes back byte for byte', () => {
  it.each([
    ['query', '?'],
    ['fragment', '#'],
  ])('in the %s, whether blanks are read as forms or as URIs', async (mode, mark) => {
    const engine = await createTestEngine();
    const client = await addClient(engine);
    const query = codeQuery(client, { response_mode: mode, state: odd });
    const { location, code } = await obtainCode(engine, query, await signIn(engine));
    expect(code).toMatch(/^[\w-]{43}$/);
    const [before, after = ''] = location.split(mark);
    expect(before).toBe('https://rp.example/cb');
    expect(new URLSearchParams(after).get('state')).toBe(odd);
    expect(decodeURIComponent(/(?:^|&)state=([^&]*)/.exec(after)?.[1] ?? '')).toBe(odd);
  });

  it('in a form post', async () => {
    const engine = await createTestEngine();
    const query = codeQuery(await addClient(engine), { response_mode: 'form_post', state: odd, prompt: 'none' });
    const html = await (await authorize(engine, query)).text();
    const value = /name="state" value="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(unescapeHtml(value)).toBe(odd);
  });

  it('is absent when none was sent, or an empty one', async () => {
    const engine = await createTestEngine();
    const client = await addClient(engine);
    for (const state of [undefined, '']) {
      const { location } = await readAnswer(await authorize(engine, codeQuery(client, { state, prompt: 'none' })));
      expect(location).not.toContain('state=');
    }
  });

  it('may be 2,048 characters', async () => {
    const engine = await createTestEngine();
    const state = 'x'.repeat(2048);
    const query = codeQuery(await addClient(engine), { state, prompt: 'none' });
    expect(await readAnswer(await authorize(engine, query))).toMatchObject({ error: 'login_required', state });
  });
});

describe('an answer', () => {
  it('with a code holds code, session_state, state and iss, and nothing else', async () => {
    const engine = await createTestEngine();
    const { location } = await obtainCode(engine, codeQuery(await addClient(engine)), await signIn(engine));
    expect([...new URL(location).searchParams.keys()]).toEqual(['code', 'session_state', 'state', 'iss']);
    expect(new URL(location).searchParams.get('iss')).toBe(issuer);
  });

  it('with an error holds what the RFCs name, and the trace in error_uri', async () => {
    const engine = await createTestEngine();
    const { location } = await readAnswer(
      await authorize(engine, codeQuery(await addClient(engine), { prompt: 'none' })),
    );
    const members = new URL(location).searchParams;
    expect([...members.keys()]).toEqual(['error', 'error_description', 'error_uri', 'state', 'iss']);
    const event = engine.events.at(-1);
    expect(event).toMatchObject({ step: 'sign-in', outcome: 'failed', code: 'login-required' });
    expect(members.get('error_uri')).toBe(`${issuer}/errors/${event?.traceId}`);
  });

  it('keeps what the redirect URI has in its query', async () => {
    const engine = await createTestEngine();
    const uri = 'https://rp.example/cb?foo=b%61r&x';
    const client = await addClient(engine, { redirect_uris: [uri] });
    const { location } = await obtainCode(engine, codeQuery(client, { redirect_uri: uri }), await signIn(engine));
    expect(location.startsWith(`${uri}&code=`)).toBe(true);
  });

  it('is never cached, and tells the client nothing of our address', async () => {
    const engine = await createTestEngine();
    const response = await authorize(engine, codeQuery(await addClient(engine), { prompt: 'none' }));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('an error travels as the answer would', () => {
  it.each([
    ['by query by default', {}, '?'],
    ['by query without response_type', { response_type: undefined }, '?'],
    ['by fragment when asked for', { response_mode: 'fragment' }, '#'],
    ['by fragment for a front-channel type', { response_type: 'id_token' }, '#'],
    [
      'by fragment for a front-channel type, even when the query was asked for',
      { response_type: 'code token', response_mode: 'query' },
      '#',
    ],
    ['by fragment without response_type when asked for', { response_type: undefined, response_mode: 'fragment' }, '#'],
    ['by query when the mode is unknown', { response_mode: 'banana' }, '?'],
  ])('%s', async (_what, more, mark) => {
    const engine = await createTestEngine();
    const query = codeQuery(await addClient(engine), { prompt: 'none', ...more });
    const { location } = await readAnswer(await authorize(engine, query));
    expect(location.startsWith(`https://rp.example/cb${mark}error=`)).toBe(true);
  });

  it.each([
    ['login_required', { prompt: 'none' }],
    ['invalid_scope', { scope: 'banana' }],
    ['request_not_supported', { request: 'x' }],
  ])('%s by form post', async (error, more) => {
    const engine = await createTestEngine();
    const query = codeQuery(await addClient(engine), { response_mode: 'form_post', ...more });
    const response = await authorize(engine, query);
    expect(response.status).toBe(200);
    expect(await readAnswer(response)).toMatchObject({ error, state: 'state-1', iss: issuer, location: '' });
  });
});
