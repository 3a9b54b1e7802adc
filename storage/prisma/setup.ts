/** Whether the realm has its first administrator, and the one-time token that makes one. */
import type { SetupStore } from '@/identity/ports';
import type { Access } from './access';
import { within } from './access';

export function createSetupStore(access: Access): SetupStore {
  return {
    async isComplete() {
      const where = { id: access.realmId, firstAdministratorAt: { not: null } };
      return (await access.read((db) => db.realm.count({ where }))) === 1;
    },
    async complete(at) {
      const where = { id: access.realmId, firstAdministratorAt: null };
      const { count } = await access.write((db) => db.realm.updateMany({ where, data: { firstAdministratorAt: at } }));
      return count === 1;
    },
    async saveToken({ hash, createdAt, expiresAt }) {
      const outstanding = { ...within(access, {}), consumedAt: null };
      await access.together(async (db) => {
        await db.setupToken.deleteMany({ where: outstanding });
        await db.setupToken.create({ data: { realmId: access.realmId, hash, createdAt, expiresAt } });
      });
    },
    async findToken(hash) {
      const where = { realmId_hash: within(access, { hash }) };
      const row = await access.read((db) => db.setupToken.findUnique({ where, omit: { realmId: true } }));
      return row ?? undefined;
    },
    async consumeToken(hash, at) {
      const where = { ...within(access, { hash }), consumedAt: null, expiresAt: { gt: at } };
      const { count } = await access.write((db) => db.setupToken.updateMany({ where, data: { consumedAt: at } }));
      return count === 1;
    },
  };
}
