/** The outbox of mail. */
import type { MailFailureCode, MailMessage, MailStore, MailTemplate } from '@/identity/ports';
import { pageSize } from '../query-values';
import type { Access } from './access';
import { within } from './access';
import type { MailMessage as MailRow } from './generated/sqlite/client';

export function createMailStore(access: Access): MailStore {
  return {
    async add(message) {
      const { id, recipient, template, sealedParameters, createdAt, dueAt, expiresAt } = message;
      const { attempts, deliveredAt, failureCode } = message;
      const content = { realmId: access.realmId, id, recipient, template, sealedParameters };
      const data = { ...content, createdAt, dueAt, expiresAt, attempts, deliveredAt, failureCode };
      await access.write((db) => db.mailMessage.create({ data }));
    },
    async claim({ at, until, limit }) {
      const due = { ...within(access, {}), dueAt: { lte: at } };
      const found = await access.read((db) =>
        db.mailMessage.findMany({ where: due, orderBy: { dueAt: 'asc' }, take: pageSize(limit), select: { id: true } }),
      );
      if (found.length === 0) return [];
      // Whoever is second finds them due later: the condition is looked at again when the row is written.
      const where = { ...due, id: { in: found.map(({ id }) => id) } };
      const data = { dueAt: until, attempts: { increment: 1 } };
      return (await access.write((db) => db.mailMessage.updateManyAndReturn({ where, data }))).map(toMessage);
    },
    async setDelivered(id, at) {
      const data = { deliveredAt: at, dueAt: null, failureCode: null };
      await access.write((db) => db.mailMessage.updateMany({ where: within(access, { id }), data }));
    },
    async setFailed({ id, attempts }, failureCode, dueAt) {
      const where = { ...within(access, { id }), attempts, deliveredAt: null };
      await access.write((db) => db.mailMessage.updateMany({ where, data: { failureCode, dueAt } }));
    },
    async find(id) {
      const where = { realmId_id: within(access, { id }) };
      const row = await access.read((db) => db.mailMessage.findUnique({ where }));
      return row ? toMessage(row) : undefined;
    },
    async list({ after, limit }) {
      const older = after === undefined ? {} : { id: { lt: within(access, { after }).after } };
      const where = { ...within(access, {}), ...older };
      const rows = await access.read((db) =>
        db.mailMessage.findMany({ where, orderBy: { id: 'desc' }, take: pageSize(limit) }),
      );
      return rows.map(toMessage);
    },
  };
}

function toMessage({ realmId: _, template, failureCode, ...row }: MailRow): MailMessage {
  return { ...row, template: template as MailTemplate, failureCode: failureCode as MailFailureCode | null };
}
