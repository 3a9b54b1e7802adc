import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { noticeEnd, sealLetter } from '@/identity/mail';
import { createMemoryStorage } from '@/storage/memory/storage';
import { createMailDelivery } from './mail-delivery';
import type { OutgoingMail } from './smtp';
import { createVault } from './vault';

const begin = new Date('2026-11-21T09:00:00Z').getTime();
const issuer = 'https://id.example.com';
const random = (length: number) => new Uint8Array(randomBytes(length));
const vaultOf = (secret: string) => createVault({ current: secret, previous: undefined }, random);
const refusedBy = (responseCode: number, code = 'EENVELOPE') => Object.assign(new Error('no'), { responseCode, code });

let now: number;
const clock = { now: () => new Date(now) };

function createOutbox() {
  const storage = createMemoryStorage({ clock, issuer });
  const { mail } = storage.stores;
  const mailVault = vaultOf('a'.repeat(32));
  const logger = { info: vi.fn(), warn: vi.fn() };
  const send = vi.fn(async (_mail: OutgoingMail) => {});
  const common = { mail, mailVault, clock, issuer, logger };
  const deliver = createMailDelivery({ ...common, sender: { send, close: () => {} } });
  const add = async (recipient = 'ada@example.com') => {
    const letter = { template: 'reset-password', locale: 'en', parameters: { username: 'ada', token: 'tok' } } as const;
    const message = await sealLetter({ clock, random, mailVault }, letter, { recipient, expiresAt: noticeEnd(clock) });
    await mail.add(message);
    return message.id;
  };
  const without = (change: Partial<Parameters<typeof createMailDelivery>[0]>) =>
    createMailDelivery({ ...common, sender: { send, close: () => {} }, ...change });
  return { mail, logger, send, deliver, add, without };
}

beforeEach(() => {
  now = begin;
});
const advance = (seconds: number) => {
  now += seconds * 1000;
};

describe('the outbox of mail', () => {
  it('gives a message to the server, keeps it a while, and logs recipient and subject only', async () => {
    const { mail, logger, send, deliver, add } = createOutbox();
    const id = await add();
    expect(await deliver()).toBe(1);
    expect(send).toHaveBeenCalledWith(expect.objectContaining({ id, recipient: 'ada@example.com' }));
    expect(send.mock.calls[0]?.[0].text).toContain(`${issuer}/reset-password?token=tok`);
    expect(await mail.find(id)).toMatchObject({ deliveredAt: clock.now(), dueAt: null, failureCode: null });
    const told = { recipient: 'ada@example.com', subject: 'Choose a new Gatehouse password' };
    expect(logger.info.mock.calls).toEqual([[told, 'mail sent']]);
    expect(await deliver()).toBe(0);
  });

  it('sends a message once, however many processes look', async () => {
    const { send, deliver, add } = createOutbox();
    for (let count = 0; count < 12; count += 1) await add(`p${count}@example.com`);
    const runs = Array.from({ length: 6 }, async () => {
      while ((await deliver()) > 0);
    });
    await Promise.all(runs);
    expect(send).toHaveBeenCalledTimes(12);
    expect(new Set(send.mock.calls.map(([{ recipient }]) => recipient)).size).toBe(12);
  });

  it('tries again with growing delays until nobody needs the message', async () => {
    const { mail, send, deliver, add } = createOutbox();
    send.mockRejectedValue(Object.assign(new Error('away'), { code: 'ECONNECTION' }));
    const id = await add();
    const waits: number[] = [];
    for (;;) {
      await deliver();
      const { dueAt } = (await mail.find(id)) ?? { dueAt: null };
      if (dueAt === null) break;
      waits.push((dueAt.getTime() - now) / 1000);
      now = dueAt.getTime();
    }
    expect(waits.slice(0, 8)).toEqual([5, 30, 120, 600, 1800, 3600, 3600, 3600]);
    expect(now).toBeGreaterThanOrEqual(begin + 3 * 86_400_000);
    expect(await mail.find(id)).toMatchObject({ deliveredAt: null, failureCode: 'too-late' });
    expect(send).toHaveBeenCalledTimes(waits.length);
  });

  it.each([
    ['refused for good', refusedBy(550), 'refused', null],
    ['put off', refusedBy(450), 'deferred', 5],
    ['not let in', refusedBy(535, 'EAUTH'), 'login-refused', 5],
    ['closing', refusedBy(554, 'EPROTOCOL'), 'deferred', 5],
  ])('a server that says %s', async (_, failure, failureCode, wait) => {
    const { mail, send, deliver, add } = createOutbox();
    send.mockRejectedValueOnce(failure);
    const id = await add();
    await deliver();
    const dueAt = wait === null ? null : new Date(now + wait * 1000);
    expect(await mail.find(id)).toMatchObject({ failureCode, dueAt });
  });

  it('a process that dies at work leaves its messages to others after a minute', async () => {
    const { send, deliver, add, without } = createOutbox();
    await add();
    const dying = without({ sender: { send: () => new Promise<void>(() => {}), close: () => {} } });
    void dying();
    expect(await deliver()).toBe(0);
    advance(59);
    expect(await deliver()).toBe(0);
    advance(1);
    expect(await deliver()).toBe(1);
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('without a server waits, is logged once, and goes out when there is one', async () => {
    const { mail, logger, send, deliver, add, without } = createOutbox();
    const waiting = without({ sender: undefined });
    const id = await add();
    for (let hour = 0; hour < 3; hour += 1) {
      expect(await waiting()).toBe(1);
      advance(3600);
    }
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.info.mock.calls)).not.toContain('tok');
    expect(await mail.find(id)).toMatchObject({ failureCode: 'no-smtp' });
    await deliver();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('gives up what another master secret sealed', async () => {
    const { mail, send, add, without } = createOutbox();
    const id = await add();
    await without({ mailVault: vaultOf('b'.repeat(32)) })();
    expect(await mail.find(id)).toMatchObject({ failureCode: 'unreadable', dueAt: null });
    expect(send).not.toHaveBeenCalled();
  });
});
