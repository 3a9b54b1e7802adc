/** What people allowed applications. */
import { z } from 'zod';
import { listConsents, revokeConsent } from '@/portal/consents';
import { givenOnly, pageOf, pageParameters, sliceQuery } from './documents/page';
import { consentDocument, toConsentDocument } from './documents/session';
import { operation } from './operation';

const shared = { tag: 'Consents', audience: 'operators' } as const;

export const consents = [
  operation({
    ...shared,
    name: 'listConsents',
    method: 'GET',
    path: '/consents',
    summary: 'List what people allowed applications',
    scope: 'consents:read',
    query: z.strictObject({
      ...pageParameters,
      person_id: z.string().max(100).optional().meta({ description: 'Those of one person.' }),
      client_id: z.string().max(100).optional().meta({ description: 'Those that one application was given.' }),
    }),
    status: 200,
    answer: pageOf(consentDocument),
    async handle({ useCase, query: { person_id: personId, client_id: clientId, ...page } }) {
      const query = { ...sliceQuery(page), ...givenOnly({ personId, clientId }) };
      const { rows, next } = await listConsents(useCase, query);
      return { items: rows.map(toConsentDocument), next_cursor: next };
    },
  }),
  operation({
    ...shared,
    name: 'revokeConsent',
    method: 'DELETE',
    path: '/people/{person_id}/consents/{client_id}',
    summary: 'Take back what a person allowed an application',
    description: 'Its tokens for that person stop working at once.',
    scope: 'consents:write',
    parameters: z.object({ person_id: z.string().max(100), client_id: z.string().max(100) }),
    status: 204,
    handle: ({ useCase, path }) => revokeConsent(useCase, path.person_id, path.client_id),
  }),
];
