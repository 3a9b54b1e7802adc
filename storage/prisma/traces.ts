/** Traces: what became of requests, for a week. Their events are appended; where they stand is kept beside. */
import { join, sqltag as sql } from '@prisma/client/runtime/client';
import { uuidv7 } from 'uuidv7';
import type { Person } from '@/identity/ports';
import type { Trace, TraceFilter, TraceStore } from '@/portal/ports';
import type { ProtocolEvent } from '@/protocol/ports';
import { assertPrimitives, pageSize } from '../query-values';
import { summarise } from '../trace-summary';
import type { Access, Queries } from './access';
import { within } from './access';
import { fromJson, toJson } from './columns';
import type { TraceEvent as EventRow, Prisma, Trace as TraceRow } from './generated/sqlite/client';
import { toPerson } from './people';

export function createTraceStore(access: Access): TraceStore {
  const { realmId } = access;
  return {
    async append(events) {
      if (events.length === 0) return;
      const data = events.map(({ traceId, clientId, subject: _, step, outcome, code, at, detail }) => ({
        ...{ realmId, id: uuidv7(), traceId, clientId: clientId ?? null, step },
        ...{ outcome, code, at, detail: toJson(detail) },
      }));
      const traces = summarise(events);
      await access.together(async (db) => {
        await db.traceEvent.createMany({ data });
        if (traces.length > 0) await keepStanding(db, realmId, traces);
      });
    },
    async find(traceId) {
      const where = within(access, { traceId });
      const rows = await access.read((db) =>
        db.traceEvent.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }], take: 1000 }),
      );
      return rows.map(toEvent);
    },
    async summary(traceId) {
      const where = { realmId_id: within(access, { id: traceId }) };
      const row = await access.read((db) => db.trace.findUnique({ where }));
      return row ? toTrace(row) : undefined;
    },
    peopleBehind: (subjects) => access.read((db) => peopleBehind(db, access, subjects)),
    async list(filter, { after, limit }) {
      const where = { ...toWhere(access, filter), ...(after === undefined ? {} : { AND: [olderThan(after)] }) };
      const orderBy = [{ startedAt: 'desc' as const }, { id: 'desc' as const }];
      const rows = await access.read((db) => db.trace.findMany({ where, orderBy, take: pageSize(limit) }));
      return rows.map(toTrace);
    },
  };
}

/** Those whom all clients know by one subject, and those whom clients of one sector do. */
async function peopleBehind(db: Queries, access: Access, subjects: string[]): Promise<Map<string, Person>> {
  const given = subjects.slice(0, 1000);
  const { realmId } = within(access, Object.fromEntries(given.entries()));
  const where = { realmId, subject: { in: given } };
  const people = await db.person.findMany({ where });
  const pairwise = await db.pairwiseSubject.findMany({ where, include: { person: true } });
  return new Map([
    ...people.map((row): [string, Person] => [row.subject, toPerson(row)]),
    ...pairwise.map(({ subject, person }): [string, Person] => [subject, toPerson(person)]),
  ]);
}

/** `mergeTrace` as one statement, which is the same in both databases. */
async function keepStanding(db: Queries, realmId: string, traces: Trace[]): Promise<void> {
  const rows = traces.map(
    ({ id, clientId, subject, startedAt, lastAt, step, outcome, code }) =>
      sql`(${realmId}, ${id}, ${clientId}, ${subject}, ${startedAt}, ${lastAt}, ${step}, ${outcome}, ${code})`,
  );
  await db.$executeRaw`
    INSERT INTO trace (realm_id, id, client_id, subject, started_at, last_at, step, outcome, code)
    VALUES ${join(rows)}
    ON CONFLICT (realm_id, id) DO UPDATE SET
      subject = coalesce(trace.subject, excluded.subject),
      started_at = CASE WHEN excluded.started_at < trace.started_at THEN excluded.started_at ELSE trace.started_at END,
      last_at = CASE WHEN excluded.last_at >= trace.last_at THEN excluded.last_at ELSE trace.last_at END,
      step = CASE WHEN excluded.last_at >= trace.last_at THEN excluded.step ELSE trace.step END,
      outcome = CASE WHEN excluded.last_at >= trace.last_at THEN excluded.outcome ELSE trace.outcome END,
      code = CASE WHEN excluded.last_at >= trace.last_at THEN excluded.code ELSE trace.code END`;
}

function toWhere(access: Access, { clientId, from, until, changedAfter, ...equal }: TraceFilter) {
  const given = Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined));
  const times = [from, until, changedAfter].filter((time) => time !== undefined);
  assertPrimitives({ ...given, ...times });
  const startedAt = { ...(from === undefined ? {} : { gte: from }), ...(until === undefined ? {} : { lt: until }) };
  return {
    ...within(access, { clientId }),
    ...(given as Omit<TraceFilter, 'clientId' | 'from' | 'until' | 'changedAfter'>),
    startedAt,
    ...(changedAfter === undefined ? {} : { lastAt: { gt: changedAfter } }),
  };
}

function olderThan({ id, startedAt }: Pick<Trace, 'id' | 'startedAt'>): Prisma.TraceWhereInput {
  assertPrimitives({ id, startedAt });
  return { startedAt: { lte: startedAt }, OR: [{ startedAt: { lt: startedAt } }, { id: { lt: id } }] };
}

function toTrace({ realmId: _, step, outcome, ...row }: TraceRow): Trace {
  return { ...row, step: step as Trace['step'], outcome: outcome as Trace['outcome'] };
}

function toEvent(row: EventRow): ProtocolEvent {
  return {
    traceId: row.traceId,
    realmId: row.realmId,
    ...(row.clientId === null ? {} : { clientId: row.clientId }),
    step: row.step as ProtocolEvent['step'],
    outcome: row.outcome as ProtocolEvent['outcome'],
    code: row.code,
    at: row.at,
    detail: fromJson<ProtocolEvent['detail']>(row.detail),
  };
}
