/** APIs, which are resource servers, as the management API takes and gives them. */
import { z } from 'zod';
import { toApiDocument as toPortalDocument } from '@/portal/api-document';
import type { NamedAllotment } from '@/portal/list-allotments';
import { isOwnApi } from '@/portal/own-api';
import { accessTokenFormats, signingAlgorithms } from '@/portal/token-choices';
import type { Api } from '@/protocol/ports';

const text = z.string().max(2048);
const words = z.array(text).max(100);

const scope = z.strictObject({
  name: text,
  description: text,
  roles: words
    .default([])
    .meta({ description: 'Those alone who have one of these roles get it; empty for everybody.' }),
});

/** What operators choose of an API; what a value may be is decided by `protocol/client-metadata`. */
const members = {
  name: text.meta({ description: 'What people read.' }),
  scopes: z.array(scope).max(100),
  access_token_lifetime: z.int().nullable().meta({ description: 'Seconds; null for what each application has.' }),
  access_token_format: z.enum(accessTokenFormats),
  access_token_signing_alg: z.enum(signingAlgorithms),
  include_roles: z.boolean().meta({ description: 'Whether access tokens name the roles and groups of the person.' }),
  served_by: words.meta({ description: 'The client ids that may introspect tokens for it.' }),
};

const identifier = text.meta({ description: 'Its resource indicator (RFC 8707). It never changes.' });

export const changedApi = z.strictObject(members).partial();
export const givenApi = z.strictObject({ ...changedApi.shape, identifier, name: members.name });

export const apiDocument = z
  .object({
    id: z.string(),
    identifier,
    ...members,
    scopes: z.array(z.object({ ...scope.shape, roles: z.array(z.string()) })),
    built_in: z.boolean().meta({ description: 'The management API itself, which stays and keeps its scopes.' }),
  })
  .meta({ id: 'Api' });

/** The document of an API of the realm with this issuer. */
export function toApiDocument(api: Api, issuer: string): z.input<typeof apiDocument> {
  return { id: api.id, ...toPortalDocument(api), built_in: isOwnApi(api.identifier, issuer) };
}

export const allotmentDocument = z
  .object({
    api: z.object({ id: z.string(), identifier: z.string(), name: z.string() }),
    scopes: z.array(z.object({ name: z.string(), description: z.string() })),
  })
  .meta({ id: 'Allotment' }) satisfies z.ZodType<NamedAllotment>;
