/** Keys, settings and findings about the realm. */
import { z } from 'zod';
import type { Finding } from '@/portal/doctor';
import type { SettingDocument } from '@/portal/get-setting';
import type { InitialAccessTokenDocument } from '@/portal/initial-access-tokens';
import type { MailDocument } from '@/portal/list-mail';
import type { SigningKeyDocument } from '@/portal/list-signing-keys';
import type { OpenMailDocument } from '@/portal/show-mail';

const when = z.iso.datetime();

export const signingKeyDocument = z
  .object({
    kid: z.string(),
    alg: z.string(),
    state: z.enum(['published', 'signing', 'retiring', 'removed'] satisfies SigningKeyDocument['state'][]),
    created_at: when,
    signs_from: when,
    removed_at: when.nullable().meta({ description: 'When it is no longer published.' }),
  })
  .meta({ id: 'SigningKey' });

export const settingDocument = z
  .object({
    name: z.string(),
    value: z.union([z.string(), z.number()]),
    default: z.union([z.string(), z.number()]),
    allowed: z.string().meta({ description: 'What may be given, in words.' }),
    meaning: z.string(),
  })
  .meta({ id: 'Setting' }) satisfies z.ZodType<Omit<SettingDocument, 'name'>>;

export const findingDocument = z
  .object({
    check: z.string(),
    outcome: z.enum(['ok', 'warn', 'fail'] satisfies Finding['outcome'][]),
    says: z.string(),
    remedy: z.string().optional().meta({ description: 'The exact line to change or to run.' }),
  })
  .meta({ id: 'Finding' });

export const mailDocument = z
  .object({
    id: z.string(),
    recipient: z.string(),
    template: z.string(),
    state: z.enum(['waiting', 'delivered', 'given-up'] satisfies MailDocument['state'][]),
    attempts: z.int(),
    failure: z.string().nullable().meta({ description: 'Why it has not gone out yet.' }),
    created_at: when,
    due_at: when.nullable().meta({ description: 'When it is tried next.' }),
    delivered_at: when.nullable(),
  })
  .meta({ id: 'Mail' }) satisfies z.ZodType<MailDocument>;

export const openMailDocument = mailDocument
  .extend({ subject: z.string().nullable(), text: z.string().nullable(), html: z.string().nullable() })
  .meta({
    id: 'OpenMail',
    description: 'The words are null once they are erased.',
  }) satisfies z.ZodType<OpenMailDocument>;

export const initialAccessTokenDocument = z
  .object({ id: z.string(), label: z.string(), uses_left: z.int(), created_at: when, expires_at: when })
  .meta({ id: 'InitialAccessToken' }) satisfies z.ZodType<Omit<InitialAccessTokenDocument, 'token'>>;

export const newInitialAccessTokenDocument = initialAccessTokenDocument
  .extend({ token: z.string().meta({ description: 'Shown in this answer and never again.' }) })
  .meta({ id: 'NewInitialAccessToken' });
