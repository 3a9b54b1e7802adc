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
      const { realmId } = within(access, { personId, sector, subject: proposed });
      return access.write(async (db) => {
        // One statement, which waits for whoever writes the same row and lets it stand: Prisma would read first.
        const added = await db.$executeRaw`
          INSERT INTO pairwise_subject (realm_id, person_id, sector, subject)
            VALUES (${realmId}, ${personId}, ${sector}, ${proposed})
            ON CONFLICT (realm_id, person_id, sector) DO NOTHING`;
        return added === 1 ? proposed : ((await find(db, personId, sector)) ?? proposed);
      });
    },
  };
}
