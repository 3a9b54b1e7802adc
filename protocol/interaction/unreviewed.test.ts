import { describe, expect, it } from 'vitest';
import { allow, authorize, readAnswer, readPending, step } from '../testing/browser';
import { createTestEngine } from '../testing/engine';
import { addClient, openSession, signIn } from '../testing/registrations';
import { codeQuery } from '../testing/token-request';

/** A client that registered itself, after Ada allowed it something. */
async function begin() {
  const engine = await createTestEngine();
  const client = await addClient(engine);
  const { clientAdministration } = engine.storage.stores;
  const register = (quarantinedAt: Date | null) => {
    const selfRegistration = { tokenHash: 'hash', quarantinedAt };
    return clientAdministration.update(client.clientId, { selfRegistration }, engine.clock.now());
  };
  await register(engine.clock.now());
  engine.clock.advance(60);
  const ada = await signIn(engine);
  engine.clock.advance(5);
  const pending = readPending(await authorize(engine, codeQuery(client, { scope: 'openid' }), ada));
  expect(await readAnswer(await step(engine, pending, ada, allow(ada, ['openid'])))).toHaveProperty('code');
  const silently = async (session = ada) =>
    readAnswer(await authorize(engine, codeQuery(client, { scope: 'openid', prompt: 'none' }), session));
  return { engine, client, ada, register, clientAdministration, silently };
}

describe('what a person allowed to a client that nobody reviewed', () => {
  it('is remembered in the same sign-in, so that prompt=none works', async () => {
    const { silently } = await begin();
    expect(await silently()).toHaveProperty('code');
  });

  it('is asked again in another one', async () => {
    const { engine, ada, silently } = await begin();
    engine.clock.advance(60);
    const later = await openSession(engine, ada);
    expect(await silently(later)).toMatchObject({ error: 'consent_required' });
  });

  it('is asked again when the client is not what it was', async () => {
    const { engine, client, clientAdministration, silently } = await begin();
    engine.clock.advance(60);
    const metadata = { ...client.client.metadata, client_name: 'Your bank' };
    await clientAdministration.update(client.clientId, { metadata }, engine.clock.now());
    expect(await silently()).toMatchObject({ error: 'consent_required' });
  });

  it('does not count for those who never see it: first-party and unreviewed is unreviewed', async () => {
    const { engine, client, ada, clientAdministration, register, silently } = await begin();
    const settings = { ...client.client.settings, firstParty: true };
    await clientAdministration.update(client.clientId, { settings }, engine.clock.now());
    engine.clock.advance(60);
    const another = await openSession(engine, ada);
    expect(await silently(another)).toMatchObject({ error: 'consent_required' });
    await register(null);
    expect(await silently(another)).toHaveProperty('code');
  });

  it('is remembered for good once the client is approved', async () => {
    const { engine, ada, register, silently } = await begin();
    await register(null);
    engine.clock.advance(60);
    expect(await silently(await openSession(engine, ada))).toHaveProperty('code');
  });
});
