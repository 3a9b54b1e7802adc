/** Signing keys, their private halves sealed. */
import type { SigningKeyRecord, SigningKeyStore } from '@/protocol/ports';
import type { Access } from './access';
import { within } from './access';
import { fromJson, toJson } from './columns';
import type { SigningKey as SigningKeyRow } from './generated/sqlite/client';

export function createSigningKeyStore(access: Access): SigningKeyStore {
  const toRow = (key: SigningKeyRecord) => {
    const { kid, alg, sealedPrivateJwk, createdAt, signsFrom, removedAt } = key;
    const publicJwk = toJson(key.publicJwk);
    return { realmId: access.realmId, kid, alg, publicJwk, sealedPrivateJwk, createdAt, signsFrom, removedAt };
  };
  return {
    async list() {
      const where = within(access, {});
      const rows = await access.read((db) =>
        db.signingKey.findMany({ where, orderBy: [{ createdAt: 'asc' }, { kid: 'asc' }] }),
      );
      return rows.map(toSigningKey);
    },
    async createFirst(keys) {
      const where = within(access, {});
      await access.change(async (db) => {
        const present = await db.signingKey.findMany({ where, select: { alg: true } });
        const taken = new Set(present.map(({ alg }) => alg));
        const missing = keys.filter(({ alg }) => !taken.has(alg));
        if (missing.length > 0) await db.signingKey.createMany({ data: missing.map(toRow) });
      });
    },
    rotate(key, olderRemovedAt, replacedKid) {
      const where = { ...within(access, { alg: key.alg }), removedAt: null };
      const replaced = replacedKid === undefined ? {} : within(access, { kid: replacedKid });
      return access.change(async (db) => {
        const { count } = await db.signingKey.updateMany({
          where: { ...where, ...replaced },
          data: { removedAt: olderRemovedAt },
        });
        if (count === 0 && replacedKid !== undefined) return false;
        await db.signingKey.create({ data: toRow(key) });
        return true;
      });
    },
    async reseal(kid, sealedPrivateJwk) {
      const where = within(access, { kid });
      await access.change((db) => db.signingKey.updateMany({ where, data: { sealedPrivateJwk } }));
    },
  };
}

function toSigningKey({ realmId: _, publicJwk, ...row }: SigningKeyRow): SigningKeyRecord {
  return { ...row, publicJwk: fromJson<Record<string, unknown>>(publicJwk) };
}
