/** Long lists of clients: in three orders, searched, filtered, a part at a time. */
import type { ClientQuery, Slice } from '@/portal/ports';
import type { Client } from '@/protocol/ports';
import { fromCursor } from '../cursor';
import { foldText, pageSize } from '../query-values';
import { cutSlice } from '../slice';
import type { Access } from './access';
import { within } from './access';
import { toClient, whole } from './client-rows';
import type { Prisma } from './generated/sqlite/client';

const orders: Record<ClientQuery['order'], Prisma.ClientOrderByWithRelationInput[]> = {
  name: [{ nameFolded: 'asc' }, { id: 'asc' }],
  created: [{ id: 'desc' }],
  updated: [{ updatedAt: 'desc' }, { id: 'desc' }],
};

export async function queryClients(access: Access, query: ClientQuery): Promise<Slice<Client>> {
  const limit = pageSize(query.limit);
  const where = { AND: [filterOf(access, query), behind(query)] };
  const rows = await access.read((db) =>
    db.client.findMany({ where, include: whole, orderBy: orders[query.order], take: limit + 1 }),
  );
  const part = cutSlice(rows, limit, ({ id, nameFolded, updatedAt }) => {
    const keys = { name: nameFolded, created: '', updated: updatedAt.toISOString() };
    return { key: keys[query.order], id };
  });
  return { rows: part.rows.map(toClient), next: part.next };
}

function filterOf(access: Access, { search, status, verified, memberId }: ClientQuery): Prisma.ClientWhereInput {
  const text = foldText(search ?? '');
  return {
    ...within(access, {}),
    ...(text === '' ? {} : { OR: [{ nameFolded: { contains: text } }, { clientId: { contains: text } }] }),
    ...(status === undefined ? {} : { status: within(access, { status }).status }),
    ...(verified === undefined ? {} : { verifiedAt: verified ? { not: null } : null }),
    ...(memberId === undefined ? {} : { members: { some: { personId: within(access, { memberId }).memberId } } }),
  };
}

function behind({ after, order }: ClientQuery): Prisma.ClientWhereInput {
  if (after === undefined) return {};
  const { key, id } = fromCursor(after);
  if (order === 'created') return { id: { lt: id } };
  if (order === 'name') return { OR: [{ nameFolded: { gt: key } }, { nameFolded: key, id: { gt: id } }] };
  const updatedAt = new Date(key);
  if (Number.isNaN(updatedAt.getTime())) return { id: { in: [] } };
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: id } }] };
}
