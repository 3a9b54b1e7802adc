import { describe, expect, it } from 'vitest';
import {
  addSigningClient,
  assertionType,
  authenticated,
  makeClientKey,
  refusedCredentials,
  sendAssertion,
  signAssertion,
} from '../testing/assertions';
import { createTestEngine } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { basic, obtainTokens, send } from '../testing/token-request';

const key = await makeClientKey();

async function begin(method: 'private_key_jwt' | 'client_secret_jwt') {
  const engine = await createTestEngine();
  return { engine, ...(await addSigningClient(engine, method, key)) };
}

describe('an assertion and its surroundings', () => {
  it.each<[what: string, error: string, form: Record<string, string>]>([
    ['another client_id', 'invalid_client', { client_id: 'gh_other' }],
    ['another type', 'invalid_client', { client_assertion_type: `${assertionType}-more` }],
    ['no type', 'invalid_client', { client_assertion_type: '' }],
    ['only a type', 'invalid_client', { client_assertion: '' }],
    ['a secret', 'invalid_request', { client_secret: 'x' }],
    ['a NUL', 'invalid_request', { client_assertion: 'a\0' }],
    ['17 kB', 'invalid_request', { client_assertion: 'a'.repeat(17_000) }],
  ])('beside %s is %s', async (_what, error, form) => {
    const { engine, client, signer } = await begin('private_key_jwt');
    const answer = await sendAssertion(engine, await signAssertion(engine, client.clientId, signer), form);
    expect(answer).toMatchObject({ status: error === 'invalid_client' ? 401 : 400, body: { error } });
  });

  it('twice is invalid_request', async () => {
    const { engine, client, signer } = await begin('private_key_jwt');
    const assertion = await signAssertion(engine, client.clientId, signer);
    const form: [string, string][] = [
      ['grant_type', 'authorization_code'],
      ['client_assertion_type', assertionType],
    ];
    const twice = ['client_assertion', 'client_assertion'].map((name): [string, string] => [name, assertion]);
    expect(await send(engine, 'token', [...form, ...twice])).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
  });

  it.each(['good', 'garbage'])('%s beside Basic is invalid_request, and is not used up', async (kind) => {
    const { engine, client, signer } = await begin('client_secret_jwt');
    const assertion = kind === 'good' ? await signAssertion(engine, client.clientId, signer) : 'garbage';
    const form = { grant_type: 'authorization_code', code: 'x', client_assertion: assertion };
    const headers = { authorization: basic(client.clientId, client.secret) };
    const both = await send(engine, 'token', { ...form, client_assertion_type: assertionType }, headers);
    expect(both).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await sendAssertion(engine, assertion)).toMatchObject(
      kind === 'good' ? authenticated.token : refusedCredentials,
    );
  });

  it('a method that the client did not register is invalid_client, and uses nothing up', async () => {
    const engine = await createTestEngine();
    const web = await addClient(engine, { jwks: { keys: [key.publicJwk] } });
    const assertion = await signAssertion(engine, web.clientId, key);
    const answer = await sendAssertion(engine, assertion);
    expect(answer).toMatchObject(refusedCredentials);
    expect(engine.events.at(-1)?.code).toBe('client-authentication-method');
    const change = { metadata: { ...web.client.metadata, token_endpoint_auth_method: 'private_key_jwt' as const } };
    await engine.storage.stores.clientAdministration.update(web.clientId, change, engine.clock.now());
    expect(await sendAssertion(engine, assertion)).toMatchObject(authenticated.token);
  });

  it.each([
    ['client_secret_jwt', 'Basic'],
    ['client_secret_jwt', 'post'],
    ['private_key_jwt', 'none'],
  ] as const)('a client of %s cannot come by %s', async (method, other) => {
    const { engine, client } = await begin(method);
    const headers = other === 'Basic' ? { authorization: basic(client.clientId, client.secret) } : {};
    const id = other === 'Basic' ? {} : { client_id: client.clientId };
    const secret = other === 'post' ? { client_secret: client.secret } : {};
    const form = { grant_type: 'authorization_code', code: 'x', ...id, ...secret };
    expect(await send(engine, 'token', form, headers)).toMatchObject(refusedCredentials);
  });

  it('a whole flow works, tokens included, and no assertion or secret enters a trace', async () => {
    for (const method of ['private_key_jwt', 'client_secret_jwt'] as const) {
      const { engine, client, signer } = await begin(method);
      const proof = async () => ({
        client_assertion_type: assertionType,
        client_assertion: await signAssertion(engine, client.clientId, signer),
      });
      const tokens = await obtainTokens(engine, client, await signIn(engine), {}, await proof());
      const refreshed = await send(engine, 'token', {
        ...{ grant_type: 'refresh_token', refresh_token: tokens.refresh_token },
        ...(await proof()),
      });
      expect(refreshed).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
      const introspected = await send(engine, 'introspection', { token: tokens.access_token, ...(await proof()) });
      expect(introspected.body).toMatchObject({ active: true, client_id: client.clientId });
      const trace = JSON.stringify(engine.events);
      expect(trace).not.toContain('eyJ');
      if (client.secret !== '') expect(trace).not.toContain(client.secret);
    }
  });
});
