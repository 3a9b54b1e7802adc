/** Applications, which are OAuth clients, as the API shows them. */
import { z } from 'zod';
import type { Person } from '@/identity/ports';
import type { IssuedSecret } from '@/portal/client-document';
import { toClientDocument } from '@/portal/client-document';
import type { ClientMemberRole } from '@/portal/ports';
import type { TeamMember } from '@/portal/team';
import type { Client, ClientSecret } from '@/protocol/ports';
import { shownMetadata, shownSettings } from './client-metadata';

const when = z.iso.datetime();

export const personReference = z
  .object({ id: z.string(), name: z.string(), username: z.string() })
  .meta({ id: 'PersonReference' });

/** A person as others who work with them see them. */
export function toPersonReference({ id, username, profile }: Person): z.input<typeof personReference> {
  return { id, username, name: profile.name ?? username };
}

export const secretDocument = z
  .object({
    id: z.string(),
    label: z.string(),
    prefix: z.string().meta({ description: 'Its first characters, to recognise it by.' }),
    created_at: when,
    created_by: z.string().nullable().meta({ description: 'The id of the person who made it.' }),
    expires_at: when.nullable(),
    last_used_at: when.nullable().meta({ description: 'Within a minute.' }),
  })
  .meta({ id: 'Secret' });

export function toSecretDocument(secret: ClientSecret): z.input<typeof secretDocument> {
  const { id, label, prefix, createdAt, createdBy, expiresAt, lastUsedAt } = secret;
  return {
    ...{ id, label, prefix, created_at: createdAt.toISOString(), created_by: createdBy },
    ...{ expires_at: expiresAt?.toISOString() ?? null, last_used_at: lastUsedAt?.toISOString() ?? null },
  };
}

export const newSecretDocument = secretDocument
  .extend({ secret: z.string().meta({ description: 'Shown in this answer and never again.' }) })
  .meta({ id: 'NewSecret' });

export const applicationDocument = z
  .object({
    ...shownMetadata,
    client_id: z.string(),
    client_id_issued_at: z.int(),
    status: z.enum(['active', 'disabled']),
    settings: shownSettings,
    allotments: z.array(z.object({ api: z.string(), scopes: z.array(z.string()) })),
    self_registration: z.object({ quarantined_at: when.nullable() }).nullable(),
    secrets: z.array(secretDocument),
    verified_at: when.nullable().meta({ description: 'When an administrator vouched for it.' }),
    created_at: when,
    updated_at: when,
  })
  .catchall(z.unknown())
  .meta({ id: 'Application' });

export const newApplicationDocument = applicationDocument
  .extend({
    client_secret: z.string().optional().meta({ description: 'Shown in this answer and never again.' }),
    client_secret_expires_at: z.int().optional(),
  })
  .meta({ id: 'NewApplication' });

/** All of an application; `issued` in the answer to what made it. */
export function toApplicationDocument(client: Client, issued?: IssuedSecret): z.input<typeof newApplicationDocument> {
  return {
    ...toClientDocument(client, issued),
    secrets: client.secrets.map(toSecretDocument),
    verified_at: client.verifiedAt?.toISOString() ?? null,
    created_at: client.createdAt.toISOString(),
    updated_at: client.updatedAt.toISOString(),
  };
}

export const applicationSummary = z
  .object({
    client_id: z.string(),
    client_name: z.string().nullable(),
    logo_uri: z.string().nullable(),
    application_type: z.enum(['web', 'native']),
    grant_types: z.array(z.string()),
    token_endpoint_auth_method: z.string(),
    status: z.enum(['active', 'disabled']),
    owner: personReference.nullable().meta({ description: 'Null where administrators alone look after it.' }),
    verified_at: when.nullable(),
    created_at: when,
    updated_at: when,
  })
  .meta({ id: 'ApplicationSummary' });

/** An application as lists have it. */
export function toApplicationSummary(client: Client, owner: Person | undefined): z.input<typeof applicationSummary> {
  const { client_name, logo_uri, application_type, grant_types, token_endpoint_auth_method } = client.metadata;
  return {
    ...{ client_id: client.clientId, client_name: client_name ?? null, logo_uri: logo_uri ?? null },
    ...{ application_type, grant_types, token_endpoint_auth_method, status: client.status },
    owner: owner === undefined ? null : toPersonReference(owner),
    verified_at: client.verifiedAt?.toISOString() ?? null,
    created_at: client.createdAt.toISOString(),
    updated_at: client.updatedAt.toISOString(),
  };
}

export const memberRole = z.enum(['owner', 'member'] satisfies ClientMemberRole[]);

export const teamMemberDocument = z
  .object({ person: personReference, role: memberRole, since: when })
  .meta({ id: 'TeamMember' });

export function toTeamMemberDocument({ person, role, createdAt }: TeamMember): z.input<typeof teamMemberDocument> {
  return { person: toPersonReference(person), role, since: createdAt.toISOString() };
}
