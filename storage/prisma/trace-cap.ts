/** No client keeps more traces than its newest: whoever knows a client id can make requests that leave one. */
import { tracesOfEachClient } from '../retention';
import type { Access } from './access';
import { within } from './access';

const batchSize = 500;
const batchesOfEachClient = 200;

/** Deletes the oldest traces of clients that have too many, with their events; returns the number of rows. */
export async function capTraces(access: Access, most = tracesOfEachClient): Promise<number> {
  const { realmId } = within(access, {});
  const crowded = await access.read((db) =>
    db.trace.groupBy({
      ...{ by: ['clientId'], where: { realmId }, orderBy: { clientId: 'asc' } },
      having: { clientId: { _count: { gt: most } } },
    }),
  );
  let rows = 0;
  for (const { clientId } of crowded) {
    for (let batch = 0; batch < batchesOfEachClient; batch += 1) {
      const count = await deleteBeyond(access, clientId, most);
      rows += count;
      if (count === 0) break;
    }
  }
  return rows;
}

async function deleteBeyond(access: Access, clientId: string, most: number): Promise<number> {
  const where = within(access, { clientId });
  const beyond = await access.read((db) =>
    db.trace.findMany({
      ...{ where, orderBy: [{ startedAt: 'desc' }, { id: 'desc' }], skip: most, take: batchSize, select: { id: true } },
    }),
  );
  if (beyond.length === 0) return 0;
  const ids = beyond.map(({ id }) => id);
  const { realmId } = where;
  return access.together(async (db) => {
    const events = await db.traceEvent.deleteMany({ where: { realmId, traceId: { in: ids } } });
    const traces = await db.trace.deleteMany({ where: { realmId, id: { in: ids } } });
    return events.count + traces.count;
  });
}
