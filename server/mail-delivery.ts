/** What the outbox of mail holds is given to an SMTP server: at least once each, by one process at a time. */
import { hasKind } from '@/identity/failure';
import { openLetter } from '@/identity/mail';
import type { Clock, MailFailureCode, MailMessage, MailStore, MailVault } from '@/identity/ports';
import type { Logger } from './logger';
import type { MailText } from './mail-words';
import { putIntoWords } from './mail-words';
import type { MailSender } from './smtp';
import { mailFailureOf } from './smtp';

export interface MailDeliveryDependencies {
  mail: MailStore;
  mailVault: MailVault;
  clock: Clock;
  issuer: string;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Undefined without SMTP_URL: everything waits. */
  sender: MailSender | undefined;
}

/** Longer than a message may take, so that only a process that died leaves its messages to others. */
const leaseSeconds = 60;
const atOnce = 5;
/** The wait after each attempt that failed; the last one again and again, until nobody needs the message. */
const waitSeconds = [5, 30, 120, 600, 1800, 3600];

/**
 * Builds what takes the messages that are due and sends them. Returns how many it took; more may be due when it took any.
 * A process that dies between the server's yes and the note of it sends that message again.
 */
export function createMailDelivery(dependencies: MailDeliveryDependencies): () => Promise<number> {
  const { clock, mail } = dependencies;
  return async () => {
    const at = clock.now();
    const until = new Date(at.getTime() + leaseSeconds * 1000);
    const messages = await mail.claim({ at, until, limit: atOnce });
    await Promise.all(messages.map((message) => deliver(message, dependencies)));
    return messages.length;
  };
}

async function deliver(message: MailMessage, dependencies: MailDeliveryDependencies): Promise<void> {
  const { mail, clock, issuer, logger, sender } = dependencies;
  const { id, recipient, attempts, template } = message;
  const words = await readMessage(message, dependencies.mailVault, issuer);
  const told = { recipient, subject: words?.subject ?? template };
  if (words === undefined) return giveUp('unreadable');
  if (message.expiresAt <= clock.now()) return giveUp('too-late');
  if (sender === undefined) {
    if (attempts === 1) logger.info(told, 'mail waits in the outbox: there is no SMTP_URL');
    return postpone('no-smtp', 3600);
  }
  const failure = await sender.send({ id, recipient, ...words }).then(() => undefined, mailFailureOf);
  if (failure === 'refused') return giveUp(failure);
  if (failure !== undefined) {
    logger.warn({ ...told, code: failure, attempts }, 'mail not sent yet');
    return postpone(failure, waitSeconds[Math.min(attempts, waitSeconds.length) - 1] ?? 3600);
  }
  await mail.setDelivered(id, clock.now());
  logger.info(told, 'mail sent');

  function giveUp(code: MailFailureCode): Promise<void> {
    logger.warn({ ...told, code, attempts }, 'mail given up');
    return mail.setFailed(message, code, null);
  }
  function postpone(code: MailFailureCode, seconds: number): Promise<void> {
    return mail.setFailed(message, code, new Date(clock.now().getTime() + seconds * 1000));
  }
}

/** The words of a message; undefined when they are erased, or sealed under a master secret that is gone. */
export async function readMessage(
  message: MailMessage,
  mailVault: MailVault,
  issuer: string,
): Promise<MailText | undefined> {
  try {
    const letter = await openLetter(mailVault, message);
    return letter && (await putIntoWords(letter, { issuer, recipient: message.recipient }));
  } catch (error) {
    if (hasKind(error, 'vault-refused')) return undefined;
    throw error;
  }
}
