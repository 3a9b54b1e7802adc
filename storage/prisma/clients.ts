/** Clients with their secrets, and with what they may ask for at APIs. */
import type { ClientStore } from '@/portal/ports';
import type { Client, ClientLookup, ClientMetadata, ClientSettings } from '@/protocol/ports';
import { foldText, pageSize } from '../query-values';
import type { Access, Queries } from './access';
import { within } from './access';
import { replaceAllotment, toAllotments, withAllotments } from './allotments';
import { createClientParts, toSecretRow } from './client-parts';
import { fromJson, toJson } from './columns';
import type { Prisma } from './generated/sqlite/client';

const whole = { secrets: { orderBy: { id: 'asc' } }, ...withAllotments } satisfies Prisma.ClientInclude;
type ClientRow = Prisma.ClientGetPayload<{ include: typeof whole }>;

/** The store of the use cases, and the look-ups of the protocol. */
export function createClientStore(access: Access): ClientStore & ClientLookup {
  const find = async (db: Queries, clientId: string) => {
    const where = { realmId_clientId: within(access, { clientId }) };
    const row = await db.client.findUnique({ where, include: whole });
    return row ? toClient(row) : undefined;
  };
  return {
    async create(client) {
      const { realmId } = access;
      const { id, clientId, status, createdAt, updatedAt, disabledAt } = client;
      await access.change(async (db) => {
        await db.client.create({
          data: { realmId, id, clientId, status, createdAt, updatedAt, disabledAt, ...toDocuments(client) },
        });
        const secrets = client.secrets.map((secret) => toSecretRow(realmId, id, secret));
        if (secrets.length > 0) await db.clientSecret.createMany({ data: secrets });
        for (const { api, scopes } of client.allotments)
          await replaceAllotment(db, { realmId, clientRowId: id }, api, scopes);
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
        const rows = await db.client.findMany({ where, include: whole, orderBy: { id: 'asc' } });
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
          include: whole,
          orderBy: { id: 'asc' },
          take: pageSize(limit),
        }),
      );
      return rows.map(toClient);
    },
    async update(clientId, change, at) {
      const where = within(access, { clientId });
      const { status, disabledAt } = change;
      const state = { ...(status ? { status } : {}), ...(disabledAt === undefined ? {} : { disabledAt }) };
      const data = { ...state, ...toDocuments(change), updatedAt: at };
      const { count } = await access.change((db) => db.client.updateMany({ where, data }));
      return count === 1;
    },
    delete: (clientId) => access.change((db) => deleteClient(db, access, clientId)),
    ...createClientParts(access),
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
  await db.logoutNotice.deleteMany({ where });
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

function toClient(row: ClientRow): Client {
  return {
    id: row.id,
    clientId: row.clientId,
    status: row.status as Client['status'],
    metadata: fromJson<ClientMetadata>(row.metadata),
    settings: fromJson<ClientSettings>(row.settings),
    secrets: row.secrets.map(({ realmId: _, clientRowId: __, ...secret }) => secret),
    allotments: toAllotments(row.apis),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    disabledAt: row.disabledAt,
  };
}
