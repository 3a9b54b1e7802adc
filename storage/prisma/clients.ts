/** Clients with their secrets, and with what they may ask for at APIs. */
import type { ClientStore } from '@/portal/ports';
import type { Client, ClientLookup } from '@/protocol/ports';
import { allowedOriginsOf } from '@/protocol/ports';
import { foldText, pageSize } from '../query-values';
import type { Access, Queries } from './access';
import { pageWhere, within } from './access';
import { replaceAllotment } from './allotments';
import { createClientParts, toSecretRow } from './client-parts';
import { queryClients } from './client-query';
import { toClient, toRegistered, whole } from './client-rows';
import { toJson } from './columns';
import type { Prisma } from './generated/sqlite/client';

/** The store of the use cases, and the look-ups of the protocol. */
export function createClientStore(access: Access): ClientStore & ClientLookup {
  const find = async (db: Queries, clientId: string, memberId: string | undefined) => {
    const realmId_clientId = within(access, { clientId });
    const mine =
      memberId === undefined ? {} : { members: { some: { personId: within(access, { memberId }).memberId } } };
    const row = await db.client.findUnique({ where: { realmId_clientId, ...mine }, include: whole });
    return row ? toClient(row) : undefined;
  };
  return {
    async create(client) {
      const { realmId } = access;
      const { id, clientId, status, createdAt, updatedAt, disabledAt, verifiedAt } = client;
      await access.change(async (db) => {
        await db.client.create({
          data: {
            ...{ realmId, id, clientId, status, createdAt, updatedAt, disabledAt, verifiedAt },
            ...toDocuments(client),
            ...toRegistrationColumns(client),
          },
        });
        const secrets = client.secrets.map((secret) => toSecretRow(realmId, id, secret));
        if (secrets.length > 0) await db.clientSecret.createMany({ data: secrets });
        await indexOrigins(db, { realmId, clientRowId: id }, client);
        for (const { api, scopes } of client.allotments)
          await replaceAllotment(db, { realmId, clientRowId: id }, api, scopes);
      });
    },
    find: (clientId: string, memberId?: string) => access.read((db) => find(db, clientId, memberId)),
    // A change begins with the lock of the realm's row, so that the reading is already part of it.
    findForChange: (clientId: string, memberId?: string) => access.change((db) => find(db, clientId, memberId)),
    async isOriginAllowed(origin) {
      const where = { ...within(access, { origin }), client: { status: 'active' } };
      return (await access.read((db) => db.clientOrigin.findFirst({ where, select: { origin: true } }))) !== null;
    },
    async list({ search, ...page }) {
      const text = foldText(search ?? '');
      const rows = await access.read((db) =>
        db.client.findMany({
          where: {
            ...pageWhere(access, page),
            ...(text ? { OR: [{ nameFolded: { contains: text } }, { clientId: { contains: text } }] } : {}),
          },
          include: whole,
          orderBy: { id: 'asc' },
          take: pageSize(page.limit),
        }),
      );
      return rows.map(toClient);
    },
    query: (query) => queryClients(access, query),
    async update(clientId, change, at) {
      const where = within(access, { clientId });
      const { status, disabledAt, verifiedAt } = change;
      const state = {
        ...(status ? { status } : {}),
        ...(disabledAt === undefined ? {} : { disabledAt }),
        ...(verifiedAt === undefined ? {} : { verifiedAt }),
      };
      const registration = change.selfRegistration === undefined ? {} : toRegistrationColumns(change);
      const data = { ...state, ...toDocuments(change), ...registration, updatedAt: at };
      return access.change(async (db) => {
        const { count } = await db.client.updateMany({ where, data });
        const row = await db.client.findFirst({ where, select: { id: true, metadata: true, settings: true } });
        if (row) await indexOrigins(db, { realmId: access.realmId, clientRowId: row.id }, toRegistered(row));
        return count === 1;
      });
    },
    delete: (clientId) => access.change((db) => deleteClient(db, access, clientId)),
    findUnused: (since, at) => access.read((db) => findUnused(db, access, since, at)),
    ...createClientParts(access),
  };
}

async function findUnused(db: Queries, access: Access, since: Date, at: Date): Promise<string[]> {
  const { realmId } = within(access, { since, at });
  const rows = await db.$queryRaw<{ client_id: string }[]>`
    SELECT c.client_id FROM client c WHERE c.realm_id = ${realmId} AND c.quarantined_at <= ${since}
      AND NOT EXISTS (SELECT 1 FROM "authorization" a
        WHERE a.realm_id = ${realmId} AND a.client_id = c.client_id AND a.created_at > ${since})
      AND NOT EXISTS (SELECT 1 FROM "authorization" a JOIN refresh_token r
        ON r.realm_id = ${realmId} AND r.authorization_id = a.id AND r.consumed_at IS NULL AND r.expires_at > ${at}
        WHERE a.realm_id = ${realmId} AND a.client_id = c.client_id AND a.revoked_at IS NULL)
    ORDER BY c.id LIMIT 100`;
  return rows.map(({ client_id }) => client_id);
}

function toRegistrationColumns({ selfRegistration }: Partial<Pick<Client, 'selfRegistration'>>) {
  return {
    registrationTokenHash: selfRegistration?.tokenHash ?? null,
    quarantinedAt: selfRegistration?.quarantinedAt ?? null,
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
  await db.role.deleteMany({ where });
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

/** Rows of their own, so that any origin of the web is one look at an index. */
async function indexOrigins(
  db: Queries,
  key: { realmId: string; clientRowId: string },
  client: Pick<Client, 'metadata' | 'settings'>,
): Promise<void> {
  await db.clientOrigin.deleteMany({ where: key });
  const data = allowedOriginsOf(client).map((origin) => ({ ...key, origin }));
  if (data.length > 0) await db.clientOrigin.createMany({ data });
}
