/** People: the list, and each as a whole. */
import { z } from 'zod';
import type { Person } from '@/identity/ports';
import { createUser } from '@/portal/create-user';
import { deleteUser } from '@/portal/delete-user';
import { inviteUser } from '@/portal/invite-user';
import { listHeld } from '@/portal/list-held';
import { queryUsers } from '@/portal/query-users';
import { setUserPassword } from '@/portal/set-user-password';
import { showUser } from '@/portal/show-user';
import { updateUser } from '@/portal/update-user';
import { flag, givenOnly, pageOf, pageParameters, sliceQuery } from '../documents/page';
import {
  changedPerson,
  newPerson,
  password,
  personDocument,
  personStatus,
  toPersonDocument,
} from '../documents/person';
import { mailDocument } from '../documents/realm';
import { heldDocument, toHeldDocument } from '../documents/role';
import { requireFresh } from '../fresh';
import { operation } from '../operation';

const shared = { tag: 'People', audience: 'operators' } as const;
const one = {
  ...shared,
  path: '/people/{person_id}',
  parameters: z.object({ person_id: z.string().max(100) }),
} as const;

export const people = [
  operation({
    ...shared,
    name: 'listPeople',
    method: 'GET',
    path: '/people',
    summary: 'List people',
    scope: 'users:read',
    query: z.strictObject({
      ...pageParameters,
      search: z.string().max(200).optional().meta({ description: 'Part of the user name or of the e-mail address.' }),
      sort: z
        .enum(['name', 'created', 'updated'])
        .default('name')
        .meta({ description: 'By user name, or the newest first.' }),
      status: personStatus.optional(),
      administrator: flag.optional(),
    }),
    status: 200,
    answer: pageOf(personDocument),
    async handle({ useCase, query: { sort, cursor, limit, ...filters } }) {
      const query = { ...sliceQuery({ cursor, limit }), order: sort, ...givenOnly(filters) };
      const { rows, next } = await queryUsers(useCase, query);
      return { items: rows.map(toPersonDocument), next_cursor: next };
    },
  }),
  operation({
    ...shared,
    name: 'createPerson',
    method: 'POST',
    path: '/people',
    summary: 'Make a person',
    description: 'Standard claims. Nobody is made an administrator by this.',
    scope: 'users:create',
    body: newPerson,
    status: 201,
    answer: personDocument,
    tagged: true,
    handle: async ({ useCase, body: { password: chosen, ...document } }) =>
      toPersonDocument(await createUser(useCase, document, { password: chosen })),
  }),
  operation({
    ...shared,
    name: 'invitePerson',
    method: 'POST',
    path: '/invitations',
    summary: 'Invite somebody to make an account',
    description: 'A link is mailed to the address, good for seven days.',
    scope: 'users:create',
    body: z.strictObject({ email: z.string().max(500) }),
    status: 201,
    answer: mailDocument,
    handle: ({ useCase, body }) => inviteUser(useCase, body.email),
  }),
  operation({
    ...one,
    name: 'getPerson',
    method: 'GET',
    summary: 'Read a person',
    scope: 'users:read',
    status: 200,
    answer: personDocument,
    tagged: true,
    handle: async ({ useCase, path }) => toPersonDocument(await showUser(useCase, { id: path.person_id })),
  }),
  operation({
    ...one,
    name: 'updatePerson',
    method: 'PATCH',
    summary: 'Change a person',
    description: 'The members that are given; null takes one away.',
    scope: 'users:write',
    body: changedPerson,
    status: 200,
    answer: personDocument,
    tagged: true,
    async handle({ useCase, caller, path, body, checkUnchanged }) {
      if (body.administrator !== undefined) requireFresh(caller, useCase.clock);
      const check = (before: Person) => checkUnchanged(toPersonDocument(before));
      return toPersonDocument(await updateUser(useCase, path.person_id, givenOnly(body), check));
    },
  }),
  operation({
    ...one,
    name: 'deletePerson',
    method: 'DELETE',
    summary: 'Delete a person',
    description:
      'With sessions, consents and all that was granted. What they alone owned is left to the administrators.',
    scope: 'users:write',
    fresh: true,
    status: 204,
    async handle({ useCase, path }) {
      await deleteUser(useCase, { id: path.person_id });
    },
  }),
  operation({
    ...one,
    name: 'setPassword',
    method: 'PUT',
    path: '/people/{person_id}/password',
    summary: "Set somebody's password",
    description: 'It signs the person out everywhere and revokes what they granted.',
    scope: 'users:write',
    body: z.strictObject({ password }),
    fresh: true,
    status: 204,
    async handle({ useCase, path, body }) {
      await setUserPassword(useCase, { id: path.person_id }, body.password);
    },
  }),
  operation({
    ...one,
    name: 'listHeld',
    method: 'GET',
    path: '/people/{person_id}/held',
    summary: 'List the roles and groups of a person',
    description: 'All that count now, by themselves and by their groups.',
    scope: 'users:read',
    status: 200,
    answer: heldDocument,
    handle: async ({ useCase, path }) => toHeldDocument(await listHeld(useCase, path.person_id)),
  }),
];
