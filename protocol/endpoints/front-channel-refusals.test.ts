import { describe, expect, it } from 'vitest';
import { allow, authorize, readAnswer, readPending, step } from '../testing/browser';
import { issuer } from '../testing/engine';
import { beginFrontChannel, frontChannelMatrix, frontChannelTypes } from '../testing/front-channel';
import { addClient } from '../testing/registrations';
import { codeQuery, sendAs } from '../testing/token-request';

describe('what is wrong goes back in the place of the answer', () => {
  const wrong: [
    what: string,
    more: Record<string, string | undefined>,
    error: string,
    only?: (type: string) => boolean,
  ][] = [
    ['the query as response_mode', { response_mode: 'query' }, 'invalid_request'],
    ['an unknown response_mode', { response_mode: 'banana' }, 'invalid_request'],
    ['no nonce', { nonce: undefined }, 'invalid_request', (type) => type.includes('id_token')],
    ['an empty nonce', { nonce: '' }, 'invalid_request', (type) => type.includes('id_token')],
    ['no openid', { scope: 'profile' }, 'invalid_scope', (type) => type.includes('id_token')],
    ['no scope', { scope: undefined }, 'invalid_scope', (type) => type.includes('id_token')],
    ['a scope that nobody knows', { scope: 'banana' }, 'invalid_scope'],
    ['a request object', { request: 'e30.e30.' }, 'request_not_supported'],
  ];
  const cases = wrong.flatMap(([what, more, error, only = () => true]) =>
    frontChannelTypes.filter(only).map((type) => [type, what, more, error] as const),
  );

  it.each(cases)('%s with %s', async (type, _what, more, error) => {
    const { engine, ada, query } = await beginFrontChannel(type);
    const answer = await readAnswer(await authorize(engine, query(more), ada));
    expect(answer).toMatchObject({ error, state: 'state-1', iss: issuer });
    expect(answer.location.startsWith('https://rp.example/cb#error=')).toBe(true);
    expect(answer.access_token ?? answer.id_token ?? answer.code).toBeUndefined();
    if ('response_mode' in more) return;
    const posted = await readAnswer(await authorize(engine, query({ ...more, response_mode: 'form_post' }), ada));
    expect(posted).toMatchObject({ status: 200, location: '', error, state: 'state-1' });
  });

  it.each(frontChannelTypes)('%s without a nonce where no ID token passes is no fault', async (type) => {
    const { ask } = await beginFrontChannel(type);
    expect((await ask({ nonce: undefined })).error).toBe(type.includes('id_token') ? 'invalid_request' : undefined);
  });

  it.each(frontChannelTypes)('%s: prompt=none and nobody signed in', async (type) => {
    const { engine, query } = await beginFrontChannel(type);
    const answer = await readAnswer(await authorize(engine, query({ prompt: 'none' })));
    expect(answer).toMatchObject({ error: 'login_required', state: 'state-1' });
    expect(answer.location).toContain('/cb#error=');
  });
});

describe('while a switch is off', () => {
  it.each(frontChannelMatrix)('%s by %s is refused by the realm, whatever the client has', async (type, mode) => {
    const { engine, ada, query } = await beginFrontChannel(type, {}, { options: { implicitAndHybrid: false } });
    const response = await authorize(engine, query({ response_mode: mode, prompt: 'none' }), ada);
    const { location, refusal: _refusal, ...answer } = await readAnswer(response);
    expect(answer).toMatchObject({ error: 'unsupported_response_type', state: 'state-1', iss: issuer });
    expect(Object.keys(answer).filter((name) => /token|code/.test(name))).toEqual([]);
    expect(location.includes('?')).toBe(false);
  });

  it.each(frontChannelMatrix)('%s by %s is refused to a client that is not registered for it', async (type, mode) => {
    const { engine, ada } = await beginFrontChannel(type);
    const others = frontChannelTypes.filter((other) => other !== type);
    const other = await addClient(engine, {
      grant_types: ['authorization_code', 'implicit'],
      response_types: ['code', ...others],
    });
    const query = codeQuery(other, { response_type: type, response_mode: mode, prompt: 'none' });
    const answer = await readAnswer(await authorize(engine, query, ada));
    expect(answer).toMatchObject({ error: 'unauthorized_client', state: 'state-1' });
  });

  it.each(frontChannelTypes)('%s is refused to a client whose profile forbids it', async (type) => {
    for (const profile of ['oauth21', 'fapi2'] as const) {
      const { engine, ada, query } = await beginFrontChannel(type, {}, { settings: { profile } });
      const answer = await readAnswer(await authorize(engine, query(), ada));
      expect(answer).toMatchObject({ error: 'unauthorized_client', state: 'state-1' });
    }
  });

  it.each(frontChannelTypes)('%s that waited for a person while the switch went off yields nothing', async (type) => {
    const { engine, query, ada } = await beginFrontChannel(type);
    const waiting = await authorize(engine, query(), ada);
    expect((await readAnswer(waiting.clone())).step).toBe('consent');
    engine.options.implicitAndHybrid = false;
    const pending = readPending(waiting);
    const answer = await readAnswer(await step(engine, pending, ada, allow(ada, ['openid', 'offline_access'])));
    expect(answer).toMatchObject({ error: 'unsupported_response_type', state: 'state-1' });
    expect(answer.access_token ?? answer.id_token ?? answer.code).toBeUndefined();
  });

  it('implicit is never a grant of the token endpoint', async () => {
    const { engine, client } = await beginFrontChannel('token');
    const { body } = await sendAs(engine, client, 'token', { grant_type: 'implicit' });
    expect(body.error).toBe('unsupported_grant_type');
  });
});
