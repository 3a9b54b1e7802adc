/**
 * What is mailed, with a real SMTP server (SECURITY invariants 1, 2, 6, 7 and 9): a link works once, in its own place alone,
 * by its button; whoever asks learns nothing; and what was accepted is sent, whatever happens to the process.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RegisteredPerson } from '../harness/command-line';
import type { Instance } from '../harness/instance';
import type { Mailbox } from '../harness/mailbox';
import { startMailbox } from '../harness/mailbox';
import { patience } from '../harness/patience';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import { createEmptyInstance, query } from './databases';
import { openSignInForm } from './sign-in-form';
import { securitySite } from './site';

const parallel = 20;
const newPassword = 'copper meadow 81 kettle';

/** Where each kind of link is used, what else its form sends, and where a success leads. */
const doors = {
  registration: { path: 'register/finish', page: '/register/finish', done: /^\/interaction\// },
  invitation: { path: 'invitation', page: '/invitation', done: /^\/interaction\// },
  'password-reset': { path: 'reset-password', page: '/reset-password', done: /^\/reset-password\/done/ },
  email: { path: 'confirm-email', page: '/confirm-email', done: /^\/email-address$/ },
} as const;
type Kind = keyof typeof doors;
const kinds = Object.keys(doors) as Kind[];

describe.each(databaseKinds)('on %s', (database) => {
  let mailbox: Mailbox;
  let instance: Instance;
  let count = 0;

  beforeAll(async () => {
    mailbox = await startMailbox();
    const env = { RATE_LIMITS: 'off', SMTP_URL: mailbox.url };
    instance = await createEmptyInstance(database, securitySite(database), { env });
    await instance.start();
  });
  afterAll(async () => {
    await instance?.remove();
    await mailbox?.stop();
  });

  const freshName = () => `someone-${++count}`;
  const newPerson = () => {
    const name = freshName();
    const claims = { preferred_username: name, email: `${name}@people.example`, email_verified: true };
    return instance.createUser(claims, 'A-password-that-is-good-1');
  };
  const post = (path: string, fields: Record<string, string>, cookie = '', more: Record<string, string> = {}) => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', ...more };
    const url = `${instance.issuer}/interaction/${path}`;
    return instance.wire(url, { method: 'POST', headers, body: new URLSearchParams(fields) });
  };
  const locationOf = ({ headers }: WireResponse) => headers.get('location') ?? '';
  const ask = async (path: 'register' | 'forgot-password', email: string, more?: Record<string, string>) => {
    const { request, cookie } = await openSignInForm(instance);
    return { answer: await post(path, { request, email }, cookie, more), request, cookie };
  };
  const sessionOf = async ({ username, password }: RegisteredPerson) => {
    const answer = await (await openSignInForm(instance)).send(username, password);
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  };
  const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? '';

  /** A link of a kind that nobody used yet, and the cookie of whoever may use it. */
  async function takeLink(kind: Kind): Promise<{ link: string; cookie: string }> {
    const email = `${freshName()}@people.example`;
    if (kind === 'registration') {
      await ask('register', email);
      return { link: (await mailbox.next(email, /Finish/)).link(), cookie: '' };
    }
    if (kind === 'invitation') {
      await instance.cliJson(['user', 'invite', email, '--json']);
      return { link: (await mailbox.next(email, /invitation/)).link(), cookie: '' };
    }
    const person = await newPerson();
    if (kind === 'password-reset') {
      await ask('forgot-password', String(person.claims.email));
      return { link: (await mailbox.next(String(person.claims.email), /new Gatehouse password/)).link(), cookie: '' };
    }
    const cookie = await sessionOf(person);
    await post('email-address', { email, password: person.password }, cookie);
    return { link: (await mailbox.next(email, /Confirm/)).link(), cookie };
  }
  const use = (kind: Kind, token: string, cookie: string) => {
    const person = { username: freshName(), name: 'Some One', password: newPassword };
    const fields = { registration: person, invitation: person, 'password-reset': { password: newPassword }, email: {} };
    return post(doors[kind].path, { token, ...fields[kind] }, cookie);
  };

  it.each(kinds)(
    'a link of the kind %s works once of many times at once, by its button, and nowhere else',
    async (kind) => {
      const { link, cookie } = await takeLink(kind);
      expect(link.startsWith(`${instance.issuer}${doors[kind].page}?token=`)).toBe(true);
      const token = tokenOf(link);
      for (const other of kinds.filter((each) => each !== kind)) {
        const answer = await use(other, token, cookie);
        expect(locationOf(answer), `${kind} as ${other}`).toBe(`${doors[other].page}?token=${token}`);
      }
      for (const method of ['GET', 'HEAD', 'GET']) {
        expect((await instance.wire(link, { method, headers: { cookie } })).status).toBe(200);
      }
      const answers = await Promise.all(Array.from({ length: parallel }, () => use(kind, token, cookie)));
      expect(answers.every(({ status }) => status === 303)).toBe(true);
      expect(answers.filter((answer) => doors[kind].done.test(locationOf(answer)))).toHaveLength(1);
      expect((await instance.wire(link, { headers: { cookie } })).status).toBe(400);
    },
  );

  it('an address counts only for the one who asked, signed in', async () => {
    const { link } = await takeLink('email');
    const stranger = await sessionOf(await newPerson());
    for (const cookie of ['', stranger]) {
      const answer = await use('email', tokenOf(link), cookie);
      expect(locationOf(answer)).toBe(`/confirm-email?token=${tokenOf(link)}`);
      const page = await instance.wire(link, { headers: { cookie } });
      expect(page.text).not.toContain('confirm-submit');
    }
  });

  it('whoever asks learns nothing: not by status, headers or words, and forged hosts reach no mail', async () => {
    const known = String((await newPerson()).claims.email);
    const blocked = await newPerson();
    await instance.cliJson(['user', 'disable', blocked.username, '--json']);
    const addresses = [known, String(blocked.claims.email), `${freshName()}@people.example`];
    const forged = { 'x-forwarded-host': 'attacker.test', forwarded: 'host=attacker.test' };
    for (const path of ['register', 'forgot-password'] as const) {
      const seen = new Set<string>();
      for (const email of addresses) {
        const { answer, request, cookie } = await ask(path, email, forged);
        const { text } = await instance.wire(new URL(locationOf(answer), instance.issuer).href, {
          headers: { cookie },
        });
        const words = text.replace(/<script.*?<\/script>|<link[^>]*>/gs, '').replaceAll(request, 'REQUEST');
        const headers = [...answer.headers].filter(([name]) => name !== 'date').sort();
        seen.add(
          JSON.stringify([answer.status, headers, words])
            .replaceAll(request, 'REQUEST')
            .replace(/nonce=\S+/g, ''),
        );
      }
      expect(seen.size, path).toBe(1);
    }
    const subjects = (email: string) =>
      mailbox.next(email, /./, 1).then(() =>
        mailbox.received
          .filter(({ to }) => to === email)
          .map(({ subject }) => subject)
          .sort(),
      );
    expect(await subjects(known)).toEqual(['Choose a new Gatehouse password', 'You have a Gatehouse account already']);
    expect(await subjects(String(blocked.claims.email))).toEqual([
      'There is no Gatehouse account with this address',
      'You have a Gatehouse account already',
    ]);
    for (const { text, html } of mailbox.received) expect(text + html).not.toContain('attacker.test');
  });

  it('what was accepted is sent after kill -9, and the log names whom and what about, no more', async () => {
    const email = `${freshName()}@people.example`;
    const port = Number(new URL(mailbox.url).port);
    await mailbox.stop();
    const { answer } = await ask('register', email);
    expect(locationOf(answer)).toMatch(/^\/mail-sent/);
    await instance.kill();
    const waiting = async () =>
      query(instance, `SELECT id, delivered_at FROM mail_message WHERE recipient = '${email}'`);
    expect(await waiting()).toEqual([{ id: expect.any(String), delivered_at: null }]);
    // As if the lease of the process that died, and the wait after a failure, had passed.
    await query(instance, `UPDATE mail_message SET due_at = created_at WHERE recipient = '${email}'`);
    mailbox = await startMailbox(port);
    await instance.start();
    const mail = await mailbox.next(email, /Finish/);
    await vi.waitFor(async () => expect((await waiting())[0]?.delivered_at).not.toBeNull(), patience);
    const token = tokenOf(mail.link());
    expect(token).toMatch(/^[\w-]{43}$/);
    // It is said after it was done, and this process hears it when it hears it.
    const said = `"recipient":"${email}","subject":"Finish creating your Gatehouse account"`;
    await vi.waitFor(() => expect(instance.logs()).toContain(said), patience);
    expect(instance.logs()).not.toContain(token);
    expect(JSON.stringify(await query(instance, 'SELECT * FROM mail_message, mailed_link'))).not.toContain(token);
  });
});
