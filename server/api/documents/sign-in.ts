/** Sign-ins and usage as the API shows them. */
import { z } from 'zod';

import { personReference } from './application';

const when = z.iso.datetime();

export const traceSteps = [
  ...(['authorize', 'sign-in', 'consent', 'device', 'code', 'token', 'refresh', 'userinfo'] as const),
  ...(['introspection', 'revocation', 'registration', 'logout'] as const),
] as const;

const cause = z
  .object({
    code: z.string().meta({ description: 'Stable, of our own.' }),
    fixed_by: z.enum(['developer', 'operator', 'person']),
    rule: z.object({ document: z.string(), section: z.string(), url: z.url() }),
  })
  .meta({ id: 'Cause' });

const standing = {
  trace_id: z.string(),
  client_id: z.string(),
  subject: z.string().nullable().meta({ description: 'What the application knows the person by.' }),
  person: personReference.nullable().meta({ description: 'Who that is; for administrators alone.' }),
  started_at: when,
  last_at: when,
  step: z.enum(traceSteps).meta({ description: 'The last one.' }),
  outcome: z
    .enum(['passed', 'failed', 'stopped', 'waiting'])
    .meta({ description: 'Of the last step; `waiting` while somebody has yet to go on.' }),
  cause: cause.nullable(),
};

export const signInSummary = z.object(standing).meta({ id: 'SignInSummary' });

export const signInDocument = z
  .object({
    ...standing,
    steps: z.array(
      z.object({
        step: z.enum(traceSteps),
        outcome: z.enum(['passed', 'failed', 'stopped']),
        at: when,
        milliseconds: z.number().meta({ description: 'Since the first step.' }),
        detail: z
          .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
          .meta({ description: 'Names, lengths and public values; never what was sent as a secret.' }),
        cause: cause.nullable(),
        address_to_add: z
          .object({ member: z.enum(['redirect_uris', 'post_logout_redirect_uris']), uri: z.string() })
          .nullable()
          .meta({ description: 'What may be registered as it was received, where that would mend it.' }),
      }),
    ),
    ahead: z.array(z.enum(traceSteps)).meta({ description: 'The steps that were not reached.' }),
    recently: z.int().meta({ description: 'How often the same went wrong in the last twenty minutes; 100 at most.' }),
  })
  .meta({ id: 'SignIn' });

const counts = z.record(z.string(), z.int());

export const usageSlot = z
  .object({
    starts_at: when,
    sign_ins: z.int(),
    people: z.int().meta({ description: 'Each once a day; in hours, those who were not seen earlier that day.' }),
    tokens: counts.meta({ description: 'Token requests by grant.' }),
    errors: counts.meta({ description: 'By code.' }),
  })
  .meta({ id: 'UsageSlot' });
