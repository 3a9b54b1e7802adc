/** Lists the applications that somebody looks after. */
import type { Person } from '@/identity/ports';
import type { Client } from '@/protocol/ports';
import { isOperator } from './actor';
import type { UseCase } from './change';
import type { ClientQuery, Slice } from './ports';
import { refusal } from './refusal';

export interface ListedApplication {
  client: Client;
  /** The one who has owned it longest; undefined where operators alone look after it. */
  owner: Person | undefined;
}

export type ApplicationQuery = Omit<ClientQuery, 'memberId'> & {
  /** Of an operator, who sees all: those alone that they own or are a member of. */
  mine?: boolean;
};

/**
 * A part of the list: a person's own applications, and all of them for operators. Throws `kind: 'forbidden'` for software that
 * registered itself, and `kind: 'invalid-cursor'`.
 */
export async function listApplications(
  { storage, actor }: Pick<UseCase, 'storage' | 'actor'>,
  { mine = false, ...query }: ApplicationQuery,
): Promise<Slice<ListedApplication>> {
  if (actor.kind === 'client') throw refusal('forbidden', 'Applications do not list applications.');
  const isLimited = actor.kind === 'person' && (mine || !isOperator(actor));
  const { clientAdministration, clientMembers } = storage.stores;
  const found = await clientAdministration.query(isLimited ? { ...query, memberId: actor.personId } : query);
  const owners = await clientMembers.findOwners(found.rows.map(({ clientId }) => clientId));
  return { rows: found.rows.map((client) => ({ client, owner: owners.get(client.clientId) })), next: found.next };
}
