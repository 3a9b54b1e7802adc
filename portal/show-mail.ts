/** Opens one message of the outbox. Its link may let its holder into an account, so who looked is written down. */
import type { MailMessage } from '@/identity/ports';
import { requireOperatorOf } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import type { MailDocument } from './list-mail';
import { toMailDocument } from './list-mail';
import { refusal } from './refusal';

export interface OpenMailDocument extends MailDocument {
  /** Null once the words are erased. */
  subject: string | null;
  text: string | null;
  html: string | null;
}

export interface ShowMail extends UseCase {
  /** A message in words; undefined once they are erased. */
  readMail(message: MailMessage): Promise<{ subject: string; text: string; html: string } | undefined>;
}

/** By id. Throws `kind: 'not-found'`, also to those who may not see mail. */
export async function showMail(useCase: ShowMail, id: string): Promise<OpenMailDocument> {
  requireOperatorOf(useCase.actor, 'message');
  const message = await useCase.storage.stores.mail.find(id);
  if (message === undefined) throw refusal('not-found', `There is no message ${id}.`);
  const { subject, text, html } = (await useCase.readMail(message)) ?? { subject: null, text: null, html: null };
  const { template } = message;
  await useCase.storage.transaction(({ audit }) =>
    audit.append(changeEntry(useCase, 'mail-show', { kind: 'mail', id }, { template })),
  );
  return { ...toMailDocument(message), subject, text, html };
}
