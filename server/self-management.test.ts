import { describe, expect, it } from 'vitest';
import type { Registering } from './testing/registering';
import { createRegistering, metadata } from './testing/registering';

/** A realm with one client that registered itself, and its requests. */
async function createRegistered(document: Record<string, unknown> = metadata, settings?: Record<string, unknown>) {
  const realm = await createRegistering(settings);
  const { json: registered } = await realm.register(document);
  const path = `/${registered.client_id}`;
  const { client_id, registration_access_token: token } = registered;
  return {
    ...realm,
    ...{ registered, path, token, client_id },
    read: () => realm.send(path, { token }),
    replace: (change: Record<string, unknown>) =>
      realm.send(path, { method: 'PUT', token, body: { ...metadata, client_id, ...change } }),
    remove: () => realm.send(path, { method: 'DELETE', token }),
  };
}

/** As an administrator's approval leaves it. */
async function approve({ stores, clientOf }: Registering, clientId: string) {
  const { selfRegistration } = (await clientOf(clientId)) ?? {};
  if (!selfRegistration) throw new Error('It did not register itself');
  const change = { selfRegistration: { ...selfRegistration, quarantinedAt: null } };
  await stores.clientAdministration.update(clientId, change, new Date());
}

describe('a client that registered itself', () => {
  it('reads what it registered, without its secret', async () => {
    const { read, registered } = await createRegistered({ ...metadata, initiate_login_uri: 'https://new.example/in' });
    const { client_secret: _, client_secret_expires_at: __, ...rest } = registered;
    expect(await read()).toMatchObject({ status: 200, json: rest });
    expect((await read()).json).toEqual(rest);
  });

  it('replaces all of it: what it leaves out is gone', async () => {
    const { replace, read } = await createRegistered({ ...metadata, contacts: ['a@new.example'] });
    const { status, json } = await replace({ client_name: 'Renamed' });
    expect({ status, name: json.client_name }).toEqual({ status: 200, name: 'Renamed' });
    expect(json).not.toHaveProperty('contacts');
    expect((await read()).json).toEqual(json);
  });

  it('gets a secret when it needs one from now on, and keeps none that it has no use for', async () => {
    const { replace, clientOf, client_id } = await createRegistered({
      ...metadata,
      token_endpoint_auth_method: 'none',
    });
    expect((await replace({})).json).toMatchObject({ client_secret: expect.any(String), client_secret_expires_at: 0 });
    expect((await clientOf(client_id))?.secrets).toHaveLength(1);
    expect((await replace({})).json).not.toHaveProperty('client_secret');
    expect((await replace({ token_endpoint_auth_method: 'none' })).status).toBe(200);
    expect((await clientOf(client_id))?.secrets).toEqual([]);
  });

  it("deletes itself with all that it was granted, and its token is nobody's then", async () => {
    const { remove, read, clientOf, client_id, stores } = await createRegistered();
    expect(await remove()).toMatchObject({ status: 204, json: undefined });
    expect(await clientOf(client_id)).toBeUndefined();
    expect([(await read()).status, (await remove()).status]).toEqual([401, 401]);
    const actions = (await stores.auditReader.list({ limit: 9 })).map(({ action }) => action);
    expect(actions.toSorted()).toEqual(['client-self-delete', 'client-self-register']);
  });

  it.each<[what: string, change: Record<string, unknown>, error: string]>([
    ['another client_id', { client_id: 'gh_other' }, 'invalid_client_metadata'],
    ['no client_id', { client_id: undefined }, 'invalid_client_metadata'],
    ['a secret of its own choice', { client_secret: 'mine' }, 'invalid_client_metadata'],
    ['a grant that it may not have', { grant_types: ['client_credentials'] }, 'invalid_client_metadata'],
    ['a bad address', { redirect_uris: ['http://a.example/'] }, 'invalid_redirect_uri'],
    ['a statement', { software_statement: 'a.b.c' }, 'unapproved_software_statement'],
  ])('cannot change itself to %s', async (_what, change, error) => {
    const { replace, clientOf, client_id } = await createRegistered();
    const before = await clientOf(client_id);
    expect(await replace(change)).toMatchObject({ status: 400, json: { error } });
    expect(await clientOf(client_id)).toEqual(before);
  });

  it('may say its secret again', async () => {
    const { replace, registered } = await createRegistered();
    expect((await replace({ client_secret: registered.client_secret })).status).toBe(200);
  });

  it('keeps its settings whatever it sends', async () => {
    const { replace, clientOf, client_id } = await createRegistered();
    const before = await clientOf(client_id);
    await replace({
      settings: { firstParty: true },
      status: 'disabled',
      self_registration: null,
      selfRegistration: null,
      verifiedAt: null,
    });
    expect(await clientOf(client_id)).toEqual(before);
  });

  it('is nobody while it is switched off', async () => {
    const { read, replace, remove, stores, client_id } = await createRegistered();
    await stores.clientAdministration.update(client_id, { status: 'disabled' }, new Date());
    expect([(await read()).status, (await replace({})).status, (await remove()).status]).toEqual([401, 401, 401]);
  });

  it('goes back into quarantine with a change, and not without one', async () => {
    const realm = await createRegistered();
    const { replace, clientOf, client_id, engine } = realm;
    await approve(realm, client_id);
    engine.clock.advance(60);
    await replace({});
    expect((await clientOf(client_id))?.selfRegistration?.quarantinedAt).toBeNull();
    await replace({ client_name: 'Your bank' });
    const since = engine.clock.now();
    expect((await clientOf(client_id))?.selfRegistration?.quarantinedAt).toEqual(since);
    engine.clock.advance(60);
    await replace({ client_name: 'Another name' });
    expect((await clientOf(client_id))?.selfRegistration?.quarantinedAt).toEqual(since);
  });
});

