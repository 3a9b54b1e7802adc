/** Requests that were carried out under an Idempotency-Key, for as long as the key counts. */
import type { IdempotentRequestStore } from '@/portal/ports';
import type { Access } from './access';
import { within } from './access';

export function createIdempotentRequestStore(access: Access): IdempotentRequestStore {
  return {
    async create(request) {
      const { realmId } = within(access, { hash: request.hash });
      await access.write((db) => db.idempotentRequest.create({ data: { realmId, ...request } }));
    },
    async find(hash) {
      const where = { realmId_hash: within(access, { hash }) };
      const row = await access.read((db) => db.idempotentRequest.findUnique({ where, omit: { realmId: true } }));
      return row ?? undefined;
    },
    async saveAnswer(hash, sealedAnswer) {
      await access.write((db) =>
        db.idempotentRequest.updateMany({ where: within(access, { hash }), data: { sealedAnswer } }),
      );
    },
  };
}
