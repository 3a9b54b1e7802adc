/** Counters of what clients do, added up by the database itself. */
import { join, sqltag as sql } from '@prisma/client/runtime/client';
import type { UsageCount, UsageStore, UsageSubject } from '@/portal/ports';
import { assertPrimitives } from '../query-values';
import type { CountRow } from '../usage-spans';
import { spread, startOf } from '../usage-spans';
import type { Access, Queries } from './access';
import { within } from './access';

export function createUsageStore(access: Access): UsageStore {
  return {
    async add(counts, signedIn) {
      if (counts.length === 0 && signedIn.length === 0) return;
      await access.together(async (db) => {
        const people = await countPeople(db, access.realmId, signedIn);
        const rows = spread([...counts, ...people]);
        if (rows.length > 0) await addRows(db, access.realmId, rows);
      });
    },
    async read(clientId, span, from, until) {
      assertPrimitives({ span, from, until });
      const where = { ...within(access, { clientId }), span, startsAt: { gte: from, lt: until } };
      const orderBy = [{ startsAt: 'asc' as const }, { measure: 'asc' as const }, { kind: 'asc' as const }];
      const rows = await access.read((db) => db.usageCount.findMany({ where, orderBy }));
      return rows.map(({ startsAt, measure, kind, count }) => ({
        ...{ startsAt, measure: measure as UsageCount['measure'], kind, count },
      }));
    },
  };
}

/** Those who were not counted yet on that day, as counts of their hour. */
async function countPeople(db: Queries, realmId: string, signedIn: readonly UsageSubject[]) {
  const counts: Array<UsageCount & { clientId: string }> = [];
  for (const { clientId, at, subject } of inOrder(signedIn)) {
    const added = await db.$executeRaw`
      INSERT INTO usage_person (realm_id, client_id, starts_at, subject)
      VALUES (${realmId}, ${clientId}, ${startOf('day', at)}, ${subject}) ON CONFLICT DO NOTHING`;
    if (added > 0) counts.push({ clientId, startsAt: at, measure: 'person', kind: '', count: 1 });
  }
  return counts;
}

/** Parallel writers of the same rows come past each other only in one order. */
function inOrder(signedIn: readonly UsageSubject[]): UsageSubject[] {
  const keyOf = ({ clientId, at, subject }: UsageSubject) => `${clientId} ${startOf('day', at).getTime()} ${subject}`;
  return [...signedIn].sort((first, second) => (keyOf(first) < keyOf(second) ? -1 : 1));
}

async function addRows(db: Queries, realmId: string, rows: CountRow[]): Promise<void> {
  const values = rows.map(
    ({ clientId, span, startsAt, measure, kind, count }) =>
      sql`(${realmId}, ${clientId}, ${span}, ${startsAt}, ${measure}, ${kind}, ${count})`,
  );
  await db.$executeRaw`
    INSERT INTO usage_count (realm_id, client_id, span, starts_at, measure, kind, count) VALUES ${join(values)}
    ON CONFLICT (realm_id, client_id, span, starts_at, measure, kind)
      DO UPDATE SET count = usage_count.count + excluded.count`;
}
