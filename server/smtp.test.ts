import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import type { OutgoingMail } from './smtp';
import { createSmtpSender, mailFailureOf, smtpServer } from './smtp';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that knows one login, takes mail for `@example.com`, and puts off or refuses the rest by name. */
async function startServer() {
  const taken: { to: string[]; raw: string }[] = [];
  const reply = (responseCode: number) => Object.assign(new Error('no'), { responseCode });
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'us@er' && password === 'p:w' ? done(null, { user: username }) : done(reply(535)),
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('never@') ? reply(550) : address.startsWith('later@') ? reply(450) : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  closing.push(() => new Promise<void>((closed) => server.close(() => closed())));
  return { taken, at: `127.0.0.1:${(server.server.address() as AddressInfo).port}` };
}

function senderTo(address: string) {
  const sender = createSmtpSender(`smtp://${address}`, 'Gatehouse <id@example.com>');
  closing.unshift(() => sender.close());
  return (change: Partial<OutgoingMail> = {}) =>
    sender.send({
      id: 'mail-1',
      recipient: 'ada@example.com',
      subject: 'Héllo',
      text: 'text',
      html: '<p>html</p>',
      ...change,
    });
}

it('hands a mail over as text and HTML, to one address, under an id of its own', async () => {
  const { taken, at } = await startServer();
  await senderTo(`us%40er:p%3Aw@${at}`)();
  expect(taken).toHaveLength(1);
  expect(taken[0]?.to).toEqual(['ada@example.com']);
  for (const line of [
    'Message-ID: <mail-1@example.com>',
    'Auto-Submitted: auto-generated',
    'From: Gatehouse <id@example.com>',
  ])
    expect(taken[0]?.raw).toContain(line);
  expect(taken[0]?.raw).toMatch(/multipart\/alternative/);
});

it.each([
  ['never@example.com', 'refused'],
  ['later@example.com', 'deferred'],
])('what the server says of %s is %s', async (recipient, code) => {
  const { at } = await startServer();
  expect(await senderTo(at)({ recipient }).then(() => 'sent', mailFailureOf)).toBe(code);
});

it('a wrong login and a closed port are no fault of the recipient', async () => {
  const { at } = await startServer();
  expect(await senderTo(`us%40er:wrong@${at}`)().then(() => 'sent', mailFailureOf)).toBe('login-refused');
  expect(await senderTo('127.0.0.1:1')().then(() => 'sent', mailFailureOf)).toBe('unreachable');
});

it('an address is one address, and a subject one line, whatever stands in them', async () => {
  const { taken, at } = await startServer();
  const send = senderTo(at);
  await send({ recipient: "o'neil+x@example.com", subject: 'a\r\nBcc: eve@example.com' });
  await send({ recipient: 'a@example.com,eve@example.com' }).catch(() => undefined);
  expect(taken.flatMap(({ to }) => to)).not.toContain('eve@example.com');
  expect(taken[0]?.raw).not.toMatch(/^Bcc:/m);
});

it.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, secure: false, requireTLS: false }],
  ['smtps://u:p@mail.example.com', { port: 465, secure: true, auth: { user: 'u', pass: 'p' }, requireTLS: false }],
  ['smtp://u%40x:p%2F@mail.example.com:25', { port: 25, auth: { user: 'u@x', pass: 'p/' }, requireTLS: true }],
  ['smtp://u:p@127.0.0.1:2525', { port: 2525, requireTLS: false }],
  ['smtp://u:p@[::1]:2525', { host: '::1', requireTLS: false }],
])('%s names a server, and a password crosses a network by TLS alone', (url, expected) => {
  expect(smtpServer(url)).toMatchObject(expected);
});
