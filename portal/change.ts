/** What every use case that changes something has in common. */
import type { Origin } from '@/identity/audit-entry';
import { auditEntry } from '@/identity/audit-entry';
import type { AuditEntry, Clock, RandomBytes } from '@/identity/ports';
import type { Actor } from './actor';
import { auditActor } from './actor';
import type { PortalStorage } from './ports';

export interface UseCase {
  storage: PortalStorage;
  clock: Clock;
  random: RandomBytes;
  actor: Actor;
  origin?: Origin;
}

/** The audit row of a change; append it with the transaction's stores. */
export function changeEntry(
  useCase: Omit<UseCase, 'storage'>,
  action: string,
  object: AuditEntry['object'],
  detail: AuditEntry['detail'] = {},
): AuditEntry {
  const { origin } = useCase;
  const facts = { actor: auditActor(useCase.actor), action, object, detail };
  return auditEntry(useCase, origin === undefined ? facts : { ...facts, origin });
}
