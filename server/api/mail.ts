/** The outbox of mail. */
import { z } from 'zod';
import { listMail } from '@/portal/list-mail';
import { showMail } from '@/portal/show-mail';
import { pageById, pageOf, pageParameters } from './documents/page';
import { mailDocument, openMailDocument } from './documents/realm';
import { operation } from './operation';

const shared = { tag: 'Mail', audience: 'operators' } as const;

export const mail = [
  operation({
    ...shared,
    name: 'listMail',
    method: 'GET',
    path: '/mail',
    summary: 'List the outbox',
    description: 'The newest first: to whom, what about, and whether it went out.',
    scope: 'mail:read',
    query: z.strictObject(pageParameters),
    status: 200,
    answer: pageOf(mailDocument),
    handle: ({ useCase, query }) =>
      pageById(
        query,
        (page) => listMail(useCase, page),
        (message) => message,
      ),
  }),
  operation({
    ...shared,
    name: 'openMail',
    method: 'POST',
    path: '/mail/{message_id}/opening',
    summary: 'Read a message',
    description: 'Its link may let its holder into an account, so software cannot, and the audit says who did.',
    scope: null,
    fresh: true,
    parameters: z.object({ message_id: z.string().max(100) }),
    status: 200,
    answer: openMailDocument,
    handle: ({ useCase, path }) => showMail(useCase, path.message_id),
  }),
];
