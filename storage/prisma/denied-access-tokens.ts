/** Access tokens that were revoked by themselves, kept until they would have ended. */
import type { DeniedAccessTokenStore } from '@/protocol/ports';
import type { Access } from './access';
import { within } from './access';

export function createDeniedAccessTokenStore(access: Access): DeniedAccessTokenStore {
  const identified = (jti: string) => ({ realmId_jti: within(access, { jti }) });
  return {
    async add(jti, expiresAt) {
      const where = identified(jti);
      await access.write((db) =>
        db.deniedAccessToken.upsert({ where, create: { ...where.realmId_jti, expiresAt }, update: { expiresAt } }),
      );
    },
    async has(jti) {
      return (await access.read((db) => db.deniedAccessToken.findUnique({ where: identified(jti) }))) !== null;
    },
  };
}
