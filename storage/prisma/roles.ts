/** Roles, and who has them by themselves or by a group. */
import type { RoleHolder, RoleStore } from '@/portal/ports';
import { storageFailure } from '../failure';
import { pageSize } from '../query-values';
import type { Access, Queries } from './access';
import { pageWhere, within } from './access';
import { toPerson } from './people';
import { toGroup, toRole } from './role-rows';

export function createRoleStore(access: Access): RoleStore {
  const find = async (db: Queries, name: string, clientId: string | null) => {
    const where = { realmId_clientId_name: within(access, { clientId: clientId ?? '', name }) };
    const row = await db.role.findUnique({ where });
    return row ? toRole(row) : undefined;
  };
  return {
    async create({ id, clientId, name, description }) {
      const data = { realmId: access.realmId, id, clientId: clientId ?? '', name, description };
      await access.change((db) => db.role.create({ data }));
    },
    find: (name, clientId) => access.read((db) => find(db, name, clientId)),
    // A change begins with the lock of the realm's row, so that the reading is already part of it.
    findForChange: (name, clientId) => access.change((db) => find(db, name, clientId)),
    async findById(id) {
      const row = await access.read((db) => db.role.findUnique({ where: { realmId_id: within(access, { id }) } }));
      return row ? toRole(row) : undefined;
    },
    async describe(id, description) {
      const where = within(access, { id });
      return (await access.change((db) => db.role.updateMany({ where, data: { description } }))).count === 1;
    },
    async list({ clientId, ...page }) {
      const of = clientId === undefined ? {} : { clientId: clientId ?? '' };
      const where = { ...pageWhere(access, page), ...within(access, of) };
      const rows = await access.read((db) =>
        db.role.findMany({ where, orderBy: { id: 'asc' }, take: pageSize(page.limit) }),
      );
      return rows.map(toRole);
    },
    delete: (id) =>
      access.change(async (db) => {
        const needed = await db.apiScopeRole.count({ where: within(access, { roleId: id }) });
        if (needed > 0) throw storageFailure('conflict', 'A scope of an API needs this role.');
        return (await db.role.deleteMany({ where: within(access, { id }) })).count === 1;
      }),
    grant: (roleId, holder) => access.write((db) => grant(db, access, roleId, holder)),
    async revoke(roleId, holder) {
      const { count } = await access.write((db) =>
        'personId' in holder
          ? db.personRole.deleteMany({ where: within(access, { roleId, personId: holder.personId }) })
          : db.groupRole.deleteMany({ where: within(access, { roleId, groupId: holder.groupId }) }),
      );
      return count === 1;
    },
    async listPeople(roleId, page) {
      const roles = { some: within(access, { roleId }) };
      const where = { ...pageWhere(access, page), roles };
      const rows = await access.read((db) =>
        db.person.findMany({ where, orderBy: { id: 'asc' }, take: pageSize(page.limit) }),
      );
      return rows.map(toPerson);
    },
    async listGroups(roleId, page) {
      const roles = { some: within(access, { roleId }) };
      const where = { ...pageWhere(access, page), roles };
      const rows = await access.read((db) =>
        db.group.findMany({ where, orderBy: { id: 'asc' }, take: pageSize(page.limit) }),
      );
      return rows.map(toGroup);
    },
  };
}

/** One statement, that tells whether the row is new without failing, since a failure would end a unit of work. */
async function grant(db: Queries, access: Access, roleId: string, holder: RoleHolder): Promise<boolean> {
  if ('personId' in holder) {
    const { realmId, personId } = within(access, { roleId, personId: holder.personId });
    const added = await db.$executeRaw`
      INSERT INTO person_role (realm_id, person_id, role_id) VALUES (${realmId}, ${personId}, ${roleId})
        ON CONFLICT DO NOTHING`;
    return added === 1;
  }
  const { realmId, groupId } = within(access, { roleId, groupId: holder.groupId });
  const added = await db.$executeRaw`
    INSERT INTO group_role (realm_id, group_id, role_id) VALUES (${realmId}, ${groupId}, ${roleId})
      ON CONFLICT DO NOTHING`;
  return added === 1;
}
