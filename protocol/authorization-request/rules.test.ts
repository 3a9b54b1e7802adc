import { describe, expect, it } from 'vitest';
import { authorize, obtainCode, readAnswer } from '../testing/browser';
import { createTestEngine } from '../testing/engine';
import { addApi, addClient, signIn } from '../testing/registrations';
import { codeQuery } from '../testing/token-request';

type More = Record<string, string | undefined>;

/** Sends a request that is good but for `more`; nobody is signed in. */
async function ask(more: More, metadata: Record<string, unknown> = {}, settings = {}) {
  const engine = await createTestEngine();
  await addApi(engine);
  const client = await addClient(engine, metadata, settings);
  return readAnswer(await authorize(engine, codeQuery(client, more)));
}

const publicClient = { token_endpoint_auth_method: 'none' };
const noChallenge = { code_challenge: undefined, code_challenge_method: undefined };
const claims = (document: unknown) => ({ claims: JSON.stringify(document) });

const refused: [what: string, error: string, more: More, metadata?: object, settings?: object][] = [
  ['no response_type', 'invalid_request', { response_type: undefined }],
  ['an empty response_type', 'invalid_request', { response_type: '' }],
  ['an unknown response_type', 'unsupported_response_type', { response_type: 'banana' }],
  ['response_type none', 'unsupported_response_type', { response_type: 'none' }],
  ['the implicit flow', 'unsupported_response_type', { response_type: 'token' }],
  ['the implicit flow with an ID token', 'unsupported_response_type', { response_type: 'id_token token' }],
  ['the hybrid flow', 'unsupported_response_type', { response_type: 'code id_token' }],
  ['response_type code twice', 'unsupported_response_type', { response_type: 'code code' }],
  ['an unknown response_mode', 'invalid_request', { response_mode: 'post' }],
  ['a response_mode that is not built', 'invalid_request', { response_mode: 'query.jwt' }],
  ['a request object', 'request_not_supported', { request: 'e30.e30.' }],
  ['a request_uri', 'request_uri_not_supported', { request_uri: 'https://rp.example/request.jwt' }],
  ['the registration parameter', 'registration_not_supported', { registration: '{}' }],
  ['only unknown scopes', 'invalid_scope', { scope: 'banana' }],
  ['a scope with a quote', 'invalid_scope', { scope: 'openid "' }],
  ['a scope with a line break', 'invalid_scope', { scope: 'openid\nprofile' }],
  ['a scope that is not registered', 'invalid_scope', { scope: 'openid email' }, { scope: 'openid profile' }],
  ['the scope of an API that is not allotted', 'invalid_scope', { scope: 'openid read' }],
  ['a public client without PKCE', 'invalid_request', noChallenge, publicClient],
  ['an OAuth 2.1 client without PKCE', 'invalid_request', noChallenge, {}, { profile: 'oauth21' }],
  ['the plain method', 'invalid_request', { code_challenge_method: 'plain' }],
  ['no method, which means plain', 'invalid_request', { code_challenge_method: undefined }],
  ['a method in lower case', 'invalid_request', { code_challenge_method: 's256' }],
  ['a method without a challenge', 'invalid_request', { code_challenge: undefined }],
  ['a challenge that is too short', 'invalid_request', { code_challenge: 'x'.repeat(42) }],
  ['a challenge with padding', 'invalid_request', { code_challenge: `${'x'.repeat(42)}=` }],
  ['an unknown prompt', 'invalid_request', { prompt: 'banana' }],
  ['prompt none beside another', 'invalid_request', { prompt: 'none login' }],
  ['a negative max_age', 'invalid_request', { max_age: '-1' }],
  ['a max_age with a fraction', 'invalid_request', { max_age: '1.5' }],
  ['a max_age in words', 'invalid_request', { max_age: 'ten' }],
  ['claims that are no JSON', 'invalid_request', { claims: '{' }],
  ['claims that are an array', 'invalid_request', claims([])],
  ['claims with a member that is a text', 'invalid_request', claims({ userinfo: 'name' })],
  ['claims with a wish that is a text', 'invalid_request', claims({ userinfo: { name: 'yes' } })],
  ['claims with an essential that is a text', 'invalid_request', claims({ userinfo: { name: { essential: 'yes' } } })],
  ['claims with values that are no list', 'invalid_request', claims({ id_token: { acr: { values: 'a' } } })],
  ['claims with a hidden NUL', 'invalid_request', claims({ id_token: { acr: { value: 'a\0' } } })],
  ['claims with half a character', 'invalid_request', claims({ userinfo: { '\ud800': null } })],
  ['a sub that is a number', 'invalid_request', claims({ id_token: { sub: { value: 1 } } })],
  ['a choice of subs', 'invalid_request', claims({ id_token: { sub: { values: ['a', 'b'] } } })],
  [
    'two different subs',
    'invalid_request',
    claims({ id_token: { sub: { value: 'a' } }, userinfo: { sub: { value: 'b' } } }),
  ],
  [
    'an essential acr out of reach',
    'unmet_authentication_requirements',
    claims({ id_token: { acr: { essential: true, values: ['phr'] } } }),
  ],
  ['a hint that is no token', 'invalid_request', { id_token_hint: 'banana' }],
  ['a resource that is no URI', 'invalid_target', { resource: 'articles' }],
  ['a resource with a fragment', 'invalid_target', { resource: 'https://api.example#x' }],
  ['an unknown resource', 'invalid_target', { resource: 'https://other.example' }],
  ['a state that is too long', 'invalid_request', { state: 'x'.repeat(2049) }],
  ['a state with a line break', 'invalid_request', { state: 'a\nb' }],
  ['a nonce that is too long', 'invalid_request', { nonce: 'x'.repeat(2049) }],
  ['a nonce with a NUL', 'invalid_request', { nonce: '\0' }],
  ['a scope that is too long', 'invalid_request', { scope: `openid ${'x'.repeat(4096)}` }],
  ['bytes that are no UTF-8', 'invalid_request', { login_hint: '\ufffd' }],
  [
    'a request object beside other faults comes first',
    'request_not_supported',
    { request: 'x', response_type: 'token', scope: 'banana' },
  ],
  ['a missing response_type before a bad scope', 'invalid_request', { response_type: undefined, scope: 'banana' }],
];

