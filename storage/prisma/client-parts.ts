/** What hangs on a client in rows of its own: its secrets, and what it may ask for at APIs. */
import type { ClientStore } from '@/portal/ports';
import type { ClientSecret } from '@/protocol/ports';
import { storageFailure } from '../failure';
import type { Access, Queries } from './access';
import { within } from './access';
import { replaceAllotment } from './allotments';

type ClientParts =
  | 'addSecret'
  | 'changeSecret'
  | 'noteSecretUse'
  | 'deleteSecret'
  | 'listSealedSecrets'
  | 'resealSecret'
  | 'allot';

export function createClientParts(access: Access): Pick<ClientStore, ClientParts> {
  return {
    async addSecret(clientId, secret) {
      await access.change(async (db) => {
        const clientRowId = await getRowId(db, access, clientId);
        await db.clientSecret.create({ data: toSecretRow(access.realmId, clientRowId, secret) });
      });
    },
    async changeSecret(clientId, secretId, { label, expiresAt }) {
      const where = { ...within(access, { id: secretId }), client: within(access, { clientId }) };
      const data = { ...(label === undefined ? {} : { label }), ...(expiresAt === undefined ? {} : { expiresAt }) };
      const { count } = await access.change((db) => db.clientSecret.updateMany({ where, data }));
      return count === 1;
    },
    async noteSecretUse(secretId, at) {
      await access.write((db) =>
        db.clientSecret.updateMany({ where: within(access, { id: secretId }), data: { lastUsedAt: at } }),
      );
    },
    async deleteSecret(clientId, secretId) {
      const where = { ...within(access, { id: secretId }), client: within(access, { clientId }) };
      const { count } = await access.change((db) => db.clientSecret.deleteMany({ where }));
      return count === 1;
    },
    async listSealedSecrets() {
      const where = { ...within(access, {}), sealed: { not: null } };
      const rows = await access.read((db) => db.clientSecret.findMany({ where, select: { id: true, sealed: true } }));
      return rows.map(({ id, sealed }) => ({ id, sealed: sealed ?? '' }));
    },
    async resealSecret(secretId, sealed) {
      const where = { ...within(access, { id: secretId }), sealed: { not: null } };
      await access.change((db) => db.clientSecret.updateMany({ where, data: { sealed } }));
    },
    async allot(clientId, api, scopes) {
      const { realmId } = within(access, { clientId, api });
      await access.change(async (db) => {
        const clientRowId = await getRowId(db, access, clientId);
        await replaceAllotment(db, { realmId, clientRowId }, api, scopes);
      });
    },
  };
}

/** The row of a client. Throws `missing-reference`. */
export async function getRowId(db: Queries, access: Access, clientId: string): Promise<string> {
  const where = { realmId_clientId: within(access, { clientId }) };
  const client = await db.client.findUnique({ where, select: { id: true } });
  if (!client) throw storageFailure('missing-reference', 'The client does not exist.');
  return client.id;
}

/** A secret as a row of its client. */
export function toSecretRow(realmId: string, clientRowId: string, secret: ClientSecret) {
  const { id, label, prefix, hash, sealed, createdAt, expiresAt, createdBy, lastUsedAt } = secret;
  return { realmId, clientRowId, id, label, prefix, hash, sealed, createdAt, expiresAt, createdBy, lastUsedAt };
}
