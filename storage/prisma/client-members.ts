/** Who looks after which client. */
import type { ClientMember, ClientMemberStore } from '@/portal/ports';
import type { Access } from './access';
import { within } from './access';
import { getRowId } from './client-parts';
import type { ClientMember as MemberRow } from './generated/sqlite/client';
import { toPerson } from './people';

const oldestFirst = [{ createdAt: 'asc' as const }, { personId: 'asc' as const }];
const most = 200;

export function createClientMemberStore(access: Access): ClientMemberStore {
  const ofClient = (clientId: string) => ({ ...within(access, {}), client: within(access, { clientId }) });
  return {
    async save({ clientId, personId, role, createdAt }) {
      const { realmId } = within(access, { clientId, personId });
      await access.together(async (db) => {
        const clientRowId = await getRowId(db, access, clientId);
        const key = { realmId, clientRowId, personId };
        await db.clientMember.upsert({
          where: { realmId_clientRowId_personId: key },
          create: { ...key, role, createdAt },
          update: { role },
        });
      });
    },
    async find(clientId, personId) {
      const where = { ...ofClient(clientId), personId: within(access, { personId }).personId };
      const row = await access.read((db) => db.clientMember.findFirst({ where }));
      return row === null ? undefined : toMember(row, clientId);
    },
    async list(clientId) {
      const rows = await access.read((db) =>
        db.clientMember.findMany({
          where: ofClient(clientId),
          include: { person: true },
          orderBy: oldestFirst,
          take: most,
        }),
      );
      return rows.map(({ person, ...row }) => ({ ...toMember(row, clientId), person: toPerson(person) }));
    },
    async findOwners(clientIds) {
      const where = { ...within(access, {}), role: 'owner', client: { clientId: { in: clientIds } } };
      const include = { person: true, client: { select: { clientId: true } } };
      const rows = await access.read((db) => db.clientMember.findMany({ where, include, orderBy: oldestFirst }));
      return new Map(rows.reverse().map(({ client, person }) => [client.clientId, toPerson(person)]));
    },
    countOwned(personId) {
      const where = { ...within(access, { personId }), role: 'owner' };
      return access.read((db) => db.clientMember.count({ where }));
    },
    async remove(clientId, personId) {
      const where = { ...ofClient(clientId), personId: within(access, { personId }).personId };
      const { count } = await access.write((db) => db.clientMember.deleteMany({ where }));
      return count === 1;
    },
  };
}

function toMember({ personId, role, createdAt }: MemberRow, clientId: string): ClientMember {
  return { clientId, personId, role: role as ClientMember['role'], createdAt };
}