describe('the registration of one client', () => {
  it('writes nothing when it sends what is there', async () => {
    const { replace, stores } = await createRegistered();
    const rows = async () => (await stores.auditReader.list({ limit: 100 })).length;
    const before = await rows();
    expect((await replace({})).status).toBe(200);
    expect(await rows()).toBe(before);
    expect((await replace({ client_name: 'Other' })).status).toBe(200);
    expect(await rows()).toBe(before + 1);
  });

  it('changes as often as its network may, and then waits', async () => {
    const settings = { registration: 'open', 'client-registrations-per-network': 3 };
    const { replace, path, send, client_id } = await createRegistered(metadata, settings);
    for (const client_name of ['One', 'Two']) expect((await replace({ client_name })).status).toBe(200);
    expect((await replace({ client_name: 'Three' })).status).toBe(429);
    const stranger = await send(path, { method: 'PUT', token: 'nobodys', body: { ...metadata, client_id } });
    expect(stranger.status).toBe(401);
  });

  it.each(['GET', 'PUT', 'DELETE'])("is nobody else's: %s", async (method) => {
    const { send, path, register, registered, clientOf, client_id } = await createRegistered();
    const { json: other } = await register();
    const body = method === 'PUT' ? { body: { ...metadata, client_id } } : {};
    const before = await clientOf(client_id);
    for (const token of [other.registration_access_token, registered.client_secret, 'ghm_unknown', undefined]) {
      const { status, json, response } = await send(path, { method, token, ...body });
      expect({ status, error: json.error }).toEqual({ status: 401, error: 'invalid_token' });
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    expect(await clientOf(client_id)).toEqual(before);
  });

  it('is not there for a client that somebody here made, nor for hostile names', async () => {
    const { send, token, stores, clientOf, client_id } = await createRegistered();
    const client = await clientOf(client_id);
    if (client === undefined) throw new Error('It is gone');
    await stores.clientAdministration.create({
      ...client,
      id: 'made',
      clientId: 'gh_made',
      secrets: [],
      selfRegistration: null,
      verifiedAt: null,
    });
    for (const path of ['/gh_made', '/', '/..', '/%00', '/%2e%2e%2f', `/${'x'.repeat(2000)}`, `/${client_id}/`])
      expect((await send(path, { token })).status, path).toBe(401);
  });
});
