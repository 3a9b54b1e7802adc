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
  return {
    async find(identifier) {
      const where = { realmId_identifier: within(access, { identifier }) };
      const row = await access.read((db) => db.api.findUnique({ where, include: withScopes }));
      return row ? toApi(row) : undefined;
    },
    async list() {
      const where = within(access, {});
      const rows = await access.read((db) => db.api.findMany({ where, include: withScopes, orderBy: { id: 'asc' } }));
      return rows.map(toApi);
    },
    create: (api) => access.change((db) => createApi(db, access.realmId, api)),
  };
}

/** Roles that a scope names and that do not exist yet are made, with nobody in them. */
async function createApi(db: Queries, realmId: string, api: Api): Promise<void> {
  const { id, identifier, name, accessTokenSeconds } = api;
  const introspectionClientIds = joinWords(api.introspectionClientIds);
  await db.api.create({ data: { realmId, id, identifier, name, accessTokenSeconds, introspectionClientIds } });
  for (const [position, scope] of api.scopes.entries()) {
    await db.apiScope.create({
      data: { realmId, apiId: id, name: scope.name, description: scope.description, position },
    });
    for (const role of scope.roles) {
      const { id: roleId } = await db.role.upsert({
        where: { realmId_name: { realmId, name: role } },
        create: { realmId, id: uuidv7(), name: role, description: '' },
        update: {},
      });
      await db.apiScopeRole.create({ data: { realmId, apiId: id, scopeName: scope.name, roleId } });
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
    introspectionClientIds: splitWords(row.introspectionClientIds),
  };
}
