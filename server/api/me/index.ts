/** What people do with their own account; for them alone, in a browser. */
import { z } from 'zod';
import { listConsents, revokeConsent } from '@/portal/consents';
import { endAllSessions, endSession, listSessions } from '@/portal/sessions';
import { pageOf, pageParameters, sliceQuery } from '../documents/page';
import { consentDocument, sessionDocument, toConsentDocument, toSessionDocument } from '../documents/session';
import { operation } from '../operation';
import { selfOf } from '../self';
import { account } from './account';

const shared = { tag: 'Me', audience: 'self', scope: null } as const;
const parts = z.strictObject(pageParameters);

export const me = [
  ...account,
  operation({
    ...shared,
    name: 'listMySessions',
    method: 'GET',
    path: '/me/sessions',
    summary: 'List where I am signed in',
    description: 'The newest first.',
    query: parts,
    status: 200,
    answer: pageOf(sessionDocument),
    async handle({ useCase, caller, query }) {
      const { person, session: current } = selfOf(caller);
      const { rows, next } = await listSessions(useCase, { ...sliceQuery(query), personId: person.id });
      return { items: rows.map((session) => toSessionDocument(session, current.id)), next_cursor: next };
    },
  }),
  operation({
    ...shared,
    name: 'endMySession',
    method: 'DELETE',
    path: '/me/sessions/{session_id}',
    summary: 'Sign me out in one browser',
    parameters: z.object({ session_id: z.string().max(100) }),
    status: 204,
    handle: ({ useCase, caller, path }) => endSession(useCase, path.session_id, selfOf(caller).person.id),
  }),
  operation({
    ...shared,
    name: 'endMyOtherSessions',
    method: 'DELETE',
    path: '/me/sessions',
    summary: 'Sign me out everywhere but here',
    description: 'What was granted there ends too.',
    status: 204,
    async handle({ useCase, caller }) {
      const { person, session } = selfOf(caller);
      await endAllSessions(useCase, person.id, session.id);
    },
  }),
  operation({
    ...shared,
    name: 'listMyApplications',
    method: 'GET',
    path: '/me/applications',
    summary: 'List the applications that I allowed something',
    description: 'What each may see, and since when.',
    query: parts,
    status: 200,
    answer: pageOf(consentDocument),
    async handle({ useCase, caller, query }) {
      const { rows, next } = await listConsents(useCase, { ...sliceQuery(query), personId: selfOf(caller).person.id });
      return { items: rows.map(toConsentDocument), next_cursor: next };
    },
  }),
  operation({
    ...shared,
    name: 'disconnectMyApplication',
    method: 'DELETE',
    path: '/me/applications/{client_id}',
    summary: 'Take back what I allowed an application',
    description: 'Its tokens for me stop working at once.',
    parameters: z.object({ client_id: z.string().max(100) }),
    status: 204,
    handle: ({ useCase, caller, path }) => revokeConsent(useCase, selfOf(caller).person.id, path.client_id),
  }),
];
