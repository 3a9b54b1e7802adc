/** Password hashes, apart from the rows of people. */
import type { PasswordStore } from '@/identity/ports';
import type { Access } from './access';
import { within } from './access';

export function createPasswordStore(access: Access): PasswordStore {
  const identified = (personId: string) => ({ realmId_personId: within(access, { personId }) });
  return {
    async find(personId) {
      const row = await access.read((db) => db.passwordCredential.findUnique({ where: identified(personId) }));
      return row ? { hash: row.hash, changedAt: row.changedAt } : undefined;
    },
    async set(personId, hash, changedAt) {
      const where = identified(personId);
      await access.write((db) =>
        db.passwordCredential.upsert({
          where,
          create: { ...where.realmId_personId, hash, changedAt },
          update: { hash, changedAt },
        }),
      );
    },
  };
}
