/** Traces: what went wrong with a request, for a week. */
import { uuidv7 } from 'uuidv7';
import type { ProtocolEvent } from '@/protocol/ports';
import type { Storage } from '../storage';
import type { Access } from './access';
import { within } from './access';
import { fromJson, toJson } from './columns';
import type { TraceEvent as TraceRow } from './generated/sqlite/client';

export function createTraceStore(access: Access): Storage['traces'] {
  return {
    async append(events) {
      if (events.length === 0) return;
      const data = events.map(({ traceId, clientId, step, outcome, code, at, detail }) => ({
        ...{ realmId: access.realmId, id: uuidv7(), traceId, clientId: clientId ?? null, step },
        ...{ outcome, code, at, detail: toJson(detail) },
      }));
      await access.write((db) => db.traceEvent.createMany({ data }));
    },
    async find(traceId) {
      const where = within(access, { traceId });
      const rows = await access.read((db) =>
        db.traceEvent.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }], take: 1000 }),
      );
      return rows.map(toEvent);
    },
  };
}

function toEvent(row: TraceRow): ProtocolEvent {
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
