import { describe, expect, it } from 'vitest';
import { allow, authorize, readAnswer, readPending, step } from '../testing/browser';
import { createTestEngine } from '../testing/engine';
import { addApi, addClient, giveRoles, signIn } from '../testing/registrations';
import { codeForm, codeQuery, sendAs, userinfo } from '../testing/token-request';

/** A request of Ada's that waits for consent, by a client that may ask for `registered`. */
async function begin(registered: string, more: Record<string, string>, roles: string[] = []) {
  const engine = await createTestEngine();
  await addApi(engine);
  const client = await addClient(engine, { scope: registered });
  const ada = await signIn(engine);
  await giveRoles(engine, ada, roles);
  const pending = readPending(await authorize(engine, codeQuery(client, more), ada));
  const decide = async (scopes: string[]) => readAnswer(await step(engine, pending, ada, allow(ada, scopes)));
  const redeem = async (code: string | undefined) => (await sendAs(engine, client, 'token', codeForm(code))).body;
  const view = async () => {
    const { interaction } = engine.server;
    return interaction.view(await interaction.open(pending.id, pending.secret), ada);
  };
  const remembered = () => engine.storage.stores.consents.find(ada.personId, client.clientId);
  return { engine, client, ada, pending, decide, redeem, view, remembered };
}

describe('what the person ticks', () => {
  it('is what is granted and remembered, and what a page adds is not', async () => {
    const { decide, redeem, remembered } = await begin('openid profile read', { scope: 'openid read' });
    const { code } = await decide(['openid', 'profile', 'email', 'write']);
    expect((await redeem(code)).scope).toBe('openid');
    expect((await remembered())?.scopes).toEqual(['openid']);
  });

  it.each([
    ['all unticked', ['read'], [], 'access_denied'],
    ['not allowed by any role', ['write'], ['write'], 'access_denied'],
  ])('%s: nothing is left to grant, so access is denied', async (_what, asked, ticked, error) => {
    const { decide, remembered } = await begin('read write', { scope: asked.join(' ') });
    expect(await decide(ticked)).toMatchObject({ error, state: 'state-1' });
    expect(await remembered()).toBeUndefined();
  });

  it.each([
    ['without the role', [], 'read'],
    ['with the role', ['editor'], 'read write'],
  ])('%s the scope is %s', async (_what, roles, scope) => {
    const { decide, redeem } = await begin('read write', { scope: 'read write' }, roles);
    const { code } = await decide(['read', 'write']);
    expect((await redeem(code)).scope).toBe(scope);
  });

  it('is asked for again when something new is asked, and shown as new', async () => {
    const { engine, client, ada, decide } = await begin('openid profile read', { scope: 'openid profile' });
    await decide(['openid', 'profile']);
    const known = await readAnswer(await authorize(engine, codeQuery(client, { scope: 'openid' }), ada));
    expect(known.code).toBeDefined();
    const query = codeQuery(client, { scope: 'openid profile read' });
    const pending = readPending(await authorize(engine, query, ada));
    const { interaction } = engine.server;
    const view = await interaction.view(await interaction.open(pending.id, pending.secret), ada);
    expect(view.newScopes).toEqual(['read']);
    expect(view.optionalScopes).toEqual(['read']);
  });

  it('is a refusal when denied, and nothing is remembered', async () => {
    const { engine, ada, pending, remembered } = await begin('openid', { scope: 'openid' });
    const facts = { consent: { sessionId: ada.id, decision: 'deny' as const, scopes: ['openid'] } };
    expect(await readAnswer(await step(engine, pending, ada, facts))).toMatchObject({ error: 'access_denied' });
    expect(await remembered()).toBeUndefined();
  });
});

describe('claims asked for by name', () => {
  const claims = JSON.stringify({ userinfo: { email: null, phone_number: { essential: true } } });

  it('need the consent of their scopes, though these are not granted', async () => {
    const { engine, client, ada, decide, redeem, view } = await begin('openid email phone', {
      scope: 'openid',
      claims,
    });
    expect((await view()).newScopes).toEqual(['openid', 'email', 'phone']);
    const { code } = await decide(['openid']);
    const tokens = await redeem(code);
    expect(tokens.scope).toBe('openid');
    const { body } = await userinfo(engine, String(tokens.access_token));
    expect(Object.keys(body).sort()).toEqual(['email', 'phone_number', 'sub']);
    const again = await readAnswer(await authorize(engine, codeQuery(client, { scope: 'openid', claims }), ada));
    expect(again.code).toBeDefined();
  });

  it('of scopes that the client is not registered for are left out', async () => {
    const { engine, decide, redeem, view } = await begin('openid email', { scope: 'openid', claims });
    expect((await view()).newScopes).toEqual(['openid', 'email']);
    const { code } = await decide(['openid']);
    const { body } = await userinfo(engine, String((await redeem(code)).access_token));
    expect(Object.keys(body).sort()).toEqual(['email', 'sub']);
  });
});

describe('at the last moment', () => {
  it.each(['disabled', 'locked'] as const)('a person who was %s gets no code', async (status) => {
    const { engine, ada, decide } = await begin('openid', { scope: 'openid' });
    await engine.storage.stores.people.update(ada.personId, { status });
    expect((await decide(['openid'])).error).toBe('login_required');
  });

  it('a database that is away shows our page, and the request can be finished later', async () => {
    const { engine, ada, pending, decide } = await begin('openid', { scope: 'openid' });
    engine.outage.begin();
    expect(await readAnswer(await step(engine, pending, ada))).toMatchObject({ status: 503, location: '' });
    engine.outage.end();
    expect((await decide(['openid'])).code).toBeDefined();
  });
});
