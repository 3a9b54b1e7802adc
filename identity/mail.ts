/** A letter to somebody: sealed for the outbox, and opened again by whoever delivers or shows it (DECISIONS 28). */
import { issueRowId } from './identifiers';
import type { Clock, MailMessage, MailParameters, MailTemplate, MailVault, RandomBytes } from './ports';

/** What a mail says, before it is put into words. */
export type Letter = {
  [Template in MailTemplate]: { template: Template; parameters: MailParameters[Template] };
}[MailTemplate] & {
  /** BCP 47. */
  locale: string;
};

export interface Addressed {
  recipient: string;
  /** When nobody needs it any more. */
  expiresAt: Date;
}

export interface MailDependencies {
  clock: Clock;
  random: RandomBytes;
  mailVault: MailVault;
}

const noticeSeconds = 3 * 86_400;

/** The message that holds a letter, due at once; add it in the transaction of what it tells. */
export async function sealLetter(
  { clock, random, mailVault }: MailDependencies,
  { template, ...content }: Letter,
  { recipient, expiresAt }: Addressed,
): Promise<MailMessage> {
  const id = issueRowId({ clock, random });
  const now = clock.now();
  const sealedParameters = await mailVault.seal(new TextEncoder().encode(JSON.stringify(content)), purposeOf(id));
  const state = { createdAt: now, dueAt: now, attempts: 0, deliveredAt: null, failureCode: null };
  return { id, recipient, template, sealedParameters, expiresAt, ...state };
}

/** The letter of a message; undefined once its content is erased. Throws `kind: 'vault-refused'`. */
export async function openLetter(mailVault: MailVault, message: MailMessage): Promise<Letter | undefined> {
  if (message.sealedParameters === null) return undefined;
  const content = await mailVault.open(message.sealedParameters, purposeOf(message.id));
  return { template: message.template, ...JSON.parse(new TextDecoder().decode(content)) };
}

/** The end of a message that tells of a change and links to nothing that ends. */
export function noticeEnd(clock: Clock): Date {
  return new Date(clock.now().getTime() + noticeSeconds * 1000);
}

const purposeOf = (id: string) => `mail:${id}`;
