/** The audit between rows and ports. */
import type { AuditEntry } from '@/protocol/ports';
import { fromJson } from './columns';
import type { AuditEntry as AuditRow } from './generated/sqlite/client';

export function toAuditEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actor: { kind: row.actorKind as AuditEntry['actor']['kind'], id: row.actorId },
    action: row.action,
    object: { kind: row.objectKind, id: row.objectId },
    outcome: row.outcome as AuditEntry['outcome'],
    code: row.code,
    network: row.network,
    traceId: row.traceId,
    detail: fromJson<AuditEntry['detail']>(row.detail),
  };
}
