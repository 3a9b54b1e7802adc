import { describe, expect, test } from 'vitest';
import { createClient } from './create-client';
import { setSetting } from './set-setting';
import { createHouse } from './testing/house';
import { updateClient } from './update-client';

const web = { client_name: 'Shop', redirect_uris: ['https://shop.example.com/callback'] };

describe('implicit and hybrid', () => {
  const types = ['token', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'];
  const hybrid = (type: string) => ({
    ...web,
    grant_types: ['authorization_code', 'implicit'],
    response_types: ['code', type],
  });
  const refused = { kind: 'invalid', problems: [{ field: 'response_types', code: 'implicit-and-hybrid-off' }] };

  test.each(types)('%s is registered and gained only while the realm has it switched on', async (type) => {
    const house = createHouse();
    await expect(createClient(house, hybrid(type))).rejects.toMatchObject(refused);
    const { client } = await createClient(house, web);
    await expect(updateClient(house, client.clientId, { document: hybrid(type) })).rejects.toMatchObject(refused);
    await setSetting(house, 'implicit-and-hybrid', 'on');
    const made = await createClient(house, hybrid(type));
    await setSetting(house, 'implicit-and-hybrid', 'off');
    // What it has it keeps, so that its other members can still be changed; the authorization endpoint refuses it.
    const renamed = await updateClient(house, made.client.clientId, { document: { client_name: 'Store' } });
    expect(renamed.client.metadata).toMatchObject({ client_name: 'Store', response_types: ['code', type] });
  });

  test('the profile oauth21 and tokens through the browser exclude each other, from either side', async () => {
    const house = createHouse();
    await setSetting(house, 'implicit-and-hybrid', 'on');
    const forbidden = {
      kind: 'invalid',
      problems: [{ field: 'response_types', code: 'profile-forbids-front-channel' }],
    };
    const strict = { settings: { profile: 'oauth21' } };
    await expect(createClient(house, { ...hybrid('token'), ...strict })).rejects.toMatchObject(forbidden);
    const { client } = await createClient(house, hybrid('token'));
    await expect(updateClient(house, client.clientId, { document: strict })).rejects.toMatchObject(forbidden);
    const { client: oauth21 } = await createClient(house, { ...web, ...strict });
    await expect(updateClient(house, oauth21.clientId, { document: hybrid('token') })).rejects.toMatchObject(forbidden);
  });
});

describe('the password grant', () => {
  const trusted = { client_name: 'Till', grant_types: ['password', 'refresh_token'] };
  const refusedAs = (code: string) => ({ kind: 'invalid', problems: [{ field: 'grant_types', code }] });

  test('is registered and gained only while the realm has it switched on', async () => {
    const house = createHouse();
    await expect(createClient(house, trusted)).rejects.toMatchObject(refusedAs('password-grant-off'));
    const { client } = await createClient(house, web);
    const gain = { document: { grant_types: ['authorization_code', 'password'] } };
    await expect(updateClient(house, client.clientId, gain)).rejects.toMatchObject(refusedAs('password-grant-off'));
    await setSetting(house, 'implicit-and-hybrid', 'on');
    await expect(updateClient(house, client.clientId, gain)).rejects.toMatchObject(refusedAs('password-grant-off'));
    await setSetting(house, 'password-grant', 'on');
    expect((await updateClient(house, client.clientId, gain)).client.metadata.grant_types).toContain('password');
    const made = await createClient(house, trusted);
    await setSetting(house, 'password-grant', 'off');
    // What it has it keeps, so that its other members can still be changed; the token endpoint refuses it.
    const renamed = await updateClient(house, made.client.clientId, { document: { client_name: 'Desk' } });
    expect(renamed.client.metadata).toMatchObject({ client_name: 'Desk', grant_types: trusted.grant_types });
  });

  test('excludes the profile oauth21 and public clients, from either side', async () => {
    const house = createHouse();
    await setSetting(house, 'password-grant', 'on');
    const { client } = await createClient(house, trusted);
    const forbidden = [
      [{ settings: { profile: 'oauth21' } }, refusedAs('profile-forbids-password')],
      [{ token_endpoint_auth_method: 'none' }, refusedAs('password-public')],
    ] as const;
    for (const [document, refused] of forbidden) {
      await expect(createClient(house, { ...trusted, ...document })).rejects.toMatchObject(refused);
      await expect(updateClient(house, client.clientId, { document })).rejects.toMatchObject(refused);
      const { client: other } = await createClient(house, { ...web, ...document });
      const gain = { document: { grant_types: ['authorization_code', 'password'] } };
      await expect(updateClient(house, other.clientId, gain)).rejects.toMatchObject(refused);
    }
  });
});
