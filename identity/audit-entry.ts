/** Builds the durable row that tells of a change or a sign-in; the caller appends it in the change's transaction. */
import { issueRowId } from './identifiers';
import type { AuditEntry, Clock, RandomBytes } from './ports';

export type AuditActor = AuditEntry['actor'];

/** Where a request came from, as far as it is known. */
export interface Origin {
  network: string | null;
  traceId: string | null;
}

export const unknownOrigin: Origin = { network: null, traceId: null };

export interface AuditFacts {
  actor: AuditActor;
  action: string;
  object: AuditEntry['object'];
  origin?: Origin;
  /** A closed code of why it failed; its presence makes the outcome a failure. */
  failureCode?: string;
  detail?: AuditEntry['detail'];
}

/** An audit row of now. Never put a secret, a password or a typed name that may be one into `detail`. */
export function auditEntry(dependencies: { clock: Clock; random: RandomBytes }, facts: AuditFacts): AuditEntry {
  const { network, traceId } = facts.origin ?? unknownOrigin;
  return {
    id: issueRowId(dependencies),
    at: dependencies.clock.now(),
    actor: facts.actor,
    action: facts.action,
    object: facts.object,
    outcome: facts.failureCode === undefined ? 'success' : 'failure',
    code: facts.failureCode ?? null,
    network,
    traceId,
    detail: facts.detail ?? {},
  };
}
