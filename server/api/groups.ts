/** Groups of people, and who is in them. */
import { z } from 'zod';
import { changeGroupMember } from '@/portal/change-group-member';
import { createGroup } from '@/portal/create-group';
import { deleteGroup } from '@/portal/delete-group';
import { listGroups } from '@/portal/list-groups';
import { listGroupMembers, listGroupRoles } from '@/portal/list-members';
import type { Group } from '@/portal/ports';
import { findGroup } from '@/portal/show-group';
import { updateGroup } from '@/portal/update-group';
import { personReference, toPersonReference } from './documents/application';
import { pageById, pageOf, pageParameters } from './documents/page';
import { groupDocument, roleDocument, toGroupDocument, toRoleDocument } from './documents/role';
import { operation } from './operation';

const shared = { tag: 'Groups', audience: 'operators' } as const;
const ofGroup = { group_id: z.string().max(100) };
const one = { ...shared, path: '/groups/{group_id}', parameters: z.object(ofGroup) } as const;
const member = {
  ...shared,
  path: '/groups/{group_id}/members/{person_id}',
  parameters: z.object({ ...ofGroup, person_id: z.string().max(100) }),
  scope: 'groups:write',
} as const;
const parts = z.strictObject(pageParameters);
const text = z.string().max(1000);

export const groups = [
  operation({
    ...shared,
    name: 'listGroups',
    method: 'GET',
    path: '/groups',
    summary: 'List groups',
    scope: 'groups:read',
    query: parts,
    status: 200,
    answer: pageOf(groupDocument),
    handle: ({ useCase, query }) => pageById(query, (page) => listGroups(useCase, page), toGroupDocument),
  }),
  operation({
    ...shared,
    name: 'createGroup',
    method: 'POST',
    path: '/groups',
    summary: 'Make a group',
    scope: 'groups:write',
    body: z.strictObject({ name: text, description: text.default('') }),
    status: 201,
    answer: groupDocument,
    tagged: true,
    handle: async ({ useCase, body }) => toGroupDocument(await createGroup(useCase, body)),
  }),
  operation({
    ...one,
    name: 'getGroup',
    method: 'GET',
    summary: 'Read a group',
    scope: 'groups:read',
    status: 200,
    answer: groupDocument,
    tagged: true,
    handle: async ({ useCase, path }) => toGroupDocument(await findGroup(useCase, { id: path.group_id })),
  }),
  operation({
    ...one,
    name: 'updateGroup',
    method: 'PATCH',
    summary: 'Change a group',
    scope: 'groups:write',
    body: z.strictObject({ name: text.optional(), description: text.optional() }),
    status: 200,
    answer: groupDocument,
    tagged: true,
    async handle({ useCase, path, body, checkUnchanged }) {
      const check = (before: Group) => checkUnchanged(toGroupDocument(before));
      return toGroupDocument(await updateGroup(useCase, path.group_id, body, check));
    },
  }),
  operation({
    ...one,
    name: 'deleteGroup',
    method: 'DELETE',
    summary: 'Delete a group',
    description: 'Its people lose the roles that they had by it alone.',
    scope: 'groups:write',
    fresh: true,
    status: 204,
    handle: ({ useCase, path }) => deleteGroup(useCase, { id: path.group_id }),
  }),
  operation({
    ...one,
    name: 'listGroupMembers',
    method: 'GET',
    path: '/groups/{group_id}/members',
    summary: 'List who is in a group',
    scope: 'groups:read',
    query: parts,
    status: 200,
    answer: pageOf(personReference),
    handle: ({ useCase, path, query }) =>
      pageById(query, (page) => listGroupMembers(useCase, { id: path.group_id }, page), toPersonReference),
  }),
  operation({
    ...one,
    name: 'listGroupRoles',
    method: 'GET',
    path: '/groups/{group_id}/roles',
    summary: 'List the roles that a group gives',
    scope: 'groups:read',
    query: parts,
    status: 200,
    answer: pageOf(roleDocument),
    handle: ({ useCase, path, query }) =>
      pageById(query, (page) => listGroupRoles(useCase, { id: path.group_id }, page), toRoleDocument),
  }),
  operation({
    ...member,
    name: 'addGroupMember',
    method: 'PUT',
    summary: 'Put somebody into a group',
    status: 204,
    async handle({ useCase, path }) {
      await changeGroupMember(useCase, 'add', { id: path.group_id }, { id: path.person_id });
    },
  }),
  operation({
    ...member,
    name: 'removeGroupMember',
    method: 'DELETE',
    summary: 'Take somebody out of a group',
    status: 204,
    async handle({ useCase, path }) {
      await changeGroupMember(useCase, 'remove', { id: path.group_id }, { id: path.person_id });
    },
  }),
];
