/** Applications: the list, and each as a whole. */
import { z } from 'zod';
import { approveClient } from '@/portal/approve-client';
import { clientTypes } from '@/portal/client-types';
import { createClient } from '@/portal/create-client';
import { deleteClient } from '@/portal/delete-client';
import { listApplications } from '@/portal/list-applications';
import { showClient } from '@/portal/show-client';
import { updateClient } from '@/portal/update-client';
import {
  applicationDocument,
  applicationSummary,
  newApplicationDocument,
  toApplicationDocument,
  toApplicationSummary,
} from '../documents/application';
import { givenClient } from '../documents/client-metadata';
import { flag, givenOnly, pageOf, pageParameters, sliceQuery } from '../documents/page';
import { requireFresh } from '../fresh';
import { operation } from '../operation';
import { allotments } from './allotments';
import { secrets } from './secrets';
import { signIns } from './sign-ins';
import { team } from './team';

const tag = 'Applications';
const parameters = z.object({ client_id: z.string().max(100) });
const one = { tag, path: '/applications/{client_id}', parameters, audience: 'people' } as const;
const types = [...clientTypes.keys()];

export const applications = [
  operation({
    name: 'listApplications',
    method: 'GET',
    path: '/applications',
    tag,
    summary: 'List applications',
    description: 'Of a person who is no administrator: those that they own or are a member of.',
    scope: 'applications:read',
    audience: 'people',
    query: z.strictObject({
      ...pageParameters,
      search: z.string().max(200).optional().meta({ description: 'Part of the name or of the client id.' }),
      sort: z
        .enum(['name', 'created', 'updated'])
        .default('name')
        .meta({ description: 'By name, or the newest first.' }),
      status: z.enum(['active', 'disabled']).optional(),
      verified: flag.optional(),
      mine: flag.optional().meta({ description: 'Of an administrator: their own alone.' }),
    }),
    status: 200,
    answer: pageOf(applicationSummary),
    async handle({ useCase, query: { sort, search, status, verified, mine, ...page } }) {
      const filters = givenOnly({ search, status, verified, mine });
      const { rows, next } = await listApplications(useCase, { ...sliceQuery(page), order: sort, ...filters });
      return { items: rows.map(({ client, owner }) => toApplicationSummary(client, owner)), next_cursor: next };
    },
  }),
  operation({
    name: 'createApplication',
    method: 'POST',
    path: '/applications',
    tag,
    summary: 'Register an application',
    description:
      'Members of RFC 7591 and our `settings`. `type` fills in what follows from what the application is; members that are given win. A secret is in this answer and never again.',
    scope: 'applications:write',
    audience: 'people',
    body: givenClient({ type: z.enum(types).optional() }),
    status: 201,
    answer: newApplicationDocument,
    tagged: true,
    async handle({ useCase, body: { type, ...document } }) {
      const preset = type === undefined ? {} : clientTypes.get(type)?.members;
      const { client, issued } = await createClient(useCase, { ...preset, ...document });
      return toApplicationDocument(client, issued);
    },
  }),
  operation({
    ...one,
    name: 'getApplication',
    method: 'GET',
    summary: 'Read an application',
    scope: 'applications:read',
    status: 200,
    answer: applicationDocument,
    tagged: true,
    handle: async ({ useCase, path }) => toApplicationDocument(await showClient(useCase, path.client_id)),
  }),
  operation({
    ...one,
    name: 'updateApplication',
    method: 'PATCH',
    summary: 'Change an application',
    description:
      'The members that are given; null takes one away. `settings` is laid over member by member. Switching it off revokes what it was granted.',
    scope: 'applications:write',
    body: givenClient({ status: z.enum(['active', 'disabled']).optional() }),
    status: 200,
    answer: newApplicationDocument,
    tagged: true,
    async handle({ useCase, caller, path, body: { status, ...document }, checkUnchanged }) {
      const { client, issued } = await updateClient(useCase, path.client_id, {
        document,
        ...(status === undefined ? {} : { status }),
        check(before) {
          checkUnchanged(toApplicationDocument(before));
          // What somebody vouched for leads people there.
          if (before.verifiedAt !== null && 'redirect_uris' in document) requireFresh(caller, useCase.clock);
        },
      });
      return toApplicationDocument(client, issued);
    },
  }),
  operation({
    ...one,
    name: 'deleteApplication',
    method: 'DELETE',
    summary: 'Delete an application',
    description: 'Its secrets and tokens stop working at once. It takes an owner.',
    scope: 'applications:write',
    fresh: true,
    status: 204,
    handle: ({ useCase, path }) => deleteClient(useCase, path.client_id),
  }),
  operation({
    ...one,
    name: 'verifyApplication',
    method: 'POST',
    path: '/applications/{client_id}/verification',
    summary: 'Vouch for an application',
    description: 'People see it as verified until somebody else changes its name, its logo or where it leads.',
    scope: 'applications:write',
    audience: 'operators',
    status: 200,
    answer: applicationDocument,
    tagged: true,
    handle: async ({ useCase, path }) => toApplicationDocument(await approveClient(useCase, path.client_id)),
  }),
  ...allotments,
  ...secrets,
  ...team,
  ...signIns,
];
