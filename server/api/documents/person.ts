/** People, by the standard claims (OpenID Connect Core 5.1) and what is ours beside them. */
import { z } from 'zod';
import type { Person, PersonStatus, Profile } from '@/identity/ports';
import { toUserDocument } from '@/portal/user-document';

const text = z.string().max(2048);
export const personStatus = z.enum(['active', 'disabled', 'locked'] satisfies PersonStatus[]);

const profile = {
  name: text,
  given_name: text,
  family_name: text,
  middle_name: text,
  nickname: text,
  profile: text,
  picture: text,
  website: text,
  gender: text,
  birthdate: text,
  zoneinfo: text,
  locale: text,
  phone_number: text,
  phone_number_verified: z.boolean(),
  address: z
    .strictObject({
      formatted: text,
      street_address: text,
      locality: text,
      region: text,
      postal_code: text,
      country: text,
    })
    .partial(),
} satisfies Record<keyof Profile, z.ZodType>;

const nullableProfile = Object.fromEntries(
  Object.entries(profile).map(([name, schema]) => [name, schema.nullable().optional()]),
) as { [Name in keyof typeof profile]: z.ZodOptional<z.ZodNullable<(typeof profile)[Name]>> };

const username = z.string().max(200).meta({ description: 'What the person signs in with.' });
const email = z.string().max(500).nullable();
export const password = z.string().max(1024);

export const newPerson = z.strictObject({
  ...nullableProfile,
  preferred_username: username,
  email: email.optional(),
  email_verified: z.boolean().optional(),
  password: password.nullable().default(null).meta({ description: 'Null: nobody signs in with a password yet.' }),
});

export const changedPerson = z.strictObject({
  ...nullableProfile,
  preferred_username: username.optional(),
  email: email.optional().meta({ description: 'A new address is not verified, unless `email_verified` says so.' }),
  email_verified: z.boolean().optional(),
  status: personStatus.optional().meta({ description: 'Anything but `active` signs the person out everywhere.' }),
  administrator: z.boolean().optional().meta({ description: 'Software of its own cannot change this.' }),
});

/** What people change of themselves. */
export const changedProfile = z.strictObject(nullableProfile).omit({ phone_number_verified: true });

export const personDocument = z
  .object({
    ...z.object(profile).partial().shape,
    id: z.string(),
    sub: z.string().meta({ description: 'What most applications know the person by.' }),
    preferred_username: z.string(),
    email: z.string().nullable(),
    email_verified: z.boolean(),
    status: personStatus,
    administrator: z.boolean(),
    created_at: z.iso.datetime(),
    updated_at: z.int().meta({ description: 'Seconds since 1970, as in the claim.' }),
  })
  .meta({ id: 'Person' });

/** All of a person but the credentials. */
export function toPersonDocument(person: Person): z.input<typeof personDocument> {
  return toUserDocument(person);
}
