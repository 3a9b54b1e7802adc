import { describe, expect, it } from 'vitest';
import {
  addSigningClient,
  authenticated,
  makeClientKey,
  refusedCredentials,
  secretKey,
  sendAssertion,
  signAssertion,
} from '../testing/assertions';
import { createTestEngine } from '../testing/engine';
import { addClient } from '../testing/registrations';

const secretJwt = { token_endpoint_auth_method: 'client_secret_jwt' };

const key = await makeClientKey();

async function begin(method: 'private_key_jwt' | 'client_secret_jwt') {
  const engine = await createTestEngine();
  return { engine, ...(await addSigningClient(engine, method, key)) };
}

describe.each(['private_key_jwt', 'client_secret_jwt'] as const)('%s', (method) => {
  it.each(['token', 'introspection', 'revocation'] as const)('proves the client at %s, once', async (endpoint) => {
    const { engine, client, signer } = await begin(method);
    const assertion = await signAssertion(engine, client.clientId, signer);
    expect(await sendAssertion(engine, assertion, {}, endpoint)).toMatchObject(authenticated[endpoint]);
    expect(await sendAssertion(engine, assertion, {}, endpoint)).toMatchObject(refusedCredentials);
    expect(engine.events.at(-1)?.code).toBe('client-assertion-replayed');
    const other = await signAssertion(engine, client.clientId, signer);
    expect(await sendAssertion(engine, other, { client_id: client.clientId }, endpoint)).toMatchObject(
      authenticated[endpoint],
    );
  });

  it('an assertion that was used at one endpoint is used at all', async () => {
    const { engine, client, signer } = await begin(method);
    const assertion = await signAssertion(engine, client.clientId, signer);
    await sendAssertion(engine, assertion, {}, 'revocation');
    expect(await sendAssertion(engine, assertion)).toMatchObject(refusedCredentials);
  });

  it('of fifty at once one is let through', async () => {
    const { engine, client, signer } = await begin(method);
    const assertion = await signAssertion(engine, client.clientId, signer);
    const answers = await Promise.all(Array.from({ length: 50 }, () => sendAssertion(engine, assertion)));
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(49);
  });

  it('remembers a jti until its end, and only for the client that used it', async () => {
    const { engine, client, signer } = await begin(method);
    const claims = { jti: 'same', exp: engine.clock.now().getTime() / 1000 + 3600 };
    const send1 = async () => sendAssertion(engine, await signAssertion(engine, client.clientId, signer, claims));
    expect(await send1()).toMatchObject(authenticated.token);
    engine.clock.advance(3599);
    await engine.storage.sweep(engine.clock.now());
    expect(await send1()).toMatchObject(refusedCredentials);
    const other = await addClient(engine, secretJwt);
    const theirs = await signAssertion(engine, other.clientId, secretKey(other.secret), { jti: 'same' });
    expect(await sendAssertion(engine, theirs)).toMatchObject(authenticated.token);
  });

  it('takes nothing from a client that is switched off, nor from one that is unknown, in the same words', async () => {
    const { engine, client, signer } = await begin(method);
    const { clientAdministration } = engine.storage.stores;
    await clientAdministration.update(client.clientId, { status: 'disabled' }, engine.clock.now());
    const disabled = await sendAssertion(engine, await signAssertion(engine, client.clientId, signer));
    const unknown = await sendAssertion(engine, await signAssertion(engine, 'gh_unknown', signer));
    expect(disabled).toMatchObject(refusedCredentials);
    expect(disabled.body.error_description).toBe(unknown.body.error_description);
  });

  it('a failed storage is no success: 503, and the assertion is good afterwards', async () => {
    const { engine, client, signer } = await begin(method);
    const assertion = await signAssertion(engine, client.clientId, signer);
    engine.outage.begin();
    expect(await sendAssertion(engine, assertion)).toMatchObject({ status: 503 });
    engine.outage.end();
    expect(await sendAssertion(engine, assertion)).toMatchObject(authenticated.token);
  });
});

describe('a secret that signs', () => {
  it('works beside the one that follows it, until it expires', async () => {
    const engine = await createTestEngine();
    const client = await addClient(engine, secretJwt);
    const { clientAdministration } = engine.storage.stores;
    const [first] = client.client.secrets;
    const expiresAt = new Date(engine.clock.now().getTime() + 60_000);
    await clientAdministration.deleteSecret(client.clientId, first?.id ?? '');
    await clientAdministration.addSecret(client.clientId, { ...first!, expiresAt });
    const successor = await addClient(engine, secretJwt);
    // Sealed for its own row: another client's cannot be moved over.
    await clientAdministration.addSecret(client.clientId, { ...successor.client.secrets[0]!, id: 'moved' });
    const ask = async (secret: string) =>
      sendAssertion(engine, await signAssertion(engine, client.clientId, secretKey(secret)));
    expect(await ask(client.secret)).toMatchObject(authenticated.token);
    expect(await ask(successor.secret)).toMatchObject(refusedCredentials);
    engine.clock.advance(60);
    expect(await ask(client.secret)).toMatchObject(refusedCredentials);
  });
});
