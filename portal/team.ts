/** Who looks after an application: owners decide about it, members tend it. */
import { foldName } from '@/identity/names';
import type { Person } from '@/identity/ports';
import type { Actor } from './actor';
import { isOperator } from './actor';
import type { UseCase } from './change';
import { changeEntry } from './change';
import { getClient } from './client-access';
import type { ClientMember, ClientMemberRole, PortalStores } from './ports';
import { refusal } from './refusal';

export type TeamMember = ClientMember & { person: Person };

const mostMembers = 100;

/** The team, the longest standing first. Throws `kind: 'not-found'`. */
export async function listTeam(
  { storage, actor }: Pick<UseCase, 'storage' | 'actor'>,
  clientId: string,
): Promise<TeamMember[]> {
  await getClient(storage.stores, actor, clientId);
  return storage.stores.clientMembers.list(clientId);
}

/** Where the actor stands; undefined for an operator who is in no team of it. */
export async function findOwnRole(
  { storage, actor }: Pick<UseCase, 'storage' | 'actor'>,
  clientId: string,
): Promise<ClientMemberRole | undefined> {
  if (actor.kind !== 'person') return undefined;
  return (await storage.stores.clientMembers.find(clientId, actor.personId))?.role;
}

/**
 * Adds the person of this user name or e-mail address. A name that nobody has is `kind: 'invalid'`, and so is that of somebody who is in the
 * team already. Throws `kind: 'not-found' | 'forbidden'` too.
 */
export async function addTeamMember(
  useCase: UseCase,
  clientId: string,
  { name, role }: { name: string; role: ClientMemberRole },
): Promise<TeamMember> {
  return useCase.storage.transaction(async (stores) => {
    await getClient(stores, useCase.actor, clientId, { right: 'own', forChange: true });
    const person = await stores.people.findByName(foldName(name.trim()));
    if (person?.status !== 'active')
      throw problem('name', 'no-such-person', 'Nobody here has this user name or address.');
    const team = await stores.clientMembers.list(clientId);
    if (team.some(({ personId }) => personId === person.id))
      throw problem('name', 'duplicate', 'This person is in the team already.');
    if (team.length >= mostMembers) throw problem('name', 'too-many', `A team has ${mostMembers} people at most.`);
    const member = { clientId, personId: person.id, role, createdAt: useCase.clock.now() };
    await stores.clientMembers.save(member);
    await stores.audit.append(entry(useCase, 'client-member-add', clientId, { personId: person.id, role }));
    return { ...member, person };
  });
}

/** Gives a member another role. The last owner stays one: `kind: 'conflict'`. Throws `kind: 'not-found' | 'forbidden'`. */
export async function changeTeamRole(
  useCase: UseCase,
  clientId: string,
  personId: string,
  role: ClientMemberRole,
): Promise<void> {
  await useCase.storage.transaction(async (stores) => {
    await getClient(stores, useCase.actor, clientId, { right: 'own', forChange: true });
    const member = await getMember(stores, clientId, personId);
    if (role !== 'owner') await keepAnOwner(stores, useCase.actor, member);
    await stores.clientMembers.save({ ...member, role });
    await stores.audit.append(entry(useCase, 'client-member-role', clientId, { personId, role }));
  });
}

/**
 * Takes somebody out of the team; members may leave by themselves. The last owner stays: `kind: 'conflict'`. Throws
 * `kind: 'not-found' | 'forbidden'`.
 */
export async function removeTeamMember(useCase: UseCase, clientId: string, personId: string): Promise<void> {
  const { actor } = useCase;
  const isLeaving = actor.kind === 'person' && actor.personId === personId;
  await useCase.storage.transaction(async (stores) => {
    await getClient(stores, actor, clientId, { right: isLeaving ? 'tend' : 'own', forChange: true });
    await keepAnOwner(stores, actor, await getMember(stores, clientId, personId));
    await stores.clientMembers.remove(clientId, personId);
    await stores.audit.append(entry(useCase, 'client-member-remove', clientId, { personId }));
  });
}

async function getMember({ clientMembers }: PortalStores, clientId: string, personId: string): Promise<ClientMember> {
  const member = await clientMembers.find(clientId, personId);
  if (member === undefined) throw refusal('not-found', 'This person is not in the team.');
  return member;
}

/** Operators may leave an application to themselves. */
async function keepAnOwner({ clientMembers }: PortalStores, actor: Actor, member: ClientMember): Promise<void> {
  if (member.role !== 'owner' || isOperator(actor)) return;
  const owners = (await clientMembers.list(member.clientId)).filter(({ role }) => role === 'owner');
  if (owners.length === 1) throw refusal('conflict', 'An application needs an owner: make somebody else one first.');
}

function entry(useCase: UseCase, action: string, clientId: string, detail: Record<string, string>) {
  return changeEntry(useCase, action, { kind: 'client', id: clientId }, detail);
}

function problem(field: string, code: string, sentence: string) {
  return refusal('invalid', sentence, [{ field, code, sentence }]);
}
