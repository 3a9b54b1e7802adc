/** Clients that were registered before their origins had rows get the very rows that the store writes. */
import { describe, expect, it } from 'vitest';
import { queryDatabase } from './testing/query.mjs';
import { aClient } from './testing/rows';
import { sharedKinds } from './testing/storages';

const migration = '20261121060000_client_origins';
const redirectUris = [
  ['https://APP.Example:443/cb?next=https://other.example/', 'https://app.example/other'],
  ['https://app.example:8443/cb', 'https://query.example?here', 'https://bare.example'],
  ['http://localhost:5173/cb', 'http://127.0.0.1:80/cb', 'http://[::1]:8080/cb', 'com.example.app:/cb'],
];
const clients = [
  ...redirectUris.map((redirect_uris) => ({ method: 'none' as const, redirect_uris, allowedOrigins: null })),
  { method: 'none' as const, redirect_uris: ['https://hidden.example/cb'], allowedOrigins: ['https://listed.example'] },
  { method: 'none' as const, redirect_uris: ['https://nobody.example/cb'], allowedOrigins: [] },
  { method: 'client_secret_basic' as const, redirect_uris: ['https://server.example/cb'], allowedOrigins: null },
  {
    method: 'client_secret_basic' as const,
    redirect_uris: ['https://server.example/cb'],
    allowedOrigins: ['https://a.example', 'http://localhost:3000'],
  },
];

describe.each(sharedKinds)('the origins of clients on $name', ({ create }) => {
  it('are written by the migration as the store writes them', async () => {
    const database = await create();
    try {
      const storage = await database.open();
      for (const { method, redirect_uris, allowedOrigins } of clients) {
        const { metadata, settings } = aClient();
        const registered = { ...metadata, redirect_uris, token_endpoint_auth_method: method };
        const client = aClient({ metadata: registered, settings: { ...settings, allowedOrigins } });
        await storage.stores.clientAdministration.create(client);
      }
      await storage.close();
      const rows = () =>
        queryDatabase(database.databaseUrl, 'SELECT client_row_id, origin FROM client_origin ORDER BY 1, 2');
      const written = await rows();
      expect(written.map(({ origin }) => origin)).toContain('https://app.example');
      expect(written).toHaveLength(10);

      await queryDatabase(database.databaseUrl, 'DROP TABLE client_origin');
      await queryDatabase(database.databaseUrl, `DELETE FROM _prisma_migrations WHERE migration_name = '${migration}'`);
      await (await database.open()).close();
      expect(await rows()).toEqual(written);
    } finally {
      await database.dispose();
    }
  });
});
