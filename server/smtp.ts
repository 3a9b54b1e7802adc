/** Mail through an SMTP server: a small pool of connections, with time-outs at every step. */
import type { Transporter } from 'nodemailer';
import type { MailFailureCode } from '@/identity/ports';
import { isLoopback } from './env-rules';
import type { MailText } from './mail-words';

export interface OutgoingMail extends MailText {
  /** Repeated when the same message is sent again, so that the recipient's server can tell. */
  id: string;
  recipient: string;
}

export interface MailSender {
  /** Resolves once the server has taken the message; throws what `mailFailureOf` explains. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

const connectMilliseconds = 10_000;
const silentMilliseconds = 15_000;
/** For one message in all: a server that answers drop by drop holds up nobody else. */
const wholeMilliseconds = 40_000;

/** A sender for `SMTP_URL`; nothing is connected, or even loaded, before the first message. */
export function createSmtpSender(url: string, from: string): MailSender {
  let transport: Promise<Transporter> | undefined;
  return {
    async send({ id, recipient, subject, text, html }) {
      transport ??= openTransport(url);
      const sending = (await transport).sendMail({
        from,
        // An object is one address, whatever it holds; a text would be read as a list.
        to: { name: '', address: recipient },
        messageId: `<${id}@${addressHost(from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        ...{ subject, text, html, disableFileAccess: true, disableUrlAccess: true },
      });
      await within(wholeMilliseconds, sending);
    },
    close() {
      transport?.then((open) => open.close()).catch(() => undefined);
    },
  };
}

async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    ...smtpServer(url),
    ...{ pool: true, maxConnections: 3, maxMessages: 100 },
    ...{ connectionTimeout: connectMilliseconds, greetingTimeout: connectMilliseconds },
    ...{ dnsTimeout: connectMilliseconds, socketTimeout: silentMilliseconds },
  });
}

/** The server that an `SMTP_URL` names. A password goes over the network by TLS or not at all (RFC 3207 section 6). */
export function smtpServer(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const user = decodeURIComponent(username);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(password) } }),
    requireTLS: !secure && user !== '' && !isLoopback(hostname),
  };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The server took too long.')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const addressHost = (from: string) => /@([^@\s>]+)>?$/.exec(from)?.[1] ?? 'localhost';

/** What went wrong, in one word: `refused` alone is for good (RFC 5321 section 4.2.1). */
export function mailFailureOf(error: unknown): MailFailureCode {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'login-refused';
  if (typeof responseCode !== 'number') return 'unreachable';
  const isAboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  return responseCode >= 500 && isAboutMessage ? 'refused' : 'deferred';
}
