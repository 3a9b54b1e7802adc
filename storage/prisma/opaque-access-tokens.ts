/** Opaque access tokens, by their hash. Those that a spend yields are written elsewhere, by prepared statements. */
import type { OpaqueAccessTokenStore } from '@/protocol/ports';
import type { Access } from './access';
import { within } from './access';
import { joinWords, splitWords } from './columns';

export function createOpaqueAccessTokenStore(access: Access): OpaqueAccessTokenStore {
  return {
    async create({ scopes, audience, ...columns }) {
      const lists = { scopes: joinWords(scopes), audience: joinWords(audience) };
      await access.write((db) =>
        db.opaqueAccessToken.create({ data: { realmId: access.realmId, ...columns, ...lists } }),
      );
    },
    async find(hash) {
      const where = { realmId_hash: within(access, { hash }) };
      const row = await access.read((db) => db.opaqueAccessToken.findUnique({ where, omit: { realmId: true } }));
      return row ? { ...row, scopes: splitWords(row.scopes), audience: splitWords(row.audience) } : undefined;
    },
  };
}
