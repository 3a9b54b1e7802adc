/** Clients with their secrets. */
import type { ClientStore } from '@/portal/ports';
import type { Client, ClientLookup, ClientMetadata, ClientSecret, ClientSettings } from '@/protocol/ports';
import { storageFailure } from '../failure';
import { foldText, pageSize } from '../query-values';
import type { Access, Queries } from './access';
import { within } from './access';
import { fromJson, toJson } from './columns';
import type { Prisma } from './generated/sqlite/client';

const withSecrets = { secrets: { orderBy: { id: 'asc' } } } satisfies Prisma.ClientInclude;
type ClientRow = Prisma.ClientGetPayload<{ include: typeof withSecrets }>;

/** The store of the use cases, and the look-ups of the protocol. */
export function createClientStore(access: Access): ClientStore & ClientLookup {
  const find = async (db: Queries, clientId: string) => {
    const where = { realmId_clientId: within(access, { clientId }) };
    const row = await db.client.findUnique({ where, include: withSecrets });
    return row ? toClient(row) : undefined;
  };
  return {
    async create(client) {
      const { realmId } = access;
      const { id, clientId, status, createdAt, updatedAt } = client;
      await access.change(async (db) => {
        await db.client.create({
          data: { realmId, id, clientId, status, createdAt, updatedAt, ...toDocuments(client) },
        });
        const secrets = client.secrets.map((secret) => toSecretRow(realmId, id, secret));
        if (secrets.length > 0) await db.clientSecret.createMany({ data: secrets });
      });
    },
    find: (clientId) => access.read((db) => find(db, clientId)),
    // A change begins with the lock of the realm's row, so that the reading is already part of it.
    findForChange: (clientId) => access.change((db) => find(db, clientId)),
    async mentioning(text) {
      const { realmId } = within(access, { text });
      return access.read(async (db) => {
        const named = await db.$queryRaw<{ id: string }[]>`
          SELECT id FROM client WHERE realm_id = ${realmId} AND status = 'active'
            AND (CAST(metadata AS TEXT) LIKE ${toPattern(text)} ESCAPE '!' OR CAST(settings AS TEXT) LIKE ${toPattern(text)} ESCAPE '!')
          ORDER BY id LIMIT 50`;
        const where = { realmId, id: { in: named.map(({ id }) => id) } };
        const rows = await db.client.findMany({ where, include: withSecrets, orderBy: { id: 'asc' } });
        return rows.map(toClient);
      });
    },
    async list({ after, limit, search }) {
      const text = foldText(search ?? '');
      const rows = await access.read((db) =>
        db.client.findMany({
          where: {
            ...within(access, {}),
            ...(after === undefined ? {} : { id: { gt: within(access, { after }).after } }),
            ...(text ? { OR: [{ nameFolded: { contains: text } }, { clientId: { contains: text } }] } : {}),
          },
          include: withSecrets,
          orderBy: { id: 'asc' },
          take: pageSize(limit),
        }),
      );
      return rows.map(toClient);
    },
    async update(clientId, change, at) {
      const where = within(access, { clientId });
      const data = { ...(change.status ? { status: change.status } : {}), ...toDocuments(change), updatedAt: at };
      const { count } = await access.change((db) => db.client.updateMany({ where, data }));
      return count === 1;
    },
    delete: (clientId) => access.change((db) => deleteClient(db, access, clientId)),
    async addSecret(clientId, secret) {
      const where = { realmId_clientId: within(access, { clientId }) };
      await access.change(async (db) => {
        const client = await db.client.findUnique({ where, select: { id: true } });
        if (!client) throw storageFailure('missing-reference', 'The client does not exist.');
        await db.clientSecret.create({ data: toSecretRow(access.realmId, client.id, secret) });
      });
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
  };
}

/**
 * What a client was granted is revoked and stays, so that its tokens are known to be dead; audit entries stay; what only
 * served the client goes.
 */
async function deleteClient(db: Queries, access: Access, clientId: string): Promise<boolean> {
  const where = within(access, { clientId });
  const { count } = await db.client.deleteMany({ where });
  if (count === 0) return false;
  await db.authorization.updateMany({ where: { ...where, revokedAt: null }, data: { revokedAt: access.clock.now() } });
  await db.consent.deleteMany({ where });
  await db.pendingAuthorizationRequest.deleteMany({ where });
  return true;
}

function toDocuments<Change extends Partial<Pick<Client, 'metadata' | 'settings'>>>({ metadata, settings }: Change) {
  const documents = {
    ...(metadata ? { metadata: toJson(metadata), nameFolded: foldText(metadata.client_name ?? '') } : {}),
    ...(settings ? { settings: toJson(settings) } : {}),
  };
  type Document = Prisma.InputJsonValue;
  return documents as Change extends Client
    ? { metadata: Document; nameFolded: string; settings: Document }
    : { metadata?: Document; nameFolded?: string; settings?: Document };
}

/** The text anywhere in a JSON document, as it is written there. */
function toPattern(text: string): string {
  return `%${JSON.stringify(text).slice(1, -1).replace(/[!%_]/g, '!$&')}%`;
}

function toSecretRow(realmId: string, clientRowId: string, secret: ClientSecret) {
  const { id, label, prefix, hash, sealed, createdAt, expiresAt } = secret;
  return { realmId, clientRowId, id, label, prefix, hash, sealed, createdAt, expiresAt };
}

function toClient(row: ClientRow): Client {
  return {
    id: row.id,
    clientId: row.clientId,
    status: row.status as Client['status'],
    metadata: fromJson<ClientMetadata>(row.metadata),
    settings: fromJson<ClientSettings>(row.settings),
    secrets: row.secrets.map(({ realmId: _, clientRowId: __, ...secret }) => secret),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
