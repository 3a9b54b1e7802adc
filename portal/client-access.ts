/** Whose business a client is: its owners', its members', and the operators'. */
import type { Client } from '@/protocol/ports';
import type { Actor } from './actor';
import { isOperator } from './actor';
import type { PortalStores } from './ports';
import { refusal } from './refusal';

type Stores = Pick<PortalStores, 'clientAdministration' | 'clientMembers'>;

/** `tend`: all that its members may do with it, reading included. `own`: what is its owners' to decide. */
export type ClientRight = 'tend' | 'own';

/**
 * The client, for those who may see it; with `forChange` as `findForChange` gives it. Throws `kind: 'not-found'`, the same
 * for a client that there is not and for one that is none of the actor's business (SECURITY invariant 10), and
 * `kind: 'forbidden'` for a member where it takes an owner.
 */
export async function getClient(
  { clientAdministration, clientMembers }: Stores,
  actor: Actor,
  clientId: string,
  { right = 'tend', forChange = false }: { right?: ClientRight; forChange?: boolean } = {},
): Promise<Client> {
  const memberId = memberIdOf(actor, clientId);
  const client = forChange
    ? await clientAdministration.findForChange(clientId, memberId)
    : await clientAdministration.find(clientId, memberId);
  if (client === undefined) throw noSuchClient(clientId);
  if (right === 'own' && memberId !== undefined) {
    const member = await clientMembers.find(clientId, memberId);
    if (member?.role !== 'owner') throw refusal('forbidden', 'Only an owner of this application may do this.');
  }
  return client;
}

/** Whose clients alone the actor may see; undefined for all. Throws `kind: 'not-found'` for those who may see none. */
function memberIdOf(actor: Actor, clientId: string): string | undefined {
  if (isOperator(actor)) return undefined;
  if (actor.kind !== 'person') throw noSuchClient(clientId);
  return actor.personId;
}

/** The refusal for a client id that nobody has, or that is none of the actor's business. */
export function noSuchClient(clientId: string) {
  return refusal('not-found', `There is no client ${clientId}.`);
}
