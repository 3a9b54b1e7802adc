/** Who asks for a use case, and whether they may. */
import type { AuditEntry } from '@/identity/ports';
import { refusal } from './refusal';

export type Actor =
  /** Whoever can run the command line on the machine has the database anyway. */
  | { kind: 'command-line' }
  /** Work of the house itself, by the clock. */
  | { kind: 'system' }
  | { kind: 'person'; personId: string; administrator: boolean };

/** Lets the command line, the house itself and administrators through; throws `kind: 'forbidden'` for everybody else. */
export function requireOperator(actor: Actor): void {
  if (actor.kind === 'person' && !actor.administrator) throw refusal('forbidden', 'only administrators may do this');
}

/** The same for one object: to others it does not exist, so it throws `kind: 'not-found'` (SECURITY invariant 10). */
export function requireOperatorOf(actor: Actor, object: string): void {
  if (actor.kind === 'person' && !actor.administrator) throw refusal('not-found', `there is no such ${object}`);
}

/** The actor as an audit row names it. */
export function auditActor(actor: Actor): AuditEntry['actor'] {
  return actor.kind === 'person' ? { kind: 'person', id: actor.personId } : { kind: actor.kind, id: null };
}
