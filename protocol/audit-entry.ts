/** The durable row that tells of something; whoever did it appends it in the transaction of what it tells. */
import { issueRowId } from './identifiers';
import type { AuditEntry, Origin, RandomBytes } from './ports';

interface Facts extends Pick<AuditEntry, 'at' | 'actor' | 'action' | 'object'> {
  /** A closed code of ours, where there is a cause to name. */
  code?: string;
  detail?: AuditEntry['detail'];
}

/** A row of something that was done. Never put a secret into `detail`. */
export function auditEntry({ code, detail, ...facts }: Facts, origin: Origin, random: RandomBytes): AuditEntry {
  const { network, traceId } = origin;
  const id = issueRowId(facts.at, random);
  return { id, ...facts, outcome: 'success', code: code ?? null, network, traceId, detail: detail ?? {} };
}
