/** Who looks after which client, on Maps. */
import type { ClientMember, ClientMemberStore } from '@/portal/ports';
import { assertPresent } from './rows';
import type { MemoryAccess, State } from './state';

export function createClientMemberStore({ read, write }: MemoryAccess): ClientMemberStore {
  return {
    save: (member) =>
      write(({ clients, people, clientMembers }) => {
        assertPresent(clients, member.clientId);
        assertPresent(people, member.personId);
        const key = `${member.clientId} ${member.personId}`;
        const before = clientMembers.get(key);
        clientMembers.set(key, before === undefined ? structuredClone(member) : { ...before, role: member.role });
      }),
    find: (clientId, personId) => read(({ clientMembers }) => clientMembers.get(`${clientId} ${personId}`)),
    list: (clientId) => read((state) => membersOf(state, (member) => member.clientId === clientId)),
    findOwners: (clientIds) =>
      read((state) => {
        const owners = membersOf(state, ({ role, clientId }) => role === 'owner' && clientIds.includes(clientId));
        return new Map(owners.reverse().map(({ clientId, person }) => [clientId, person]));
      }),
    countOwned: (personId) =>
      read((state) => membersOf(state, (member) => member.personId === personId && member.role === 'owner').length),
    remove: (clientId, personId) => write(({ clientMembers }) => clientMembers.delete(`${clientId} ${personId}`)),
  };
}

function membersOf({ people, clientMembers }: State, isWanted: (member: ClientMember) => boolean) {
  const rank = (member: ClientMember) => `${member.createdAt.toISOString()} ${member.personId}`;
  return [...clientMembers.values()]
    .filter(isWanted)
    .sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
    .flatMap((member) => {
      const person = people.get(member.personId);
      return person === undefined ? [] : [{ ...member, person }];
    });
}
