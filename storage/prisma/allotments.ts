/** What clients may ask for at APIs. */
import type { Allotment } from '@/protocol/ports';
import { storageFailure } from '../failure';
import type { Queries } from './access';
import type { Prisma } from './generated/sqlite/client';

export const withAllotments = {
  apis: {
    orderBy: { apiId: 'asc' },
    include: {
      api: { select: { identifier: true } },
      scopes: { orderBy: { scope: { position: 'asc' } }, select: { scopeName: true } },
    },
  },
} satisfies Prisma.ClientInclude;

type Rows = Prisma.ClientGetPayload<{ include: typeof withAllotments }>['apis'];

/** The rows as the port has them. */
export function toAllotments(rows: Rows): Allotment[] {
  return rows.map(({ api, scopes }) => ({ api: api.identifier, scopes: scopes.map(({ scopeName }) => scopeName) }));
}

/** Replaces what a client may ask for at one API; null takes the API away. Throws `missing-reference`. */
export async function replaceAllotment(
  db: Queries,
  client: { realmId: string; clientRowId: string },
  identifier: string,
  scopes: string[] | null,
): Promise<void> {
  const { realmId } = client;
  const api = await db.api.findUnique({ where: { realmId_identifier: { realmId, identifier } }, select: { id: true } });
  if (!api) throw storageFailure('missing-reference', 'The API does not exist.');
  const key = { ...client, apiId: api.id };
  await db.clientApi.deleteMany({ where: key });
  if (scopes === null) return;
  await db.clientApi.create({ data: key });
  if (scopes.length > 0)
    await db.clientApiScope.createMany({ data: scopes.map((scopeName) => ({ ...key, scopeName })) });
}
