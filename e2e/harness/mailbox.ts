/** A real SMTP server in the test, which takes all mail and reads it. */
import type { AddressInfo } from 'node:net';
import type { Email } from 'postal-mime';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { patience } from './patience';

export interface ReceivedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where its link leads; throws when the text and the HTML have not the same one. */
  link(): string;
}

export interface Mailbox {
  /** For `SMTP_URL`. */
  url: string;
  /** All so far, in the order in which they came. */
  received: ReceivedMail[];
  /** The newest mail to an address about something, which may still be on its way; `after` so many. */
  next(to: string, about: RegExp, after?: number): Promise<ReceivedMail>;
  stop(): Promise<void>;
}

/** Listens on `port`, or on a free one. */
export async function startMailbox(port = 0): Promise<Mailbox> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 200,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          for (const to of recipients) received.push(read(to, mail));
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  const find = (to: string, about: RegExp) =>
    received.filter((mail) => mail.to.toLowerCase() === to.toLowerCase() && about.test(mail.subject));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    async next(to, about, after = 0) {
      const end = Date.now() + patience.timeout;
      while (find(to, about).length <= after) {
        if (Date.now() > end) {
          const subjects = received.map((mail) => `${mail.to}: ${mail.subject}`).join('\n');
          throw new Error(`No mail to ${to} about ${about}, but:\n${subjects}`);
        }
        await new Promise((soon) => setTimeout(soon, patience.interval));
      }
      return find(to, about).at(-1) as ReceivedMail;
    },
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
}

function read(to: string, { subject = '', text = '', html = '' }: Email): ReceivedMail {
  const link = () => {
    const [inText = '', ...more] = text.match(/https?:\/\/\S+/g) ?? [];
    const inHtml = new Set([...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')));
    if (more.length > 0 || inHtml.size !== 1 || !inHtml.has(inText)) throw new Error(`Links differ: ${text}\n${html}`);
    return inText;
  };
  return { to, subject, text, html, link };
}
