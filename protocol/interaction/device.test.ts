import { describe, expect, it } from 'vitest';
import { addDeviceClient, decideDevice, origin, poll, startDevice, typeUserCode } from '../testing/device';
import { createTestEngine } from '../testing/engine';
import { addApi, signIn } from '../testing/registrations';

async function begin(more: Record<string, string | undefined> = {}) {
  const engine = await createTestEngine();
  await addApi(engine);
  const client = await addDeviceClient(engine);
  await engine.storage.stores.clientAdministration.allot(client.clientId, 'https://api.example', ['read', 'write']);
  const [ada, bob] = [await signIn(engine), await signIn(engine, 'bob')];
  const device = await startDevice(engine, client, more);
  const type = (code = device.user_code, session = ada) => typeUserCode(engine, code, session);
  const ask = async () => (await poll(engine, client, device.device_code)).body;
  return { engine, server: engine.server, client, ada, bob, device, type, ask };
}

const allow = { decision: 'allow' as const, scopes: [] };
const deny = { decision: 'deny' as const, scopes: [] };

describe('typing a code', () => {
  it('finds the request of the device, whatever its case and grouping', async () => {
    const { server, device, type, client } = await begin({ scope: 'openid email' });
    const pending = await type(device.user_code.toLowerCase().replace('-', ' '));
    expect(pending && (await server.device.view(pending))).toMatchObject({
      userCode: device.user_code,
      client: { clientId: client.clientId },
      requestedScopes: ['openid', 'email'],
    });
  });

  it.each(['', 'WDJB-MJHT', 'WDJB', '%', "'; --", '\0', 'x'.repeat(1000)])('finds nothing for %j', async (typed) => {
    const { type } = await begin();
    expect(await type(typed)).toBeUndefined();
  });

  it('claims the code: no second tab, browser or person finds it again', async () => {
    const { type } = await begin();
    const claims = await Promise.all(Array.from({ length: 10 }, () => type()));
    expect(claims.filter((pending) => pending !== undefined)).toHaveLength(1);
  });

  it('may be repeated in the same tab', async () => {
    const { server, device, type } = await begin();
    const pending = await type();
    expect(pending && (await server.device.claim(pending, device.user_code, origin))).toBeDefined();
  });

  it('finds no code that is expired, decided, or of a client that is off', async () => {
    const { engine, ada, client, device, type } = await begin();
    const decided = await startDevice(engine, client);
    await decideDevice(engine, decided.user_code, ada, 'deny');
    expect(await type(decided.user_code)).toBeUndefined();
    const orphan = await startDevice(engine, client);
    engine.clock.advance(600);
    expect(await type(device.user_code)).toBeUndefined();
    const { clientAdministration } = engine.storage.stores;
    await clientAdministration.update(client.clientId, { status: 'disabled' }, engine.clock.now());
    expect(await type(orphan.user_code)).toBeUndefined();
  });

  it('is refused for a pending request of another kind', async () => {
    const { server, device } = await begin();
    const { pending } = await server.interaction.start();
    await expect(server.device.claim(pending, device.user_code, origin)).rejects.toMatchObject({
      code: 'request-unknown',
    });
  });
});

describe('a decision', () => {
  it('counts once, however many come at a time', async () => {
    const { server, engine, ada, type, ask } = await begin();
    const pending = await type();
    if (pending === undefined) throw new Error('no code');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        server.device.decide(pending, ada, index % 2 === 0 ? allow : deny, origin),
      ),
    );
    const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? (outcome.value ?? []) : []));
    expect(done).toHaveLength(1);
    const answer = await ask();
    expect('access_token' in answer).toBe(done[0] === 'approved');
    const entries = await engine.storage.stores.auditReader.list({ limit: 10 });
    expect(entries.filter(({ actor }) => actor.kind === 'person')).toHaveLength(1);
  });

  it('of somebody else than the page was shown to changes nothing', async () => {
    const { engine, server, bob, type, ask } = await begin();
    const pending = await type();
    expect(pending && (await server.device.decide(pending, bob, allow, origin))).toBeUndefined();
    expect(await ask()).toMatchObject({ error: 'authorization_pending' });
    // To wait is no failure, and fills no log.
    expect(engine.events.at(-1)).toMatchObject({ code: 'device-code-pending', outcome: 'passed' });
  });

  it('to deny is told to the device, every time it asks, also when the code would have expired', async () => {
    const { engine, device, ada, ask } = await begin();
    expect(await decideDevice(engine, device.user_code, ada, 'deny')).toBe('denied');
    expect(await ask()).toMatchObject({ error: 'access_denied' });
    engine.clock.advance(700);
    expect(await ask()).toMatchObject({ error: 'access_denied' });
  });

  it('comes too late once the code is expired', async () => {
    const { engine, server, ada, type, ask } = await begin();
    const pending = await type();
    engine.clock.advance(600);
    expect(pending && (await server.device.decide(pending, ada, allow, origin))).toBeUndefined();
    expect(await ask()).toMatchObject({ error: 'expired_token' });
  });

  it('grants what was left ticked and the person may have, and is remembered as consent', async () => {
    const { engine, client, device, ada, ask } = await begin({ scope: 'openid read write' });
    await decideDevice(engine, device.user_code, ada, 'allow', ['read', 'write', 'email']);
    expect(await ask()).toMatchObject({ scope: 'openid read' });
    expect(await engine.storage.stores.consents.find(ada.personId, client.clientId)).toMatchObject({
      scopes: ['openid', 'read'],
    });
  });

  it.each<[what: string, scope: string, ticked: string[]]>([
    ['everything was unticked', 'read', []],
    ['the person may have nothing of it', 'write', ['write']],
  ])('to allow is a denial when %s', async (_what, scope, ticked) => {
    const { engine, device, ada, ask } = await begin({ scope });
    expect(await decideDevice(engine, device.user_code, ada, 'allow', ticked)).toBe('denied');
    expect(await ask()).toMatchObject({ error: 'access_denied' });
  });

  it('in a session that has ended meanwhile is none', async () => {
    const { engine, server, ada, type, ask } = await begin();
    const pending = await type();
    if (pending === undefined) throw new Error('no code');
    await engine.storage.stores.sessions.end(ada.id, engine.clock.now());
    await expect(server.device.decide(pending, ada, allow, origin)).rejects.toMatchObject({ code: 'login-required' });
    expect(await ask()).toMatchObject({ error: 'authorization_pending' });
    expect(await engine.storage.stores.pendingRequests.find(pending.id)).toMatchObject({ completedAt: null });
  });

  it('of a person who was disabled meanwhile is none', async () => {
    const { engine, server, ada, type, ask } = await begin();
    const pending = await type();
    if (pending === undefined) throw new Error('no code');
    await engine.storage.stores.people.update(ada.personId, { status: 'disabled' });
    await expect(server.device.decide(pending, ada, allow, origin)).rejects.toMatchObject({ code: 'login-required' });
    expect(await ask()).toMatchObject({ error: 'authorization_pending' });
  });

  it('stands in the audit with who decided, for which client, from where', async () => {
    const { engine, client, device, ada } = await begin();
    await decideDevice(engine, device.user_code, ada);
    const entries = await engine.storage.stores.auditReader.list({ limit: 10 });
    expect(entries.find(({ action }) => action === 'device-authorization-approve')).toMatchObject({
      actor: { kind: 'person', id: ada.personId },
      object: { kind: 'client', id: client.clientId },
      ...origin,
    });
  });
});
