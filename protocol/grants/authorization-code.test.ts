import { describe, expect, it } from 'vitest';
import { obtainCode, pkce } from '../testing/browser';
import { createTestEngine } from '../testing/engine';
import { addApi, addClient, giveRoles, signIn } from '../testing/registrations';
import { codeForm, codeQuery, payloadOf, refresh, sendAs, userinfo } from '../testing/token-request';

type More = Record<string, string | undefined>;

/** A code for Ada's client, not yet redeemed. */
async function begin(more: More = {}, metadata: Record<string, unknown> = {}, settings = {}) {
  const engine = await createTestEngine();
  await addApi(engine);
  const client = await addClient(engine, metadata, settings);
  const ada = await signIn(engine);
  const { code } = await obtainCode(engine, codeQuery(client, more), ada);
  if (code === undefined) throw new Error('no code');
  const redeem = (form: More = {}, as = client) => sendAs(engine, as, 'token', codeForm(code, form));
  return { engine, client, ada, code, redeem };
}

const plain = { code_challenge: undefined, code_challenge_method: undefined };

describe('a code is redeemed', () => {
  it('for access, refresh and ID token that no cache keeps', async () => {
    const { redeem } = await begin();
    const { status, headers, body } = await redeem();
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      ['access_token', 'expires_in', 'id_token', 'refresh_token', 'scope', 'token_type'].sort(),
    );
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid offline_access' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('application/json');
  });

  it.each<[what: string, query: More, metadata: object, members: string[]]>([
    ['openid without offline_access', { scope: 'openid' }, {}, ['id_token']],
    ['no openid', { scope: 'profile' }, {}, ['refresh_token']],
    ['no openid and no refresh token grant', { scope: 'profile' }, { grant_types: ['authorization_code'] }, []],
    ['no scope', { scope: undefined }, {}, ['refresh_token']],
  ])('%s', async (_what, query, metadata, members) => {
    const { redeem } = await begin(query, metadata as Record<string, unknown>);
    const { body } = await redeem();
    expect(['id_token', 'refresh_token'].filter((member) => member in body)).toEqual(members);
    // A scope is a non-empty text or absent.
    expect(body.scope).toBe(query.scope);
  });

  it.each<[what: string, query: More, form: More, metadata?: object]>([
    ['without PKCE by a confidential client', plain, { code_verifier: undefined }],
    ['by a public client', {}, {}, { token_endpoint_auth_method: 'none' }],
    [
      'without redirect_uri, when none was sent before',
      { redirect_uri: undefined, scope: 'profile' },
      { redirect_uri: undefined },
    ],
    ['with redirect_uri, though none was sent before', { redirect_uri: undefined, scope: 'profile' }, {}],
    ['with an unknown parameter', {}, { banana: 'x' }],
  ])('%s', async (_what, query, form, metadata = {}) => {
    const { redeem } = await begin(query, metadata as Record<string, unknown>);
    expect((await redeem(form)).status).toBe(200);
  });
});

