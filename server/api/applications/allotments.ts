/** What an application may ask for at APIs. */
import { z } from 'zod';
import { allotScopes } from '@/portal/allot-scopes';
import { listAllotments } from '@/portal/list-allotments';
import { showApi } from '@/portal/show-api';
import { allotmentDocument } from '../documents/api';
import { operation } from '../operation';

const tag = 'What applications may ask for';
const ofApplication = { client_id: z.string().max(100) };
const list = z.object({ items: z.array(allotmentDocument) });
const one = {
  tag,
  path: '/applications/{client_id}/allotments/{api_id}',
  audience: 'operators',
  scope: 'applications:write',
  parameters: z.object({ ...ofApplication, api_id: z.string().max(100) }),
} as const;

export const allotments = [
  operation({
    name: 'listAllotments',
    method: 'GET',
    path: '/applications/{client_id}/allotments',
    tag,
    summary: 'List the APIs and scopes that an application may ask for',
    scope: 'applications:read',
    audience: 'people',
    parameters: z.object(ofApplication),
    status: 200,
    answer: list,
    handle: async ({ useCase, path }) => ({ items: await listAllotments(useCase, path.client_id) }),
  }),
  operation({
    ...one,
    name: 'allotScopes',
    method: 'PUT',
    summary: 'Let an application ask for an API and exactly these of its scopes',
    body: z.strictObject({ scopes: z.array(z.string().max(200)).max(100) }),
    status: 200,
    answer: list,
    async handle({ useCase, path, body }) {
      const { identifier } = await showApi(useCase, path.api_id);
      await allotScopes(useCase, { clientId: path.client_id, api: identifier, verb: 'set', scopes: body.scopes });
      return { items: await listAllotments(useCase, path.client_id) };
    },
  }),
  operation({
    ...one,
    name: 'withdrawAllotment',
    method: 'DELETE',
    summary: 'Let an application ask for nothing at an API any more',
    status: 204,
    async handle({ useCase, path }) {
      const { identifier } = await showApi(useCase, path.api_id);
      await allotScopes(useCase, { clientId: path.client_id, api: identifier, verb: 'disallow', scopes: [] });
    },
  }),
];
