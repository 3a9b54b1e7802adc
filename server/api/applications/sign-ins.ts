/** What became of the requests of an application, and how much it is used. */
import { z } from 'zod';
import { addReceivedAddress } from '@/portal/add-received-address';
import { listSignIns } from '@/portal/list-sign-ins';
import { readUsage } from '@/portal/read-usage';
import { showSignIn } from '@/portal/show-sign-in';
import { requirePassword } from '../confirm-password';
import { pageOf, pageParameters, sliceQuery } from '../documents/page';
import { signInDocument, signInSummary, traceSteps, usageSlot } from '../documents/sign-in';
import { operation } from '../operation';

const time = z.iso.datetime().transform((text) => new Date(text));
const shared = { tag: 'Sign-ins', audience: 'people', status: 200 } as const;
const ofApplication = {
  ...shared,
  scope: 'applications:read',
  parameters: z.object({ client_id: z.string().max(100) }),
} as const;
const ofTrace = { ...shared, parameters: z.object({ trace_id: z.string().max(100) }) } as const;

export const signIns = [
  operation({
    ...ofApplication,
    name: 'listSignIns',
    method: 'GET',
    path: '/applications/{client_id}/sign-ins',
    summary: 'List what became of requests',
    description:
      'The newest first: seven days, and two thousand at most. What an application does again and again is there once a minute.',
    query: z.strictObject({
      ...pageParameters,
      outcome: z.enum(['passed', 'failed', 'stopped']).optional(),
      step: z.enum(traceSteps).optional(),
      code: z.string().max(100).optional(),
      subject: z.string().max(200).optional(),
      from: time.optional().meta({ description: 'Begun then or later.' }),
      until: time.optional().meta({ description: 'Begun earlier.' }),
      changed_after: time.optional().meta({ description: 'With a step after this: what to ask for again and again.' }),
    }),
    answer: pageOf(signInSummary),
    async handle({ useCase, path, query: { cursor, limit, changed_after: changedAfter, ...filter } }) {
      const given = Object.entries({ ...filter, changedAfter }).filter(([, value]) => value !== undefined);
      const page = await listSignIns(useCase, path.client_id, Object.fromEntries(given), sliceQuery({ cursor, limit }));
      return { items: page.sign_ins, next_cursor: page.next };
    },
  }),
  operation({
    ...ofTrace,
    name: 'getSignIn',
    method: 'GET',
    path: '/sign-ins/{trace_id}',
    summary: 'Read one sign-in with its steps',
    description: 'By the trace id that an error page shows and that `error_uri` ends with.',
    scope: 'applications:read',
    answer: signInDocument,
    handle: ({ useCase, path }) => showSignIn(useCase, path.trace_id),
  }),
  operation({
    ...ofTrace,
    name: 'addReceivedAddress',
    method: 'POST',
    path: '/sign-ins/{trace_id}/address',
    summary: 'Register the address that a sign-in failed for',
    description: 'Exactly as it was received. Whoever is signed in confirms their password; a token needs none.',
    scope: 'applications:write',
    body: z.strictObject({ password: z.string().max(1024).optional() }),
    answer: z.object({ uri: z.string() }),
    async handle(call) {
      await showSignIn(call.useCase, call.path.trace_id);
      await requirePassword(call, call.body.password);
      return { uri: await addReceivedAddress(call.useCase, call.path.trace_id) };
    },
  }),
  operation({
    ...ofApplication,
    name: 'getUsage',
    method: 'GET',
    path: '/applications/{client_id}/usage',
    summary: 'Read how much an application is used',
    description: 'Hours are kept for two days, days for ninety; all in UTC.',
    query: z.strictObject({ span: z.enum(['hour', 'day']).default('day'), from: time, until: time }),
    answer: z.object({ items: z.array(usageSlot) }),
    handle: async ({ useCase, path, query }) => ({ items: await readUsage(useCase, path.client_id, query) }),
  }),
];
