import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toClientDocument } from './client-document';
import { clientTypes } from './client-types';
import { createClient } from './create-client';
import { deleteClient } from './delete-client';
import { listClients } from './list-clients';
import { rotateClientSecret } from './rotate-client-secret';
import { setSetting } from './set-setting';
import { showClient } from './show-client';
import {
  addAuthorization,
  addPerson,
  administrator,
  auditLines,
  createHouse,
  developer,
  isRevoked,
} from './testing/house';
import { updateClient } from './update-client';

const web = { client_name: 'Shop', redirect_uris: ['https://shop.example.com/callback'] };
const spa = { ...web, token_endpoint_auth_method: 'none' };
const sha256 = (value: string) => createHash('sha256').update(value).digest('base64url');

describe('creating', () => {
  test('a confidential client gets one secret, stored as its hash only', async () => {
    const house = createHouse();
    const { client, issued } = await createClient(house, web);
    expect(client.clientId).toMatch(/^gh_[a-z2-7]{26}$/);
    expect(issued?.value).toMatch(/^ghs_/);
    expect(client.secrets.map(({ hash }) => hash)).toEqual([sha256(issued!.value)]);
    expect(JSON.stringify(await showClient(house, client.clientId))).not.toContain(issued!.value);
    expect(await auditLines(house)).toEqual(['command-line client-create client']);
    expect(JSON.stringify(await house.storage.stores.auditReader.list({ limit: 10 }))).not.toContain(issued!.value);
  });

  test('a public client gets none', async () => {
    const { client, issued } = await createClient(createHouse(), spa);
    expect(issued).toBeUndefined();
    expect(client.secrets).toEqual([]);
  });

  test('the document has the words of RFC 7591, the secret once, and can be read back in', async () => {
    const house = createHouse();
    const { client, issued } = await createClient(house, { ...web, settings: { firstParty: true } });
    const document = toClientDocument(client, issued);
    expect(document).toMatchObject({
      ...web,
      client_id: client.clientId,
      client_id_issued_at: Math.floor(house.clock.now().getTime() / 1000),
      client_secret: issued!.value,
      client_secret_expires_at: 0,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      settings: { firstParty: true, rotateRefreshTokens: true },
    });
    expect(toClientDocument(client)).not.toHaveProperty('client_secret');
    expect(JSON.stringify(document)).not.toContain(client.secrets[0]!.hash);
    const copy = await createClient(house, JSON.parse(JSON.stringify(document)));
    expect(copy.client.metadata).toEqual(client.metadata);
    expect(copy.client.settings).toEqual(client.settings);
    expect(copy.client.clientId).not.toBe(client.clientId);
  });

  test.each([
    ['no redirect URI', {}, 'redirect_uris'],
    ['a fragment', { redirect_uris: ['https://shop.example.com/#x'] }, 'redirect_uris'],
    ['an unknown method', { ...web, token_endpoint_auth_method: 'magic' }, 'token_endpoint_auth_method'],
    ['an unknown setting', { ...web, settings: { superuser: true } }, 'settings.superuser'],
    ['a setting of the wrong type', { ...web, settings: { firstParty: 'yes' } }, 'settings.firstParty'],
  ])('%s is refused, naming the field in a sentence, and nothing is written', async (_, document, field) => {
    const house = createHouse();
    const refused = createClient(house, document);
    await expect(refused).rejects.toMatchObject({ kind: 'invalid', problems: [{ field }] });
    await expect(refused).rejects.toThrow(field);
    expect(await listClients(house, { limit: 10 })).toEqual([]);
    expect(await auditLines(house)).toEqual([]);
  });

  test.each([[null], [[]], ['text'], [7]])('%j is no document', async (document) => {
    await expect(createClient(createHouse(), document)).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('every type of application that is offered can be registered', async () => {
    expect([...clientTypes.keys()]).toEqual(expect.arrayContaining(['web', 'spa', 'native']));
    for (const { members } of clientTypes.values()) {
      await expect(createClient(createHouse(), { ...web, ...members })).resolves.toBeDefined();
    }
  });
});

describe('updating', () => {
  test('lays members over what is there, and null takes one away', async () => {
    const house = createHouse();
    const { client } = await createClient(house, {
      ...web,
      scope: 'openid email',
      settings: { replayWindowSeconds: 5 },
    });
    const document = { client_name: 'New shop', scope: null, settings: { firstParty: true } };
    const { client: changed } = await updateClient(house, client.clientId, { document });
    expect(changed.metadata).toEqual({ ...client.metadata, client_name: 'New shop', scope: undefined });
    expect(changed.settings).toEqual({ ...client.settings, firstParty: true, replayWindowSeconds: 5 });
    expect(changed.secrets).toEqual(client.secrets);
  });

  test('what makes the whole wrong changes nothing', async () => {
    const house = createHouse();
    const { client } = await createClient(house, web);
    const change = { document: { client_name: 'New shop', redirect_uris: [] } };
    await expect(updateClient(house, client.clientId, change)).rejects.toMatchObject({ kind: 'invalid' });
    expect(await showClient(house, client.clientId)).toEqual(client);
  });

  test('a client that becomes public loses its secrets, and gets a new one when it comes back', async () => {
    const house = createHouse();
    const { client, issued } = await createClient(house, web);
    const toPublic = { document: { token_endpoint_auth_method: 'none' } };
    expect((await updateClient(house, client.clientId, toPublic)).client.secrets).toEqual([]);
    const back = await updateClient(house, client.clientId, {
      document: { token_endpoint_auth_method: 'client_secret_post' },
    });
    expect(back.issued?.value).toMatch(/^ghs_/);
    expect(back.issued?.value).not.toBe(issued?.value);
    expect(back.client.secrets.map(({ hash }) => hash)).toEqual([sha256(back.issued!.value)]);
  });

  test.each([
    ['disabled', true],
    ['active', false],
  ] as const)('status %s: what it was granted is revoked: %s', async (status, revoked) => {
    const house = createHouse();
    const { client } = await createClient(house, web);
    await addAuthorization(house, 'mine', client.clientId, null);
    await addAuthorization(house, 'other', 'gh_other', null);
    await updateClient(house, client.clientId, { status });
    expect((await showClient(house, client.clientId)).status).toBe(status);
    expect([await isRevoked(house, 'mine'), await isRevoked(house, 'other')]).toEqual([revoked, false]);
  });
});

test('deleting revokes what the client was granted', async () => {
  const house = createHouse();
  const { client } = await createClient(house, web);
  await addAuthorization(house, 'mine', client.clientId, null);
  await deleteClient(house, client.clientId);
  await expect(showClient(house, client.clientId)).rejects.toMatchObject({ kind: 'not-found' });
  expect(await isRevoked(house, 'mine')).toBe(true);
  await expect(deleteClient(house, client.clientId)).rejects.toMatchObject({ kind: 'not-found' });
});

describe('rotating the secret', () => {
  const day = 86_400;

  test.each([
    ['by default the old one works for a day', undefined, [day]],
    ['kept', { fate: 'keep' }, [null]],
    ['revoked at once', { fate: 'revoke' }, []],
    ['expiring as told', { fate: 'expire', inSeconds: 60 }, [60]],
  ] as const)('%s', async (_, old, ends) => {
    const house = createHouse();
    const { client, issued } = await createClient(house, web);
    const rotated = await rotateClientSecret(house, client.clientId, old === undefined ? {} : { old });
    const older = rotated.client.secrets.filter(({ id }) => id !== rotated.issued.record.id);
    const secondsLeft = older.map(({ expiresAt }) =>
      expiresAt === null ? null : (expiresAt.getTime() - house.clock.now().getTime()) / 1000,
    );
    expect(secondsLeft).toEqual(ends);
    expect(older.every(({ hash }) => hash === sha256(issued!.value))).toBe(true);
    expect(rotated.client.secrets.at(-1)).toMatchObject({ hash: sha256(rotated.issued.value), expiresAt: null });
  });

  test('no rotation lengthens a life, and expired secrets go', async () => {
    const house = createHouse();
    const { client } = await createClient(house, web);
    const first = await rotateClientSecret(house, client.clientId, { old: { fate: 'expire', inSeconds: 60 } });
    const second = await rotateClientSecret(house, client.clientId);
    const end = (secrets: typeof client.secrets) => secrets.find(({ id }) => id === client.secrets[0]!.id)?.expiresAt;
    expect(end(second.client.secrets)).toEqual(end(first.client.secrets));
    house.advance(60);
    const third = await rotateClientSecret(house, client.clientId, { old: { fate: 'keep' } });
    expect(end(third.client.secrets)).toBeUndefined();
  });

  test('secrets do not pile up without end', async () => {
    const house = createHouse();
    const { client } = await createClient(house, web);
    const keep = () => rotateClientSecret(house, client.clientId, { old: { fate: 'keep' } });
    for (let count = 1; count < 10; count += 1) await keep();
    await expect(keep()).rejects.toMatchObject({ kind: 'invalid' });
    const { client: fresh } = await rotateClientSecret(house, client.clientId, { old: { fate: 'revoke' } });
    expect(fresh.secrets).toHaveLength(1);
  });

  test('a public client has none to rotate', async () => {
    const house = createHouse();
    const { client } = await createClient(house, spa);
    await expect(rotateClientSecret(house, client.clientId)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('who may', () => {
  const actions = {
    list: (house: ReturnType<typeof createHouse>) => listClients(house, { limit: 10 }),
    create: (house: ReturnType<typeof createHouse>) => createClient(house, web),
    show: (house: ReturnType<typeof createHouse>, id: string) => showClient(house, id),
    update: (house: ReturnType<typeof createHouse>, id: string) => updateClient(house, id, {}),
    rotate: (house: ReturnType<typeof createHouse>, id: string) => rotateClientSecret(house, id),
    delete: (house: ReturnType<typeof createHouse>, id: string) => deleteClient(house, id),
  };

  test.each(Object.entries(actions))('%s: administrators and the command line', async (_, act) => {
    for (const actor of [administrator, undefined]) {
      const house = createHouse(actor);
      await addPerson(house, 'admin');
      const { client } = await createClient(house, web);
      await expect(act(house, client.clientId)).resolves.not.toThrow();
    }
  });

  test.each([
    ['list', 'forbidden'],
    ['create', 'forbidden'],
    ['show', 'not-found'],
    ['update', 'not-found'],
    ['rotate', 'not-found'],
    ['delete', 'not-found'],
  ] as const)('%s by anybody else is %s and changes nothing', async (name, kind) => {
    const house = createHouse();
    await setSetting(house, 'application-creation', 'administrators');
    const { client } = await createClient(house, web);
    await expect(actions[name]({ ...house, actor: developer }, client.clientId)).rejects.toMatchObject({ kind });
    expect(await showClient(house, client.clientId)).toEqual(client);
    expect(await listClients(house, { limit: 10 })).toHaveLength(1);
  });
});
