/** Reads the audit: who changed what, and how it went. */
import type { AuditEntry } from '@/protocol/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';
import type { AuditQuery, Slice } from './ports';

/** So many rows are read at once for an export. */
const rowsAtOnce = 500;

/** A part of it, the newest first. Throws `kind: 'forbidden' | 'invalid-cursor'`. */
export async function searchAudit(
  { storage, actor }: Pick<UseCase, 'storage' | 'actor'>,
  query: AuditQuery,
): Promise<Slice<AuditEntry>> {
  requireOperator(actor);
  return storage.stores.auditReader.query(query);
}

/** All that fits, the newest first, read while it is taken. Throws `kind: 'forbidden'` at once. */
export function readWholeAudit(
  useCase: Pick<UseCase, 'storage' | 'actor'>,
  filter: Omit<AuditQuery, 'after' | 'limit'>,
): AsyncGenerator<AuditEntry[]> {
  requireOperator(useCase.actor);
  return readParts(useCase, filter);
}

async function* readParts({ storage }: Pick<UseCase, 'storage'>, filter: Omit<AuditQuery, 'after' | 'limit'>) {
  let after: string | null = null;
  do {
    const query: AuditQuery = { ...filter, limit: rowsAtOnce, ...(after === null ? {} : { after }) };
    const { rows, next }: Slice<AuditEntry> = await storage.stores.auditReader.query(query);
    if (rows.length > 0) yield rows;
    after = next;
  } while (after !== null);
}
