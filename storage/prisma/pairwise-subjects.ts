/** What the clients of a sector know people by: one row a person and sector, which never changes. */
import type { PairwiseSubjectStore } from '@/protocol/ports';
import type { Access, Queries } from './access';
import { within } from './access';

export function createPairwiseSubjectStore(access: Access): PairwiseSubjectStore {
  const find = async (db: Queries, personId: string, sector: string) => {
    const where = { realmId_personId_sector: within(access, { personId, sector }) };
    return (await db.pairwiseSubject.findUnique({ where, select: { subject: true } }))?.subject;
  };
  return {
    find: (personId, sector) => access.read((db) => find(db, personId, sector)),
    async settle(personId, sector, proposed) {
      const there = await access.read((db) => find(db, personId, sector));
      if (there !== undefined) return there;
      const key = within(access, { personId, sector });
      const create = { ...key, ...within(access, { subject: proposed }) };
      const where = { realmId_personId_sector: key };
      // Waits for whoever writes the same row, and lets it stand.
      return (await access.write((db) => db.pairwiseSubject.upsert({ where, create, update: {} }))).subject;
    },
  };
}
