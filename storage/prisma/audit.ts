/** The audit: appended and read, never changed. */
import type { AuditReader } from '@/portal/ports';
import type { AuditStore } from '@/protocol/ports';
import { pageSize } from '../query-values';
import type { Access } from './access';
import { within } from './access';
import { queryAudit } from './audit-query';
import { toAuditEntry } from './audit-rows';
import { toJson } from './columns';

export function createAuditStore(access: Access): AuditStore & AuditReader {
  return {
    async append({ actor, object, detail, ...entry }) {
      const { id, at, action, outcome, code, network, traceId } = entry;
      const columns = { id, at, action, outcome, code, network, traceId, detail: toJson(detail) };
      const named = { actorKind: actor.kind, actorId: actor.id, objectKind: object.kind, objectId: object.id };
      await access.write((db) => db.auditEntry.create({ data: { realmId: access.realmId, ...columns, ...named } }));
    },
    /** Newest first: the ids are UUIDv7. */
    async list({ after, limit }) {
      const where = {
        ...within(access, {}),
        ...(after === undefined ? {} : { id: { lt: within(access, { after }).after } }),
      };
      const rows = await access.read((db) =>
        db.auditEntry.findMany({ where, orderBy: { id: 'desc' }, take: pageSize(limit) }),
      );
      return rows.map(toAuditEntry);
    },
    query: (query) => queryAudit(access, query),
  };
}
