/** Roles of the realm and of applications, and who has them. */
import { z } from 'zod';
import type { NamedHolder } from '@/portal/change-role-holder';
import { changeRoleHolder } from '@/portal/change-role-holder';
import { createRole } from '@/portal/create-role';
import { deleteRole } from '@/portal/delete-role';
import { describeRole } from '@/portal/describe-role';
import { listRoleGroups, listRolePeople } from '@/portal/list-members';
import { listRoles } from '@/portal/list-roles';
import type { Role } from '@/portal/ports';
import { findRole } from '@/portal/show-role';
import { personReference, toPersonReference } from './documents/application';
import { pageById, pageOf, pageParameters } from './documents/page';
import { groupDocument, roleDocument, toGroupDocument, toRoleDocument } from './documents/role';
import type { Call } from './operation';
import { operation } from './operation';

const shared = { tag: 'Roles', audience: 'operators' } as const;
const ofRole = { role_id: z.string().max(100) };
const one = { ...shared, path: '/roles/{role_id}', parameters: z.object(ofRole) } as const;
const parts = z.strictObject(pageParameters);
const description = z.string().max(1000);

/** Giving a role to one kind of holder and taking it away. */
function holding(kind: 'people' | 'groups', parameter: string, holderOf: (id: string) => NamedHolder, of: string) {
  const path = `/roles/{role_id}/${kind}/{${parameter}}`;
  const parameters = z.object({ ...ofRole, [parameter]: z.string().max(100) });
  const change = { ...shared, path, parameters, scope: 'roles:write', status: 204 } as const;
  const carryOut = async ({ useCase, path: given }: Call<Record<string, string>>, verb: 'grant' | 'revoke') => {
    await changeRoleHolder(useCase, verb, { id: given.role_id ?? '' }, holderOf(given[parameter] ?? ''));
  };
  const Kind = kind === 'people' ? 'Person' : 'Group';
  return [
    operation({
      ...change,
      name: `grantRoleTo${Kind}`,
      method: 'PUT',
      summary: `Give a role to ${of}`,
      handle: (call) => carryOut(call, 'grant'),
    }),
    operation({
      ...change,
      name: `revokeRoleOf${Kind}`,
      method: 'DELETE',
      summary: `Take a role from ${of}`,
      handle: (call) => carryOut(call, 'revoke'),
    }),
  ];
}

export const roles = [
  operation({
    ...shared,
    name: 'listRoles',
    method: 'GET',
    path: '/roles',
    summary: 'List roles',
    scope: 'roles:read',
    query: z.strictObject({
      ...pageParameters,
      client_id: z.string().max(100).optional().meta({ description: 'Those of one application; empty: of the realm.' }),
    }),
    status: 200,
    answer: pageOf(roleDocument),
    handle: ({ useCase, query: { client_id, ...query } }) => {
      const of = client_id === undefined ? {} : { clientId: client_id === '' ? null : client_id };
      return pageById(query, (page) => listRoles(useCase, { ...page, ...of }), toRoleDocument);
    },
  }),
  operation({
    ...shared,
    name: 'createRole',
    method: 'POST',
    path: '/roles',
    summary: 'Make a role',
    scope: 'roles:write',
    body: z.strictObject({
      name: z.string().max(200),
      client_id: z.string().max(100).nullable().default(null).meta({ description: 'Null in the realm.' }),
      description: description.default(''),
    }),
    status: 201,
    answer: roleDocument,
    tagged: true,
    handle: async ({ useCase, body: { client_id: clientId, ...role } }) =>
      toRoleDocument(await createRole(useCase, { ...role, clientId })),
  }),
  operation({
    ...one,
    name: 'getRole',
    method: 'GET',
    summary: 'Read a role',
    scope: 'roles:read',
    status: 200,
    answer: roleDocument,
    tagged: true,
    handle: async ({ useCase, path }) => toRoleDocument(await findRole(useCase, { id: path.role_id })),
  }),
  operation({
    ...one,
    name: 'describeRole',
    method: 'PATCH',
    summary: 'Describe a role anew',
    description: 'Its name stays: tokens and APIs know it by that.',
    scope: 'roles:write',
    body: z.strictObject({ description }),
    status: 200,
    answer: roleDocument,
    tagged: true,
    async handle({ useCase, path, body, checkUnchanged }) {
      const check = (before: Role) => checkUnchanged(toRoleDocument(before));
      return toRoleDocument(await describeRole(useCase, path.role_id, body.description, check));
    },
  }),
  operation({
    ...one,
    name: 'deleteRole',
    method: 'DELETE',
    summary: 'Delete a role',
    description: 'Nobody has it any more. Not while a scope of an API needs it.',
    scope: 'roles:write',
    fresh: true,
    status: 204,
    handle: async ({ useCase, path }) => deleteRole(useCase, await findRole(useCase, { id: path.role_id })),
  }),
  operation({
    ...one,
    name: 'listRolePeople',
    method: 'GET',
    path: '/roles/{role_id}/people',
    summary: 'List who has a role by themselves',
    scope: 'roles:read',
    query: parts,
    status: 200,
    answer: pageOf(personReference),
    handle: ({ useCase, path, query }) =>
      pageById(query, (page) => listRolePeople(useCase, { id: path.role_id }, page), toPersonReference),
  }),
  operation({
    ...one,
    name: 'listRoleGroups',
    method: 'GET',
    path: '/roles/{role_id}/groups',
    summary: 'List the groups that give a role',
    scope: 'roles:read',
    query: parts,
    status: 200,
    answer: pageOf(groupDocument),
    handle: ({ useCase, path, query }) =>
      pageById(query, (page) => listRoleGroups(useCase, { id: path.role_id }, page), toGroupDocument),
  }),
  ...holding('people', 'person_id', (id) => ({ user: { id } }), 'a person'),
  ...holding('groups', 'group_id', (id) => ({ group: { id } }), 'a group'),
];
