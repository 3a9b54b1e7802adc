import { describe, expect, test } from 'vitest';
import { openClientSecret } from '@/protocol/client-metadata/sealed-secret';
import type { Client } from '@/protocol/ports';
import { toClientDocument } from './client-document';
import { createClient } from './create-client';
import { rotateClientSecret } from './rotate-client-secret';
import type { House } from './testing/house';
import { createHouse } from './testing/house';
import { updateClient } from './update-client';

const web = { client_name: 'Shop', redirect_uris: ['https://shop.example.com/callback'] };
const signing = { ...web, token_endpoint_auth_method: 'client_secret_jwt' };
const jwks = { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'one' }] };
const withKey = { ...web, token_endpoint_auth_method: 'private_key_jwt', jwks };
const method = (token_endpoint_auth_method: string, more = {}) => ({
  document: { token_endpoint_auth_method, ...more },
});

/** The secrets of a client that can be read back, and those that cannot, by their beginnings. */
async function readable({ vault }: House, { secrets }: Client) {
  const opened = await Promise.all(secrets.map((secret) => openClientSecret(secret, vault)));
  return opened.map((bytes) => (bytes === undefined ? null : new TextDecoder().decode(bytes)));
}

describe('a secret that signs', () => {
  test('is kept sealed, and nothing that is printed shows that form', async () => {
    const house = createHouse();
    const { client, issued } = await createClient(house, signing);
    expect(await readable(house, client)).toEqual([issued?.value]);
    const document = JSON.stringify(toClientDocument(client, issued));
    expect(document).not.toContain(client.secrets[0]?.sealed);
    const audit = JSON.stringify(await house.storage.stores.auditReader.list({ limit: 10 }));
    expect(audit).not.toContain(issued?.value);
    expect(audit).not.toContain(client.secrets[0]?.sealed);
  });

  test('is the only kind that is', async () => {
    const house = createHouse();
    for (const document of [web, { ...web, token_endpoint_auth_method: 'client_secret_post' }]) {
      expect((await createClient(house, document)).client.secrets.map(({ sealed }) => sealed)).toEqual([null]);
    }
  });

  test('is rotated like any other: the old one stays readable until it expires', async () => {
    const house = createHouse();
    const { client, issued } = await createClient(house, signing);
    const rotated = await rotateClientSecret(house, client.clientId);
    expect((await readable(house, rotated.client)).sort()).toEqual([issued?.value, rotated.issued.value].sort());
  });
});

describe('a change of the method', () => {
  test('to one that signs makes a secret, since a hash cannot sign; the old one goes', async () => {
    const house = createHouse();
    const { client } = await createClient(house, web);
    const changed = await updateClient(house, client.clientId, method('client_secret_jwt'));
    expect(await readable(house, changed.client)).toEqual([changed.issued?.value]);
  });

  test('from one that signs keeps the secret, and forgets its sealed form', async () => {
    const house = createHouse();
    const { client } = await createClient(house, signing);
    const changed = await updateClient(house, client.clientId, method('client_secret_basic'));
    expect(changed.issued).toBeUndefined();
    expect(changed.client.secrets).toEqual([{ ...client.secrets[0], sealed: null }]);
  });

  test('to keys takes every secret away, and back gives a new one', async () => {
    const house = createHouse();
    const { client, issued } = await createClient(house, signing);
    const keyed = await updateClient(house, client.clientId, method('private_key_jwt', { jwks }));
    expect(keyed).toMatchObject({ client: { secrets: [] } });
    expect(keyed.issued).toBeUndefined();
    const back = await updateClient(house, client.clientId, method('client_secret_jwt'));
    expect(back.issued?.value).not.toBe(issued?.value);
    expect(await readable(house, back.client)).toEqual([back.issued?.value]);
  });

  test.each([
    ['to keys without any', 'jwks', method('private_key_jwt')],
    ['to an empty set', 'jwks', method('private_key_jwt', { jwks: { keys: [] } })],
    [
      'with the algorithm of another',
      'token_endpoint_auth_signing_alg',
      method('client_secret_jwt', { token_endpoint_auth_signing_alg: 'ES256' }),
    ],
  ])('%s is refused at %s, and changes nothing', async (_what, field, change) => {
    const house = createHouse();
    const { client } = await createClient(house, web);
    const refused = updateClient(house, client.clientId, change);
    await expect(refused).rejects.toMatchObject({ kind: 'invalid', problems: [{ field }] });
    expect(await house.storage.stores.clientAdministration.find(client.clientId)).toEqual(client);
  });
});

test('a client with keys of its own gets no secret, and has none to rotate', async () => {
  const house = createHouse();
  const { client, issued } = await createClient(house, withKey);
  expect(issued).toBeUndefined();
  expect(client.secrets).toEqual([]);
  await expect(rotateClientSecret(house, client.clientId)).rejects.toMatchObject({ kind: 'invalid' });
});
