/** APIs and their scopes. */
import { z } from 'zod';
import { createApi } from '@/portal/create-api';
import { deleteApi } from '@/portal/delete-api';
import { listApis } from '@/portal/list-apis';
import { showApi } from '@/portal/show-api';
import { updateApi } from '@/portal/update-api';
import { apiDocument, changedApi, givenApi, toApiDocument } from './documents/api';
import { operation } from './operation';

const shared = { tag: 'APIs', audience: 'operators' } as const;
const one = { ...shared, path: '/apis/{api_id}', parameters: z.object({ api_id: z.string().max(100) }) } as const;

export const apis = [
  operation({
    ...shared,
    name: 'listApis',
    method: 'GET',
    path: '/apis',
    summary: 'List APIs',
    description: 'The oldest first.',
    scope: 'apis:read',
    status: 200,
    answer: z.object({ items: z.array(apiDocument) }),
    handle: async ({ useCase }) => ({
      items: (await listApis(useCase)).map((api) => toApiDocument(api, useCase.storage.issuer)),
    }),
  }),
  operation({
    ...shared,
    name: 'createApi',
    method: 'POST',
    path: '/apis',
    summary: 'Register an API',
    scope: 'apis:write',
    body: givenApi,
    status: 201,
    answer: apiDocument,
    tagged: true,
    handle: async ({ useCase, body }) => toApiDocument(await createApi(useCase, body), useCase.storage.issuer),
  }),
  operation({
    ...one,
    name: 'getApi',
    method: 'GET',
    summary: 'Read an API',
    scope: 'apis:read',
    status: 200,
    answer: apiDocument,
    tagged: true,
    handle: async ({ useCase, path }) => toApiDocument(await showApi(useCase, path.api_id), useCase.storage.issuer),
  }),
  operation({
    ...one,
    name: 'updateApi',
    method: 'PATCH',
    summary: 'Change an API',
    description:
      'The members that are given; `scopes` replaces all of them, and what applications were allotted of a scope that goes is taken from them.',
    scope: 'apis:write',
    body: changedApi,
    status: 200,
    answer: apiDocument,
    tagged: true,
    async handle({ useCase, path, body, checkUnchanged }) {
      const { issuer } = useCase.storage;
      const { identifier } = await showApi(useCase, path.api_id);
      const check = (before: Parameters<typeof toApiDocument>[0]) => checkUnchanged(toApiDocument(before, issuer));
      return toApiDocument(await updateApi(useCase, identifier, { document: body, check }), issuer);
    },
  }),
  operation({
    ...one,
    name: 'deleteApi',
    method: 'DELETE',
    summary: 'Delete an API',
    description: 'Nobody gets tokens for it any more. The management API stays.',
    scope: 'apis:write',
    fresh: true,
    status: 204,
    handle: async ({ useCase, path }) => deleteApi(useCase, (await showApi(useCase, path.api_id)).identifier),
  }),
];
