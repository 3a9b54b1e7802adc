/** People: as identity keeps them, and as the protocol sees them with their roles. */
import type { Person, PersonStatus, PersonStore, Profile } from '@/identity/ports';
import type { EndUserLookup } from '@/protocol/ports';
import type { HeldName } from '../end-user';
import { createHoldProven, toEndUser } from '../end-user';
import { foldText, pageSize } from '../query-values';
import type { Access, Queries } from './access';
import { pageWhere, within } from './access';
import { fromJson, toJson } from './columns';
import type { Person as PersonRow } from './generated/sqlite/client';
import { createPasswordStore } from './passwords';

export function createPersonStore(access: Access): PersonStore {
  const identified = (id: string) => ({ realmId_id: within(access, { id }) });
  const find = async (db: Queries, id: string) => {
    const row = await db.person.findUnique({ where: identified(id) });
    return row ? toPerson(row) : undefined;
  };
  return {
    async create(person) {
      await access.write((db) =>
        db.person.create({
          data: {
            realmId: access.realmId,
            id: person.id,
            subject: person.subject,
            createdAt: person.createdAt,
            ...toColumns(person),
          },
        }),
      );
    },
    find: (id) => access.read((db) => find(db, id)),
    findForChange(id) {
      const { realmId } = within(access, { id });
      return access.write(async (db) => {
        // Changes nothing and takes the row's lock, which both databases understand.
        await db.$executeRaw`UPDATE person SET status = status WHERE realm_id = ${realmId} AND id = ${id}`;
        return find(db, id);
      });
    },
    async findByName(folded) {
      const where = folded.includes('@')
        ? { realmId_emailFolded: within(access, { emailFolded: folded }) }
        : { realmId_usernameFolded: within(access, { usernameFolded: folded }) };
      const row = await access.read((db) => db.person.findUnique({ where }));
      return row ? toPerson(row) : undefined;
    },
    async update(id, change) {
      const where = within(access, { id });
      const { count } = await access.write((db) => db.person.updateMany({ where, data: toChangedColumns(change) }));
      return count === 1;
    },
    async delete(id) {
      return (await access.write((db) => db.person.deleteMany({ where: within(access, { id }) }))).count === 1;
    },
    async list({ search, ...page }) {
      const text = foldText(search ?? '');
      const rows = await access.read((db) =>
        db.person.findMany({
          where: {
            ...pageWhere(access, page),
            ...(text
              ? {
                  OR: [
                    { usernameFolded: { contains: text } },
                    { emailFolded: { contains: text } },
                    { email: { contains: text } },
                  ],
                }
              : {}),
          },
          orderBy: { id: 'asc' },
          take: pageSize(page.limit),
        }),
      );
      return rows.map(toPerson);
    },
  };
}

export function createEndUserLookup(access: Access): EndUserLookup {
  return {
    holdProven: createHoldProven(createPersonStore(access), createPasswordStore(access)),
    find(personId) {
      return access.read(async (db) => {
        const { realmId } = within(access, { personId });
        const row = await db.person.findUnique({ where: { realmId_id: { realmId, id: personId } } });
        if (!row) return undefined;
        // Their groups, their own roles and those of their groups; as one query of Prisma's this is several times slower.
        const held = await db.$queryRaw<HeldName[]>`
          SELECT 'role' AS kind, role.client_id AS "clientId", role.name FROM person_role AS given
            JOIN role ON role.realm_id = given.realm_id AND role.id = given.role_id
            WHERE given.realm_id = ${realmId} AND given.person_id = ${personId}
          UNION
          SELECT 'role' AS kind, role.client_id AS "clientId", role.name FROM group_membership AS member
            JOIN group_role AS given ON given.realm_id = member.realm_id AND given.group_id = member.group_id
            JOIN role ON role.realm_id = given.realm_id AND role.id = given.role_id
            WHERE member.realm_id = ${realmId} AND member.person_id = ${personId}
          UNION
          SELECT 'group' AS kind, '' AS "clientId", joined.name FROM group_membership AS member
            JOIN person_group AS joined ON joined.realm_id = member.realm_id AND joined.id = member.group_id
            WHERE member.realm_id = ${realmId} AND member.person_id = ${personId}`;
        return toEndUser(toPerson(row), held);
      });
    },
  };
}

function toColumns(person: Person) {
  return {
    username: person.username,
    usernameFolded: person.usernameFolded,
    email: person.email,
    emailFolded: person.emailFolded,
    emailVerified: person.emailVerified,
    profile: toJson(person.profile),
    status: person.status,
    administrator: person.administrator,
    updatedAt: person.updatedAt,
  };
}

/** Only the members that a change has, and of those only the ones that may change. */
function toChangedColumns(change: Partial<Person>): Partial<ReturnType<typeof toColumns>> {
  const { profile, ...columns } = toColumns(change as Person);
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(profile === undefined ? {} : { profile }) };
}

export function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    subject: row.subject,
    username: row.username,
    usernameFolded: row.usernameFolded,
    email: row.email,
    emailFolded: row.emailFolded,
    emailVerified: row.emailVerified,
    profile: fromJson<Profile>(row.profile),
    status: row.status as PersonStatus,
    administrator: row.administrator,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
