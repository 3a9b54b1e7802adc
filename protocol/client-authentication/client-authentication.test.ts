import { describe, expect, it } from 'vitest';
import { digest, issueRowId } from '../identifiers';
import type { TestEngine } from '../testing/engine';
import { createTestEngine } from '../testing/engine';
import { addClient } from '../testing/registrations';
import type { Answer } from '../testing/token-request';
import { basic, send, sendAs } from '../testing/token-request';

const post = { token_endpoint_auth_method: 'client_secret_post' };
const none = { token_endpoint_auth_method: 'none' };
const raw = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

/** Client authentication passed when the only complaint is the code. */
async function ask(engine: TestEngine, form: Record<string, string>, authorization?: string): Promise<Answer> {
  const headers = authorization === undefined ? {} : { authorization };
  return send(engine, 'token', { grant_type: 'authorization_code', code: 'x', ...form }, headers);
}

const passed = { status: 400, body: { error: 'invalid_grant' } };
const failed = { status: 401, body: { error: 'invalid_client' } };

describe('each method proves its client', () => {
  it.each([
    ['client_secret_basic', {}],
    ['client_secret_post', post],
    ['none', none],
  ])('%s', async (_name, metadata) => {
    const engine = await createTestEngine();
    const client = await addClient(engine, metadata);
    expect(await sendAs(engine, client, 'token', { grant_type: 'authorization_code', code: 'x' })).toMatchObject(
      passed,
    );
  });

  it.each([
    ['percent-encoded', (text: string) => encodeURIComponent(text)],
    ['form-encoded, with + for a blank', (text: string) => new URLSearchParams({ x: text }).toString().slice(2)],
    [
      'in lower-case hexadecimal',
      (text: string) => encodeURIComponent(text).replace(/%../g, (all) => all.toLowerCase()),
    ],
    ['all of it encoded', (text: string) => Buffer.from(text).toString('hex').replace(/../g, '%$&')],
  ])('Basic with a secret that is %s', async (_what, encode) => {
    const engine = await createTestEngine();
    const { clientId } = await addClient(engine);
    const secret = 'p@ss: wörd+%/&=?é€';
    const row = {
      id: issueRowId(engine.clock.now(), engine.random),
      label: 'odd',
      prefix: 'p',
      ...{ sealed: null, createdBy: null, lastUsedAt: null },
      hash: await digest(secret),
    };
    const { clientAdministration } = engine.storage.stores;
    await clientAdministration.addSecret(clientId, { ...row, createdAt: engine.clock.now(), expiresAt: null });
    expect(await ask(engine, {}, raw(`${encode(clientId)}:${encode(secret)}`))).toMatchObject(passed);
  });

  it('Basic in any case, with the same client_id in the body', async () => {
    const engine = await createTestEngine();
    const { clientId, secret } = await addClient(engine);
    const header = basic(clientId, secret).replace('Basic', 'bAsIc');
    expect(await ask(engine, { client_id: clientId }, header)).toMatchObject(passed);
  });

  it('a second secret works beside the first, and an expired one does not', async () => {
    const engine = await createTestEngine();
    const { clientId, secret } = await addClient(engine);
    const expiresAt = new Date(engine.clock.now().getTime() + 60_000);
    const row = {
      id: issueRowId(engine.clock.now(), engine.random),
      label: 'b',
      prefix: 'p',
      ...{ sealed: null, createdBy: null, lastUsedAt: null },
      hash: await digest('second'),
    };
    const { clientAdministration } = engine.storage.stores;
    await clientAdministration.addSecret(clientId, { ...row, createdAt: engine.clock.now(), expiresAt });
    expect(await ask(engine, {}, basic(clientId, 'second'))).toMatchObject(passed);
    engine.clock.advance(60);
    expect(await ask(engine, {}, basic(clientId, 'second'))).toMatchObject(failed);
    expect(await ask(engine, {}, basic(clientId, secret))).toMatchObject(passed);
  });

  it('the secret that proved a client is told, and no other', async () => {
    const engine = await createTestEngine();
    const { clientId, secret } = await addClient(engine);
    expect(await ask(engine, {}, basic(clientId, 'wrong'))).toMatchObject(failed);
    expect(engine.usedSecrets).toEqual([]);
    expect(await ask(engine, {}, basic(clientId, secret))).toMatchObject(passed);
    const { secrets = [] } = (await engine.storage.stores.clientAdministration.find(clientId)) ?? {};
    expect(engine.usedSecrets).toEqual(secrets.map(({ id }) => id));
  });
});

