/**
 * Client metadata (RFC 7591) as the API takes and gives it. The schemas say what members there are and what kind of
 * value each has; what a value may be is decided by `protocol/client-metadata`, as everywhere.
 */
import { z } from 'zod';
import { memberOfLocalized } from '@/protocol/client-metadata/localized';
import type { ClientMetadata, ClientSettings } from '@/protocol/ports';

const text = z.string().max(2048);
const texts = z.array(text).max(100);
const key = z.record(z.string().max(100), z.unknown());

const members = {
  redirect_uris: texts.meta({ description: 'Where answers may be sent, compared character by character.' }),
  token_endpoint_auth_method: text,
  token_endpoint_auth_signing_alg: text,
  grant_types: texts,
  response_types: texts,
  application_type: z.enum(['web', 'native']),
  client_name: text.meta({ description: 'What people read; `client_name#de` in another language.' }),
  client_uri: text,
  logo_uri: text,
  tos_uri: text,
  policy_uri: text,
  contacts: texts,
  scope: z.string().max(4096),
  jwks_uri: text,
  jwks: z.strictObject({ keys: z.array(key).max(20) }),
  software_id: text,
  software_version: text,
  subject_type: text,
  sector_identifier_uri: text,
  id_token_signed_response_alg: text,
  userinfo_signed_response_alg: text,
  default_max_age: z.int(),
  require_auth_time: z.boolean(),
  default_acr_values: texts,
  initiate_login_uri: text,
  post_logout_redirect_uris: texts,
  backchannel_logout_uri: text,
  backchannel_logout_session_required: z.boolean(),
  frontchannel_logout_uri: text,
  frontchannel_logout_session_required: z.boolean(),
} satisfies Record<keyof ClientMetadata, z.ZodType>;

const seconds = z.int().nullable();
const lifetimes = {
  authorizationCodeSeconds: seconds,
  accessTokenSeconds: seconds,
  idTokenSeconds: seconds,
  refreshTokenIdleSeconds: seconds,
  refreshTokenAbsoluteSeconds: seconds,
} satisfies Record<keyof ClientSettings['lifetimes'], z.ZodType>;

const settings = {
  profile: z.enum(['oidc', 'oauth21', 'fapi2']),
  firstParty: z.boolean().meta({ description: 'People are never asked for consent. Administrators decide it.' }),
  allowedOrigins: texts.nullable().meta({
    description: 'Who may read answers in a browser; null for the origins of the redirect URIs of a public client.',
  }),
  rotateRefreshTokens: z.boolean(),
  replayWindowSeconds: z.int(),
  jsonTokenRequests: z.boolean(),
  scopeClaimsInIdToken: z.boolean(),
  claims: z.array(z.record(z.string().max(100), z.unknown())).max(100),
  lifetimes: z.strictObject(lifetimes),
} satisfies Record<keyof ClientSettings, z.ZodType>;

const nullable = <Shape extends Record<string, z.ZodType>>(shape: Shape) =>
  Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, schema.nullable().optional()]));

const givenSettings = z.strictObject({
  ...z.strictObject(settings).partial().shape,
  lifetimes: z.strictObject(lifetimes).partial().optional(),
});

/**
 * What a client is made of or changed by; null takes a member away. Names in other languages are members too, so it is
 * open to those and to `besides`, the caller's own.
 */
export function givenClient<Besides extends z.core.$ZodLooseShape>(besides: Besides) {
  const known = { ...nullable(members), settings: givenSettings.optional(), ...besides };
  return z.looseObject(known).superRefine((document, context) => {
    const keys = Object.keys(document).filter(
      (name) => !Object.hasOwn(known, name) && memberOfLocalized(name) === undefined,
    );
    if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: document });
  });
}

/** As a client is shown. */
export const shownMetadata = z.object(members).partial().shape;
export const shownSettings = z.object(settings);
