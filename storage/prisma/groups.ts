/** Groups of people, and who is in them. */
import type { GroupStore } from '@/portal/ports';
import { pageSize } from '../query-values';
import type { Access } from './access';
import { pageWhere, within } from './access';
import { toPerson } from './people';
import { toGroup, toRole } from './role-rows';

export function createGroupStore(access: Access): GroupStore {
  return {
    async create({ id, name, description }) {
      await access.write((db) => db.group.create({ data: { realmId: access.realmId, id, name, description } }));
    },
    async find(name) {
      const where = { realmId_name: within(access, { name }) };
      const row = await access.read((db) => db.group.findUnique({ where }));
      return row ? toGroup(row) : undefined;
    },
    async findById(id) {
      const row = await access.read((db) => db.group.findUnique({ where: { realmId_id: within(access, { id }) } }));
      return row ? toGroup(row) : undefined;
    },
    async update({ id, name, description }) {
      const where = within(access, { id });
      return (await access.write((db) => db.group.updateMany({ where, data: { name, description } }))).count === 1;
    },
    async list(page) {
      const where = pageWhere(access, page);
      const rows = await access.read((db) =>
        db.group.findMany({ where, orderBy: { id: 'asc' }, take: pageSize(page.limit) }),
      );
      return rows.map(toGroup);
    },
    async delete(id) {
      return (await access.write((db) => db.group.deleteMany({ where: within(access, { id }) }))).count === 1;
    },
    async add(groupId, personId) {
      const { realmId } = within(access, { groupId, personId });
      // As roles are granted.
      const added = await access.write(
        (db) => db.$executeRaw`
          INSERT INTO group_membership (realm_id, group_id, person_id) VALUES (${realmId}, ${groupId}, ${personId})
            ON CONFLICT DO NOTHING`,
      );
      return added === 1;
    },
    async remove(groupId, personId) {
      const where = within(access, { groupId, personId });
      return (await access.write((db) => db.groupMembership.deleteMany({ where }))).count === 1;
    },
    async listPeople(groupId, page) {
      const where = { ...pageWhere(access, page), groups: { some: within(access, { groupId }) } };
      const rows = await access.read((db) =>
        db.person.findMany({ where, orderBy: { id: 'asc' }, take: pageSize(page.limit) }),
      );
      return rows.map(toPerson);
    },
    async listRoles(groupId, page) {
      const where = { ...pageWhere(access, page), groups: { some: within(access, { groupId }) } };
      const rows = await access.read((db) =>
        db.role.findMany({ where, orderBy: { id: 'asc' }, take: pageSize(page.limit) }),
      );
      return rows.map(toRole);
    },
  };
}