describe('a code is refused', () => {
  it.each<[what: string, error: string, form: More, query?: More]>([
    ['when it is missing', 'invalid_request', { code: undefined }],
    ['when it is unknown', 'invalid_grant', { code: 'x' }],
    ['when it is altered', 'invalid_grant', { code: 'A'.repeat(43) }],
    ['with another redirect_uri', 'invalid_grant', { redirect_uri: 'https://rp.example/cb/' }],
    ['without the redirect_uri', 'invalid_grant', { redirect_uri: undefined }],
    [
      'with another redirect_uri, when none was sent before',
      'invalid_grant',
      { redirect_uri: 'https://rp.example/' },
      { redirect_uri: undefined, scope: 'profile' },
    ],
    ['without the verifier', 'invalid_grant', { code_verifier: undefined }],
    ['with an empty verifier', 'invalid_grant', { code_verifier: '' }],
    ['with another verifier', 'invalid_grant', { code_verifier: 'x'.repeat(43) }],
    ['with the challenge for a verifier', 'invalid_grant', { code_verifier: pkce.challenge }],
    ['with a verifier that is too short', 'invalid_request', { code_verifier: 'x'.repeat(42) }],
    ['with a verifier that is too long', 'invalid_request', { code_verifier: 'x'.repeat(129) }],
    ['with a verifier of other characters', 'invalid_request', { code_verifier: `${pkce.verifier}+` }],
    ['with a verifier that nothing was asked for', 'invalid_grant', {}, plain],
    ['for a resource that was not authorized', 'invalid_target', { resource: 'https://api.example' }],
  ])('%s', async (_what, error, form, query = {}) => {
    const { redeem } = await begin(query);
    expect(await redeem(form)).toMatchObject({ status: 400, body: { error } });
    // A failed attempt uses nothing up.
    const correct = query.code_challenge === undefined && 'code_challenge' in query ? { code_verifier: undefined } : {};
    expect((await redeem(correct)).status).toBe(200);
  });

  it('from another client, which neither uses it up nor counts as reuse', async () => {
    const { engine, redeem } = await begin();
    const other = await addClient(engine);
    expect(await redeem({}, other)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const { body } = await redeem();
    expect(await redeem({}, other)).toMatchObject({ body: { error: 'invalid_grant' } });
    expect((await userinfo(engine, String(body.access_token))).status).toBe(200);
  });

  it('from a client that is not registered for the grant', async () => {
    const { engine, client, redeem } = await begin();
    const metadata = { ...client.client.metadata, grant_types: ['refresh_token'] };
    await engine.storage.stores.clientAdministration.update(client.clientId, { metadata }, engine.clock.now());
    expect(await redeem()).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
  });

  it.each([
    ['60 seconds by default', {}, 59, 60],
    ['what the client is set to', { lifetimes: { authorizationCodeSeconds: 5 } }, 4, 5],
  ])('after %s', async (_what, settings, before, after) => {
    for (const [seconds, status] of [
      [before, 200],
      [after, 400],
    ] as const) {
      const { engine, redeem } = await begin({}, {}, settings);
      engine.clock.advance(seconds);
      expect((await redeem()).status).toBe(status);
    }
  });

  it.each([
    [
      'the person is disabled',
      ({ engine, ada }) => engine.storage.stores.people.update(ada.personId, { status: 'disabled' }),
    ],
    [
      'the person is locked',
      ({ engine, ada }) => engine.storage.stores.people.update(ada.personId, { status: 'locked' }),
    ],
    [
      'the person signed out, offline or not',
      ({ engine, ada }) => engine.storage.stores.sessions.end(ada.id, engine.clock.now()),
    ],
    [
      'consent was revoked',
      ({ engine, ada, client }) =>
        engine.storage.stores.authorizations.revokeOfClient(client.clientId, engine.clock.now(), ada.personId),
    ],
  ] satisfies [string, (situation: Awaited<ReturnType<typeof begin>>) => Promise<unknown>][])(
    'when %s meanwhile',
    async (_what, change) => {
      const situation = await begin();
      await change(situation);
      expect(await situation.redeem()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    },
  );
});

describe('a code that is used again', () => {
  it.each([
    ['at once', 0],
    ['after 30 seconds', 30],
    ['long after it expired', 600],
  ])('%s: invalid_grant, and all that it yielded is revoked', async (_when, seconds) => {
    const { engine, client, redeem } = await begin();
    const { body } = await redeem();
    engine.clock.advance(seconds);
    expect(await redeem()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await userinfo(engine, String(body.access_token))).status).toBe(401);
    expect((await refresh(engine, client, String(body.refresh_token))).body.error).toBe('invalid_grant');
    const [entry] = await engine.storage.stores.auditReader.list({ limit: 1 });
    expect(entry).toMatchObject({ action: 'authorization-revoke', code: 'code-reused' });
  });

  it('fifty times in parallel yields one answer', async () => {
    const { redeem } = await begin();
    const answers = await Promise.all(Array.from({ length: 50 }, () => redeem()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(49);
  });
});

describe('the scopes of the answer', () => {
  it('follow the roles at the moment of redemption', async () => {
    const { engine, ada, redeem } = await begin({ scope: 'openid read' }, { scope: 'openid read write' });
    expect(payloadOf(String((await redeem()).body.access_token)).scope).toBe('openid read');
    const client = await addClient(engine, { scope: 'openid write' });
    await giveRoles(engine, ada, ['editor']);
    const { code } = await obtainCode(engine, codeQuery(client, { scope: 'openid write' }), ada);
    await giveRoles(engine, ada, []);
    expect((await sendAs(engine, client, 'token', codeForm(code))).body.scope).toBe('openid');
  });
});
