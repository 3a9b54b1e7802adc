/** A client as its rows say it. */
import type { Client, ClientMetadata, ClientSettings } from '@/protocol/ports';
import { toAllotments, withAllotments } from './allotments';
import { fromJson } from './columns';
import type { Prisma } from './generated/sqlite/client';

/** What is read of a client: all of it. */
export const whole = { secrets: { orderBy: { id: 'asc' } }, ...withAllotments } satisfies Prisma.ClientInclude;
type ClientRow = Prisma.ClientGetPayload<{ include: typeof whole }>;

export function toRegistered({ metadata, settings }: Pick<ClientRow, 'metadata' | 'settings'>) {
  return { metadata: fromJson<ClientMetadata>(metadata), settings: fromJson<ClientSettings>(settings) };
}

export function toClient(row: ClientRow): Client {
  return {
    id: row.id,
    clientId: row.clientId,
    status: row.status as Client['status'],
    ...toRegistered(row),
    secrets: row.secrets.map(({ realmId: _, clientRowId: __, ...secret }) => secret),
    allotments: toAllotments(row.apis),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    disabledAt: row.disabledAt,
    selfRegistration:
      row.registrationTokenHash === null
        ? null
        : { tokenHash: row.registrationTokenHash, quarantinedAt: row.quarantinedAt },
    verifiedAt: row.verifiedAt,
  };
}
