/** APIs with their scopes, and the roles that each scope needs. */
import { uuidv7 } from 'uuidv7';
import type { ApiStore } from '@/portal/ports';
import type { Api } from '@/protocol/ports';
import type { Access, Queries } from './access';
import { within } from './access';
import { joinWords, splitWords } from './columns';
import type { Prisma } from './generated/sqlite/client';

const withScopes = {
  scopes: { orderBy: { position: 'asc' }, include: { roles: { include: { role: { select: { name: true } } } } } },
} satisfies Prisma.ApiInclude;
type ApiRow = Prisma.ApiGetPayload<{ include: typeof withScopes }>;

export function createApiStore(access: Access): ApiStore {
  const find = async (db: Queries, identifier: string) => {
    const where = { realmId_identifier: within(access, { identifier }) };
    const row = await db.api.findUnique({ where, include: withScopes });
    return row ? toApi(row) : undefined;
  };
  return {
    find: (identifier) => access.read((db) => find(db, identifier)),
    // A change begins with the lock of the realm's row, so that the reading is already part of it.
    findForChange: (identifier) => access.change((db) => find(db, identifier)),
    async list() {
      const where = within(access, {});
      const rows = await access.read((db) => db.api.findMany({ where, include: withScopes, orderBy: { id: 'asc' } }));
      return rows.map(toApi);
    },
    create: (api) =>
      access.change(async (db) => {
        const { id, identifier } = api;
        await db.api.create({ data: { realmId: access.realmId, id, identifier, ...toColumns(api) } });
        await writeScopes(db, access.realmId, api);
      }),
    update: (api) =>
      access.change(async (db) => {
        const where = within(access, { id: api.id });
        const { count } = await db.api.updateMany({ where, data: toColumns(api) });
        if (count === 1) await writeScopes(db, access.realmId, api);
        return count === 1;
      }),
    async delete(identifier) {
      const where = within(access, { identifier });
      const { count } = await access.change((db) => db.api.deleteMany({ where }));
      return count === 1;
    },
  };
}

function toColumns(api: Api) {
  const { name, accessTokenSeconds, accessTokenFormat, signingAlgorithm, includesRoles } = api;
  const introspectionClientIds = joinWords(api.introspectionClientIds);
  return { name, accessTokenSeconds, accessTokenFormat, signingAlgorithm, includesRoles, introspectionClientIds };
}

/**
 * Scopes that stay keep their rows, since clients have them allotted. Roles that a scope names and that do not exist yet
 * are made, with nobody in them.
 */
async function writeScopes(db: Queries, realmId: string, { id: apiId, scopes }: Api): Promise<void> {
  await db.apiScope.deleteMany({ where: { realmId, apiId, name: { notIn: scopes.map(({ name }) => name) } } });
  for (const [position, { name, description, roles }] of scopes.entries()) {
    await db.apiScope.upsert({
      where: { realmId_apiId_name: { realmId, apiId, name } },
      create: { realmId, apiId, name, description, position },
      update: { description, position },
    });
    await db.apiScopeRole.deleteMany({ where: { realmId, apiId, scopeName: name } });
    for (const role of roles) {
      const { id: roleId } = await db.role.upsert({
        where: { realmId_clientId_name: { realmId, clientId: '', name: role } },
        create: { realmId, id: uuidv7(), name: role, description: '' },
        update: {},
      });
      await db.apiScopeRole.create({ data: { realmId, apiId, scopeName: name, roleId } });
    }
  }
}

function toApi(row: ApiRow): Api {
  return {
    id: row.id,
    identifier: row.identifier,
    name: row.name,
    scopes: row.scopes.map(({ name, description, roles }) => ({
      name,
      description,
      roles: roles.map(({ role }) => role.name).sort(),
    })),
    accessTokenSeconds: row.accessTokenSeconds,
    accessTokenFormat: row.accessTokenFormat as Api['accessTokenFormat'],
    signingAlgorithm: row.signingAlgorithm as Api['signingAlgorithm'],
    includesRoles: row.includesRoles,
    introspectionClientIds: splitWords(row.introspectionClientIds),
  };
}
