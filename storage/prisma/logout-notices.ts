/** The outbox of back-channel logout. */
import { uuidv7 } from 'uuidv7';
import type { ClientMetadata, LogoutNoticeStore } from '@/protocol/ports';
import type { Access, Queries } from './access';
import { within } from './access';
import { fromJson } from './columns';

export function createLogoutNoticeStore(access: Access): LogoutNoticeStore {
  return {
    async addOfSessions(sessionIds, at) {
      if (sessionIds.length === 0) return;
      await access.together((db) => addOfSessions(db, access, sessionIds, at));
    },
    async claim({ at, until, clients, ofEach }) {
      const due = { ...within(access, {}), dueAt: { lte: at } };
      const ids = await access.read((db) => findDue(db, due, { clients, ofEach }));
      if (ids.length === 0) return [];
      // Whoever is second finds them due later: the condition is looked at again when the row is written.
      const where = { ...due, id: { in: ids } };
      const data = { dueAt: until, attempts: { increment: 1 } };
      const rows = await access.write((db) => db.logoutNotice.updateManyAndReturn({ where, data }));
      return rows.map(({ realmId: _, dueAt: __, ...notice }) => notice);
    },
    async delete(id) {
      await access.write((db) => db.logoutNotice.deleteMany({ where: within(access, { id }) }));
    },
    async postpone({ id, attempts }, dueAt) {
      const where = { ...within(access, { id }), attempts };
      await access.write((db) => db.logoutNotice.updateMany({ where, data: { dueAt } }));
    },
  };
}

async function addOfSessions(db: Queries, access: Access, sessionIds: string[], at: Date): Promise<void> {
  const { realmId } = within(access, Object.fromEntries(sessionIds.entries()));
  const granted = await db.authorization.findMany({
    where: { realmId, sessionId: { in: sessionIds } },
    distinct: ['sessionId', 'clientId'],
    select: { clientId: true, subject: true, sid: true },
  });
  const told = await clientsToTell(db, realmId, [...new Set(granted.map(({ clientId }) => clientId))]);
  const data = granted
    .filter(({ clientId }) => told.has(clientId))
    .map(({ clientId, subject, sid }) => ({
      ...{ realmId, id: uuidv7(), clientId, subject, sid: sid ?? '' },
      ...{ createdAt: at, dueAt: at, attempts: 0 },
    }));
  if (data.length > 0) await db.logoutNotice.createMany({ data });
}

async function clientsToTell(db: Queries, realmId: string, clientIds: string[]): Promise<Set<string>> {
  const where = { realmId, clientId: { in: clientIds }, status: 'active' };
  const rows = await db.client.findMany({ where, select: { clientId: true, metadata: true } });
  const told = rows.filter(({ metadata }) => fromJson<ClientMetadata>(metadata).backchannel_logout_uri !== undefined);
  return new Set(told.map(({ clientId }) => clientId));
}

async function findDue(
  db: Queries,
  due: { realmId: string; dueAt: { lte: Date } },
  { clients, ofEach }: { clients: number; ofEach: number },
): Promise<string[]> {
  const longestWaiting = await db.logoutNotice.groupBy({
    by: ['clientId'],
    where: due,
    orderBy: { _min: { dueAt: 'asc' } },
    take: clients,
  });
  const ids: string[] = [];
  for (const { clientId } of longestWaiting) {
    const where = { ...due, clientId };
    const rows = await db.logoutNotice.findMany({
      ...{ where, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }], take: ofEach, select: { id: true } },
    });
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}
