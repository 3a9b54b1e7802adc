/** The links in mails, by kind and hash: a use is taken by a guarded statement. */
import type { MailedLinkKind, MailedLinkStore } from '@/identity/ports';
import type { Access } from './access';
import { within } from './access';

export function createMailedLinkStore(access: Access): MailedLinkStore {
  return {
    async create({ kind, hash, email, personId, requestId, createdAt, expiresAt, consumedAt }) {
      const data = { kind, hash, email, personId, requestId, createdAt, expiresAt, consumedAt };
      await access.write((db) => db.mailedLink.create({ data: { realmId: access.realmId, ...data } }));
    },
    async find(kind, hash) {
      const where = { realmId_kind_hash: within(access, { kind, hash }) };
      const row = await access.read((db) => db.mailedLink.findUnique({ where, omit: { realmId: true } }));
      return row ? { ...row, kind: row.kind as MailedLinkKind } : undefined;
    },
    async consume(kind, hash, at) {
      const where = { ...within(access, { kind, hash }), consumedAt: null, expiresAt: { gt: at } };
      return (await access.write((db) => db.mailedLink.updateMany({ where, data: { consumedAt: at } }))).count === 1;
    },
    async deleteOfPerson(personId) {
      await access.write((db) => db.mailedLink.deleteMany({ where: within(access, { personId }) }));
    },
  };
}
