/** Clients that were stored before claims could be mapped have what new ones have, and keep the rest. */
import { describe, expect, it } from 'vitest';
import { queryDatabase } from './testing/query.mjs';
import { aClient } from './testing/rows';
import { sharedKinds } from './testing/storages';

const migration = '20261121090000_claim_mappings';

describe.each(sharedKinds)('the claim settings of older clients on $name', ({ create }) => {
  it('are written by the migration', async () => {
    const database = await create();
    try {
      const { claims: _, scopeClaimsInIdToken: __, ...older } = aClient().settings;
      const client = aClient({ settings: { ...older, firstParty: true } as ReturnType<typeof aClient>['settings'] });
      const storage = await database.open();
      await storage.stores.clientAdministration.create(client);
      await storage.close();
      await queryDatabase(database.databaseUrl, `DELETE FROM _prisma_migrations WHERE migration_name = '${migration}'`);
      const migrated = await database.open();
      const found = await migrated.stores.clients.find(client.clientId);
      await migrated.close();
      expect(found?.settings).toEqual({ ...older, firstParty: true, claims: [], scopeClaimsInIdToken: false });
    } finally {
      await database.dispose();
    }
  });
});
