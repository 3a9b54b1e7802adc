/** Initial access tokens, by their hash: a use is taken by a guarded statement. */
import type { InitialAccessTokenStore } from '@/portal/ports';
import type { Access } from './access';
import { within } from './access';

export function createInitialAccessTokenStore(access: Access): InitialAccessTokenStore {
  return {
    async create({ id, hash, label, usesLeft, createdAt, expiresAt }) {
      const data = { realmId: access.realmId, id, hash, label, usesLeft, createdAt, expiresAt };
      await access.write((db) => db.initialAccessToken.create({ data }));
    },
    list: () =>
      access.read((db) =>
        db.initialAccessToken.findMany({ where: within(access, {}), orderBy: { id: 'asc' }, omit: { realmId: true } }),
      ),
    async delete(id) {
      const where = within(access, { id });
      return (await access.write((db) => db.initialAccessToken.deleteMany({ where }))).count === 1;
    },
    async spend(hash, at) {
      const key = within(access, { hash });
      const where = { ...key, usesLeft: { gt: 0 }, expiresAt: { gt: at } };
      return access.together(async (db) => {
        const { count } = await db.initialAccessToken.updateMany({ where, data: { usesLeft: { decrement: 1 } } });
        if (count === 0) return undefined;
        return (await db.initialAccessToken.findUnique({ where: { realmId_hash: key }, select: { id: true } }))?.id;
      });
    },
  };
}
