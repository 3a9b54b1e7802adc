/** Clients and their secrets. */
import { describe, expect, it } from 'vitest';
import { aClient, anAuditEntry, aPendingRequest, aSecret, grant, later, now, random } from '../testing/rows';
import { kind } from './refusals';
import type { Subject } from './subject';

export function describeClients(subject: Subject): void {
  describe('clients', () => {
    clientsAsStored(subject);
    sealedSecrets(subject);
    clientsAsFound(subject);
  });
}

function clientsAsStored({ storage, stores }: Subject): void {
  it('are given back as they were stored, with their secrets', async () => {
    const client = aClient({ secrets: [aSecret({ sealed: 'sealed' }), aSecret({ expiresAt: later(9) })] });
    await stores().clientAdministration.create(client);
    expect(await stores().clients.find(client.clientId)).toEqual(client);
    expect(await stores().clientAdministration.find(client.clientId)).toEqual(client);
    expect(await stores().clients.find(random())).toBeUndefined();
    await expect(stores().clientAdministration.create({ ...aClient(), clientId: client.clientId })).rejects.toEqual(
      kind('conflict'),
    );
  });

  it('are seen changed by this process at once', async () => {
    const client = aClient();
    const { clientAdministration: administration, clients } = stores();
    await administration.create(client);
    await clients.find(client.clientId);
    expect(await administration.update(client.clientId, { status: 'disabled' }, later(1))).toBe(true);
    expect(await clients.find(client.clientId)).toEqual({ ...client, status: 'disabled', updatedAt: later(1) });
    await storage().transaction((unit) =>
      unit.clientAdministration.update(client.clientId, { settings: { ...client.settings, firstParty: true } }, now),
    );
    expect((await clients.find(client.clientId))?.settings.firstParty).toBe(true);
    expect(await administration.update(random(), { status: 'disabled' }, now)).toBe(false);
  });

  it('gain and lose secrets', async () => {
    const first = aSecret();
    const client = aClient({ secrets: [first] });
    const { clientAdministration: administration } = stores();
    await administration.create(client);
    const added = aSecret();
    await administration.addSecret(client.clientId, added);
    expect((await stores().clients.find(client.clientId))?.secrets).toEqual([first, added]);
    expect(await administration.deleteSecret(client.clientId, first.id)).toBe(true);
    expect(await administration.deleteSecret(random(), added.id)).toBe(false);
    expect((await stores().clients.find(client.clientId))?.secrets).toEqual([added]);
    await expect(administration.addSecret(random(), aSecret())).rejects.toEqual(kind('missing-reference'));
  });
}

function sealedSecrets({ stores }: Subject): void {
  it('have sealed secrets, which are listed and sealed anew', async () => {
    const [sealed, hashed] = [aSecret({ sealed: 'old' }), aSecret()];
    const client = aClient({ secrets: [sealed, hashed] });
    const { clientAdministration: administration, clients } = stores();
    await administration.create(client);
    await clients.find(client.clientId);
    const listed = await administration.listSealedSecrets();
    expect(listed).toContainEqual({ id: sealed.id, sealed: 'old' });
    expect(listed.map(({ id }) => id)).not.toContain(hashed.id);
    await administration.resealSecret(sealed.id, 'new');
    await administration.resealSecret(hashed.id, 'new');
    expect((await clients.find(client.clientId))?.secrets).toEqual([{ ...sealed, sealed: 'new' }, hashed]);
  });
}

function clientsAsFound({ storage, stores }: Subject): void {
  it('are listed in the order of their ids and searched by name and client id', async () => {
    const mark = random();
    const { metadata } = aClient();
    const named = aClient({ metadata: { ...metadata, client_name: `Ⅻ ${mark.toUpperCase()}` } });
    const other = aClient({ clientId: `gh_${mark}` });
    for (const client of [named, other]) await stores().clientAdministration.create(client);
    expect(await stores().clientAdministration.list({ limit: 9, search: mark })).toEqual([named, other]);
    expect(await stores().clientAdministration.list({ limit: 9, search: `xii ${mark}` })).toEqual([named]);
    expect(await stores().clientAdministration.list({ limit: 9, search: mark, after: named.id })).toEqual([other]);
  });

  it('lend their origins while they are active, as they were last registered', async () => {
    const [listed, redirected, moved] = [1, 2, 3].map(() => `https://${random()}.example`) as [string, string, string];
    const { metadata, settings } = aClient();
    const { clientAdministration: administration, clients } = stores();
    const spa = { ...metadata, token_endpoint_auth_method: 'none' as const, redirect_uris: [`${redirected}/cb`] };
    const listing = aClient({ settings: { ...settings, allowedOrigins: [listed] } });
    const publicClient = aClient({ metadata: spa, settings: { ...settings, allowedOrigins: null } });
    const allowed = async () => {
      const answers = [listed, redirected, moved].map((origin) => clients.isOriginAllowed(origin));
      return await Promise.all(answers);
    };
    expect(await allowed()).toEqual([false, false, false]);
    for (const client of [listing, publicClient]) await administration.create(client);
    expect(await allowed()).toEqual([true, true, false]);
    await administration.update(publicClient.clientId, { metadata: { ...spa, redirect_uris: [`${moved}/cb`] } }, now);
    expect(await allowed()).toEqual([true, false, true]);
    await administration.update(listing.clientId, { settings: { ...settings, allowedOrigins: [moved] } }, now);
    await administration.update(publicClient.clientId, { status: 'disabled' }, now);
    expect(await allowed()).toEqual([false, false, true]);
    await administration.delete(listing.clientId);
    expect(await allowed()).toEqual([false, false, false]);
  });

  it('leave revoked authorizations and audit entries behind when they are deleted, and nothing else', async () => {
    const client = aClient({ secrets: [aSecret()] });
    const { clientId } = client;
    await stores().clientAdministration.create(client);
    const { person, authorization } = await grant(storage(), { clientId });
    const entry = anAuditEntry({ object: { kind: 'client', id: clientId } });
    const pending = aPendingRequest({ clientId });
    await stores().audit.append(entry);
    await stores().pendingRequests.create(pending);
    await stores().consents.save({ personId: person.id, clientId, scopes: ['openid'], resources: [], updatedAt: now });
    expect(await stores().clientAdministration.delete(clientId)).toBe(true);
    expect(await stores().clientAdministration.delete(clientId)).toBe(false);
    expect(await stores().clients.find(clientId)).toBeUndefined();
    expect((await stores().authorizations.find(authorization.id))?.revokedAt).toEqual(now);
    expect(await stores().consents.find(person.id, clientId)).toBeUndefined();
    expect(await stores().pendingRequests.find(pending.id)).toBeUndefined();
    expect(await stores().auditReader.list({ limit: 1000 })).toContainEqual(entry);
  });
}
