/** Lists the outbox of mail: whom we wrote to, and whether it went out. */
import type { MailMessage } from '@/identity/ports';
import { requireOperator } from './actor';
import type { UseCase } from './change';

export interface MailDocument {
  id: string;
  recipient: string;
  template: string;
  state: 'waiting' | 'delivered' | 'given-up';
  attempts: number;
  /** Why it has not gone out yet. */
  failure: string | null;
  created_at: string;
  /** When it is tried next. */
  due_at: string | null;
  delivered_at: string | null;
}

/** One page, the newest first; `after` is the id of the last one before. Throws `kind: 'forbidden'`. */
export async function listMail(
  useCase: Pick<UseCase, 'storage' | 'actor'>,
  page: { after?: string; limit: number },
): Promise<MailDocument[]> {
  requireOperator(useCase.actor);
  return (await useCase.storage.stores.mail.list(page)).map(toMailDocument);
}

/** What operators see of a message without opening it. */
export function toMailDocument(message: MailMessage): MailDocument {
  const { id, recipient, template, attempts, failureCode, createdAt, dueAt, deliveredAt } = message;
  const undelivered = dueAt === null ? 'given-up' : 'waiting';
  return {
    ...{ id, recipient, template, attempts },
    state: deliveredAt === null ? undelivered : 'delivered',
    failure: failureCode,
    created_at: createdAt.toISOString(),
    due_at: dueAt?.toISOString() ?? null,
    delivered_at: deliveredAt?.toISOString() ?? null,
  };
}
