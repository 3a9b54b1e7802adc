/** Mail in a serving process: what is queued here goes out at once, and what others queued within seconds. */
import type { MailMessage } from '@/identity/ports';
import type { Clock } from '@/protocol/ports';
import type { Storage } from '@/storage/storage';
import type { Environment } from './env';
import type { Logger } from './logger';
import { createMailDelivery, readMessage } from './mail-delivery';
import { createOutboxDelivery } from './outbox-delivery';
import { createSmtpSender } from './smtp';
import type { MasterVault } from './vault';

/** The outbox of one realm, with the SMTP server of this process, if there is one. */
export function buildMailRoom(dependencies: {
  environment: Pick<Environment, 'smtpUrl' | 'mailFrom'>;
  storage: Storage;
  vault: MasterVault;
  clock: Clock;
  logger: Logger;
}) {
  const { environment, storage, vault, clock, logger } = dependencies;
  const { smtpUrl, mailFrom } = environment;
  const { issuer } = storage;
  const { mail } = storage.stores;
  const sender = smtpUrl === undefined ? undefined : createSmtpSender(smtpUrl, mailFrom);
  const deliver = createMailDelivery({ mail, mailVault: vault, clock, issuer, logger, sender });
  const delivery = createOutboxDelivery(deliver, (err) => logger.warn({ err }, 'the outbox of mail cannot be read'));
  return {
    ...{ wake: delivery.wake, start: delivery.start },
    /** Whether anybody hears from us: there is an SMTP server. */
    sends: sender !== undefined,
    /** A message in words, for those who look into the outbox; undefined once they are erased. */
    read: (message: MailMessage) => readMessage(message, vault, issuer),
    async stop() {
      await delivery.stop();
      sender?.close();
    },
  };
}
