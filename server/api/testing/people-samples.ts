/** Good requests about people, groups and roles. */
import { changeGroupMember } from '@/portal/change-group-member';
import { changeRoleHolder } from '@/portal/change-role-holder';
import { createGroup } from '@/portal/create-group';
import { createRole } from '@/portal/create-role';
import { goodPassword, operator } from '@/portal/testing/house';
import type { ApiHouse } from './api';
import type { MakeSample } from './samples';

/** Somebody of this id who is like Bo. */
export async function addPersonOnce({ storage, clock }: ApiHouse, id: string): Promise<void> {
  const { people } = storage.stores;
  if ((await people.find(id)) !== undefined) return;
  const template = await people.find('bo');
  if (template === undefined) throw new Error('There is nobody to copy.');
  const own = { id, subject: `sub-${id}`, username: id, usernameFolded: id, createdAt: clock.now() };
  await people.create({ ...template, ...own });
}

const of =
  (rest = '', body?: unknown): MakeSample =>
  async () => ({ path: `/people/ada${rest}`, body });

/** A group with Bo in it. */
export async function addGroup(house: ApiHouse) {
  const useCase = { ...house, actor: operator };
  const group = await createGroup(useCase, { name: 'Night shift' });
  await changeGroupMember(useCase, 'add', { id: group.id }, { id: 'bo' });
  return group;
}

const ofGroup =
  (rest = '', body?: unknown): MakeSample =>
  async (house) => ({ path: `/groups/${(await addGroup(house)).id}${rest}`, body });

/** A role that Bo and the night shift have. */
export async function addRole(house: ApiHouse) {
  const useCase = { ...house, actor: operator };
  const { id } = await createRole(useCase, { name: 'keeper', clientId: null });
  const group = await addGroup(house);
  const other = await createGroup(useCase, { name: 'Day shift' });
  await changeRoleHolder(useCase, 'grant', { id }, { user: { id: 'bo' } });
  await changeRoleHolder(useCase, 'grant', { id }, { group: { id: group.id } });
  return { id, group, other };
}

const ofRole =
  (rest: (made: Awaited<ReturnType<typeof addRole>>) => string = () => '', body?: unknown): MakeSample =>
  async (house) => {
    const made = await addRole(house);
    return { path: `/roles/${made.id}${rest(made)}`, body };
  };

export const peopleSamples: Record<string, MakeSample> = {
  listPeople: async () => ({ path: '/people?sort=created' }),
  createPerson: async () => ({ path: '/people', body: { preferred_username: 'eve', email: 'eve@example.com' } }),
  invitePerson: async () => ({ path: '/invitations', body: { email: 'eve@example.com' } }),
  getPerson: of(),
  updatePerson: of('', { nickname: 'Countess', address: { country: 'GB' }, email: 'ada@example.com' }),
  deletePerson: of(),
  setPassword: of('/password', { password: goodPassword }),
  listHeld: of('/held'),
  listGroups: async () => ({ path: '/groups' }),
  createGroup: async () => ({ path: '/groups', body: { name: 'Day shift' } }),
  getGroup: ofGroup(),
  updateGroup: ofGroup('', { description: 'Those who wake' }),
  deleteGroup: ofGroup(),
  listGroupMembers: ofGroup('/members'),
  listGroupRoles: ofGroup('/roles'),
  addGroupMember: ofGroup('/members/ada'),
  removeGroupMember: ofGroup('/members/bo'),
  listRoles: async () => ({ path: '/roles?client_id=' }),
  createRole: async () => ({ path: '/roles', body: { name: 'keeper' } }),
  getRole: ofRole(),
  describeRole: ofRole(undefined, { description: 'Keeps bees' }),
  deleteRole: ofRole(),
  listRolePeople: ofRole(() => '/people'),
  listRoleGroups: ofRole(() => '/groups'),
  grantRoleToPerson: ofRole(() => '/people/ada'),
  revokeRoleOfPerson: ofRole(() => '/people/bo'),
  grantRoleToGroup: ofRole(({ other }) => `/groups/${other.id}`),
  revokeRoleOfGroup: ofRole(({ group }) => `/groups/${group.id}`),
};