describe('what fails is 401 invalid_client, and names Basic when it was tried', () => {
  it.each<
    [
      what: string,
      metadata: object,
      form: (id: string, secret: string) => Record<string, string>,
      header?: (id: string, secret: string) => string,
    ]
  >([
    ['nothing at all', {}, () => ({})],
    ['a wrong secret by Basic', {}, () => ({}), (id) => basic(id, 'wrong')],
    ['no secret by Basic', {}, () => ({}), (id) => basic(id, '')],
    ['an unknown client by Basic', {}, () => ({}), (_id, secret) => basic('gh_unknown', secret)],
    ['another client_id in the body', {}, () => ({ client_id: 'gh_other' }), basic],
    ['post by a Basic client', {}, (client_id, client_secret) => ({ client_id, client_secret })],
    ['none by a Basic client', {}, (client_id) => ({ client_id })],
    ['Basic by a post client', post, () => ({}), basic],
    ['a wrong secret by post', post, (client_id) => ({ client_id, client_secret: 'wrong' })],
    ['a secret without a client_id', post, (_id, client_secret) => ({ client_secret })],
    ['an unknown client by post', post, () => ({ client_id: 'gh_unknown', client_secret: 'x' })],
    ['none by an unknown client', none, () => ({ client_id: 'gh_unknown' })],
    ['a secret from a public client', none, (client_id) => ({ client_id, client_secret: 'x' })],
    ['Basic without a secret by a public client', none, () => ({}), (id) => basic(id, '')],
    ['Bearer', {}, () => ({}), () => 'Bearer x'],
    ['Basic alone', {}, () => ({}), () => 'Basic'],
    ['no base64', {}, () => ({}), () => 'Basic ***'],
    ['base64 of the wrong length', {}, () => ({}), () => 'Basic abcde'],
    ['no colon', {}, () => ({}), (id) => raw(id)],
    ['nothing before the colon', {}, () => ({}), (_id, secret) => raw(`:${secret}`)],
    ['a broken percent sign', {}, () => ({}), (id) => raw(`${id}:%zz`)],
    ['bytes that are no UTF-8', {}, () => ({}), () => `Basic ${Buffer.from([0xff, 0x3a, 0xff]).toString('base64')}`],
    ['an encoded NUL', {}, () => ({}), () => raw('gh_%00:x')],
    ['an id that is far too long', {}, () => ({}), (_id, secret) => raw(`${'x'.repeat(5000)}:${secret}`)],
    [
      'a broken header beside good credentials',
      post,
      (client_id, client_secret) => ({ client_id, client_secret }),
      () => 'Basic ***',
    ],
  ])('%s', async (_what, metadata, form, header) => {
    const engine = await createTestEngine();
    const { clientId, secret } = await addClient(engine, metadata as Record<string, unknown>);
    const authorization = header?.(clientId, secret);
    const answer = await ask(engine, form(clientId, secret), authorization);
    expect(answer).toMatchObject(failed);
    const challenge = answer.headers.get('www-authenticate');
    expect(challenge?.startsWith('Basic ') ?? false).toBe(authorization !== undefined);
  });

  it('a client that is switched off, in the same words as an unknown one', async () => {
    const engine = await createTestEngine();
    const { clientId, secret } = await addClient(engine);
    await engine.storage.stores.clientAdministration.update(clientId, { status: 'disabled' }, engine.clock.now());
    const disabled = await ask(engine, {}, basic(clientId, secret));
    const unknown = await ask(engine, {}, basic('gh_unknown', secret));
    expect(disabled).toMatchObject(failed);
    expect(disabled.body.error_description).toBe(unknown.body.error_description);
  });
});

describe('two methods at once are invalid_request', () => {
  it.each([
    ['with equal ids', true],
    ['without an id in the body', false],
  ])('Basic and post, %s', async (_what, withId) => {
    const engine = await createTestEngine();
    const { clientId, secret } = await addClient(engine);
    const form = { client_secret: secret, ...(withId ? { client_id: clientId } : {}) };
    const answer = await ask(engine, form, basic(clientId, secret));
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });
});

it('no secret ever enters a trace', async () => {
  const engine = await createTestEngine();
  const { clientId, secret } = await addClient(engine);
  await ask(engine, {}, basic(clientId, `${secret}x`));
  await ask(engine, { client_id: clientId, client_secret: secret });
  expect(engine.events.length).toBe(2);
  expect(JSON.stringify(engine.events)).not.toContain(secret);
});
