/** The audit, searched. Ids are UUIDv7, so that every index that ends with the id gives the newest first, without sorting. */
import type { AuditQuery, Slice } from '@/portal/ports';
import type { AuditEntry } from '@/protocol/ports';
import { fromCursor } from '../cursor';
import { pageSize } from '../query-values';
import { cutSlice } from '../slice';
import type { Access } from './access';
import { within } from './access';
import { toAuditEntry } from './audit-rows';
import type { Prisma } from './generated/sqlite/client';

export async function queryAudit(access: Access, query: AuditQuery): Promise<Slice<AuditEntry>> {
  const limit = pageSize(query.limit);
  const where = { AND: [filterOf(access, query), spanOf(query), behind(query)] };
  const rows = await access.read((db) => db.auditEntry.findMany({ where, orderBy: { id: 'desc' }, take: limit + 1 }));
  return cutSlice(rows.map(toAuditEntry), limit, ({ id }) => ({ key: '', id }));
}

function filterOf(access: Access, query: AuditQuery): Prisma.AuditEntryWhereInput {
  const { actorId, action, objectKind, objectId, outcome } = query;
  const given = Object.entries({ actorId, action, objectKind, objectId, outcome }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return within(access, Object.fromEntries(given));
}

/** An id begins with the milliseconds at which it was made, with the row. */
function spanOf({ from, until }: AuditQuery): Prisma.AuditEntryWhereInput {
  return {
    id: { ...(from ? { gte: idOf(from, -aMinute) } : {}), ...(until ? { lt: idOf(until, aMinute) } : {}) },
    at: { ...(from ? { gte: from } : {}), ...(until ? { lt: until } : {}) },
  };
}

/** The id is made a moment before its row, and a clock may be set meanwhile. */
const aMinute = 60_000;

function idOf(time: Date, shift: number): string {
  const hex = Math.max(0, time.getTime() + shift)
    .toString(16)
    .padStart(12, '0')
    .slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

function behind({ after }: AuditQuery): Prisma.AuditEntryWhereInput {
  return after === undefined ? {} : { id: { lt: fromCursor(after).id } };
}