describe('what is wrong with a request goes back to the client', () => {
  it.each(refused)('%s: %s', async (_what, error, more, metadata = {}, settings = {}) => {
    const answer = await ask(more, metadata as Record<string, unknown>, settings);
    expect(answer.status).toBe(303);
    expect(answer.error).toBe(error);
    expect(answer.iss).toBe('https://id.example');
    expect(answer.code).toBeUndefined();
  });

  it('prompt=create is refused where nobody can register', async () => {
    const engine = await createTestEngine({ registrationOpen: false });
    const answer = await readAnswer(await authorize(engine, codeQuery(await addClient(engine), { prompt: 'create' })));
    expect(answer).toMatchObject({ error: 'invalid_request', state: 'state-1' });
  });

  it.each(['response_type', 'scope', 'state', 'nonce', 'prompt', 'code_challenge', 'claims', 'max_age'])(
    'a repeated %s is invalid_request, also when both are equal',
    async (name) => {
      const engine = await createTestEngine();
      const query = { ...codeQuery(await addClient(engine)), [name]: 'x' };
      const answer = await readAnswer(await authorize(engine, [...Object.entries(query), [name, 'x']]));
      expect(answer).toMatchObject({ status: 303, error: 'invalid_request' });
      // Which of two states is meant cannot be known, so none is sent back.
      expect(answer.state).toBe(name === 'state' ? undefined : 'state-1');
    },
  );
});

const accepted: [what: string, more: More, metadata?: object][] = [
  ['the plain request', {}],
  ['no state', { state: undefined }],
  ['no nonce', { nonce: undefined }],
  ['no scope', { scope: undefined }],
  ['an unknown scope beside a known one', { scope: 'openid banana' }],
  ['the scope of an API that is allotted', { scope: 'openid read' }, { scope: 'openid read' }],
  ['a confidential client without PKCE', noChallenge],
  ['each way to display', { display: 'popup' }],
  ['an unknown way to display', { display: 'banana' }],
  ['an unknown locale', { ui_locales: 'se', claims_locales: 'se' }],
  ['a malformed locale', { ui_locales: '*** --' }],
  ['a hint at somebody unknown', { login_hint: 'nobody@rp.example' }],
  ['any acr_values', { acr_values: '1 2' }],
  ['a voluntary acr out of reach', claims({ id_token: { acr: { values: ['phr'] } } })],
  ['an essential acr in reach', claims({ id_token: { acr: { essential: true, value: 'urn:gatehouse:aal1' } } })],
  ['claims that nobody knows', claims({ userinfo: { banana: null }, other: 1 })],
  ['max_age 0', { max_age: '0' }],
  ['a known resource', { resource: 'https://api.example' }],
  ['an unknown parameter', { banana: 'x' }],
  ['an array that is only a name', { 'scope[]': 'x', 'claims[userinfo]': 'y' }],
  ['every mode', { response_mode: 'form_post' }],
];

describe('what must not stop a request', () => {
  it.each(accepted)('%s', async (_what, more, metadata = {}) => {
    expect(await ask(more, metadata as Record<string, unknown>)).toMatchObject({ status: 303, step: 'sign-in' });
  });

  it('a repeated parameter that nobody knows', async () => {
    const engine = await createTestEngine();
    const query = Object.entries(codeQuery(await addClient(engine)));
    const response = await authorize(engine, [...query, ['banana', '1'], ['banana', '2']]);
    expect((await readAnswer(response)).step).toBe('sign-in');
  });
});

describe('offline_access', () => {
  it.each([
    ['is granted with openid and the refresh token grant', 'openid offline_access', {}, true],
    ['is ignored without openid', 'profile offline_access', {}, false],
    ['is ignored without the grant', 'openid offline_access', { grant_types: ['authorization_code'] }, false],
  ])('%s', async (_what, scope, metadata, isGranted) => {
    const engine = await createTestEngine();
    const session = await signIn(engine);
    const client = await addClient(engine, metadata);
    await obtainCode(engine, codeQuery(client, { scope }), session);
    const granted = (await engine.storage.stores.consents.find(session.personId, client.clientId))?.scopes;
    expect(granted?.includes('offline_access')).toBe(isGranted);
  });
});
