/** Who asks for a use case, and whether they may. */
import type { AuditEntry } from '@/identity/ports';
import { refusal } from './refusal';

export type Actor =
  /** Whoever can run the command line on the machine has the database anyway. */
  | { kind: 'command-line' }
  /** Work of the house itself, by the clock. */
  | { kind: 'system' }
  | { kind: 'person'; personId: string; administrator: boolean }
  /** A client that registers or manages itself, and may do nothing else. */
  | { kind: 'client'; clientId: string }
  /** A back-end with an access token of the management API for itself, whose scopes say what of it it may use. */
  | { kind: 'service'; clientId: string };

/** Lets the command line, the house itself and administrators through; throws `kind: 'forbidden'` for everybody else. */
export function requireOperator(actor: Actor): void {
  if (!isOperator(actor)) throw refusal('forbidden', 'only administrators may do this');
}

/** The same for one object: to others it does not exist, so it throws `kind: 'not-found'` (SECURITY invariant 10). */
export function requireOperatorOf(actor: Actor, object: string): void {
  if (!isOperator(actor)) throw refusal('not-found', `there is no such ${object}`);
}

/** True for those to whom everything of the realm is open. */
export function isOperator(actor: Actor): boolean {
  return actor.kind === 'person' ? actor.administrator : actor.kind !== 'client';
}

/** The actor as an audit row names it. */
export function auditActor(actor: Actor): AuditEntry['actor'] {
  if (actor.kind === 'person') return { kind: 'person', id: actor.personId };
  if (actor.kind === 'client' || actor.kind === 'service') return { kind: 'client', id: actor.clientId };
  return { kind: actor.kind, id: null };
}

/** The person who acts; null for software. */
export function personOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.personId : null;
}
