/** Where people are signed in. */
import { z } from 'zod';
import { endAllSessions, endSession, listSessions } from '@/portal/sessions';
import { pageOf, pageParameters, sliceQuery } from './documents/page';
import { sessionDocument, toSessionDocument } from './documents/session';
import { operation } from './operation';

const shared = { tag: 'Sessions', audience: 'operators' } as const;

export const sessions = [
  operation({
    ...shared,
    name: 'listSessions',
    method: 'GET',
    path: '/sessions',
    summary: 'List where people are signed in',
    description: 'The newest first.',
    scope: 'sessions:read',
    query: z.strictObject({
      ...pageParameters,
      person_id: z.string().max(100).optional().meta({ description: 'Those of one person.' }),
    }),
    status: 200,
    answer: pageOf(sessionDocument),
    async handle({ useCase, caller, query: { person_id: personId, ...page } }) {
      const of = personId === undefined ? {} : { personId };
      const { rows, next } = await listSessions(useCase, { ...sliceQuery(page), ...of });
      const currentId = caller.kind === 'session' ? caller.session.id : undefined;
      return { items: rows.map((session) => toSessionDocument(session, currentId)), next_cursor: next };
    },
  }),
  operation({
    ...shared,
    name: 'endSession',
    method: 'DELETE',
    path: '/sessions/{session_id}',
    summary: 'Sign a browser out',
    description: 'Applications are told. What was granted for offline access stays.',
    scope: 'sessions:write',
    parameters: z.object({ session_id: z.string().max(100) }),
    status: 204,
    handle: ({ useCase, path }) => endSession(useCase, path.session_id),
  }),
  operation({
    ...shared,
    name: 'endSessionsOfPerson',
    method: 'DELETE',
    path: '/people/{person_id}/sessions',
    summary: 'Sign a person out everywhere',
    description: 'All that was granted ends too, offline access included.',
    scope: 'sessions:write',
    parameters: z.object({ person_id: z.string().max(100) }),
    status: 204,
    handle: ({ useCase, path }) => endAllSessions(useCase, path.person_id),
  }),
];
