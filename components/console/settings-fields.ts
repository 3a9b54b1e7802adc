/** The settings of an application as its form has them: data, so that what the rules know is what the form shows. */
import {
  assertionAlgorithms,
  clientAuthenticationMethods,
  registrableGrantTypes,
  responseTypes,
  signingAlgorithms,
  subjectTypes,
} from '@/protocol/client-metadata';

export type FieldKind = 'text' | 'lines' | 'choice' | 'choices' | 'switch' | 'number';
export type FieldValue = string | string[] | boolean;
export type FormValues = Record<string, FieldValue>;

export const sections = [
  ...(['identity', 'addresses', 'grants', 'authentication', 'tokens', 'lifetimes'] as const),
  ...(['sessions', 'logout', 'browser', 'privacy', 'advanced'] as const),
] as const;
export type SettingsSection = (typeof sections)[number];

interface FieldShape {
  /** The member's path in the document. */
  name: string;
  kind: FieldKind;
  section: SettingsSection;
  options?: readonly string[];
  /** A switch or a value that weakens something: the form says what. */
  risky?: true;
  /** One would copy it. */
  mono?: true;
  /** Administrators alone decide it. */
  operators?: true;
  /** Where it is explained. */
  rfc?: string;
}

const rfc7591 = 'https://www.rfc-editor.org/rfc/rfc7591#section-2';
const registration = 'https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata';
const backChannel = 'https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRegistration';
const frontChannel = 'https://openid.net/specs/openid-connect-frontchannel-1_0.html#RPLogout';

export const settingsFields = [
  { name: 'client_name', kind: 'text', section: 'identity', rfc: rfc7591 },
  { name: 'logo_uri', kind: 'text', section: 'identity', mono: true },
  { name: 'client_uri', kind: 'text', section: 'identity', mono: true },
  { name: 'policy_uri', kind: 'text', section: 'identity', mono: true },
  { name: 'tos_uri', kind: 'text', section: 'identity', mono: true },
  { name: 'contacts', kind: 'lines', section: 'identity' },
  {
    name: 'redirect_uris',
    kind: 'lines',
    section: 'addresses',
    mono: true,
    rfc: 'https://www.rfc-editor.org/rfc/rfc9700#section-2.1',
  },
  { name: 'application_type', kind: 'choice', section: 'addresses', options: ['web', 'native'], rfc: registration },
  { name: 'initiate_login_uri', kind: 'text', section: 'addresses', mono: true, rfc: registration },
  { name: 'grant_types', kind: 'choices', section: 'grants', options: registrableGrantTypes, rfc: rfc7591 },
  { name: 'response_types', kind: 'choices', section: 'grants', options: responseTypes, rfc: rfc7591 },
  { name: 'scope', kind: 'text', section: 'grants', mono: true, rfc: rfc7591 },
  {
    name: 'token_endpoint_auth_method',
    kind: 'choice',
    section: 'authentication',
    options: clientAuthenticationMethods,
    rfc: registration,
  },
  {
    name: 'token_endpoint_auth_signing_alg',
    kind: 'choice',
    section: 'authentication',
    options: ['', ...Object.values(assertionAlgorithms).flat()],
    rfc: registration,
  },
  { name: 'jwks_uri', kind: 'text', section: 'authentication', mono: true, rfc: rfc7591 },
  {
    name: 'id_token_signed_response_alg',
    kind: 'choice',
    section: 'tokens',
    options: ['', ...signingAlgorithms],
    rfc: registration,
  },
  {
    name: 'userinfo_signed_response_alg',
    kind: 'choice',
    section: 'tokens',
    options: ['', ...signingAlgorithms],
    rfc: registration,
  },
  { name: 'settings.scopeClaimsInIdToken', kind: 'switch', section: 'tokens' },
  {
    name: 'settings.rotateRefreshTokens',
    kind: 'switch',
    section: 'tokens',
    risky: true,
    rfc: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14',
  },
  { name: 'settings.replayWindowSeconds', kind: 'number', section: 'tokens', risky: true },
  { name: 'settings.lifetimes.authorizationCodeSeconds', kind: 'number', section: 'lifetimes' },
  { name: 'settings.lifetimes.accessTokenSeconds', kind: 'number', section: 'lifetimes' },
  { name: 'settings.lifetimes.idTokenSeconds', kind: 'number', section: 'lifetimes' },
  { name: 'settings.lifetimes.refreshTokenIdleSeconds', kind: 'number', section: 'lifetimes' },
  { name: 'settings.lifetimes.refreshTokenAbsoluteSeconds', kind: 'number', section: 'lifetimes' },
  { name: 'settings.firstParty', kind: 'switch', section: 'sessions', risky: true, operators: true },
  { name: 'default_max_age', kind: 'number', section: 'sessions', rfc: registration },
  { name: 'require_auth_time', kind: 'switch', section: 'sessions', rfc: registration },
  { name: 'default_acr_values', kind: 'lines', section: 'sessions', mono: true, rfc: registration },
  { name: 'post_logout_redirect_uris', kind: 'lines', section: 'logout', mono: true },
  { name: 'backchannel_logout_uri', kind: 'text', section: 'logout', mono: true, rfc: backChannel },
  { name: 'backchannel_logout_session_required', kind: 'switch', section: 'logout', rfc: backChannel },
  { name: 'frontchannel_logout_uri', kind: 'text', section: 'logout', mono: true, rfc: frontChannel },
  { name: 'frontchannel_logout_session_required', kind: 'switch', section: 'logout', rfc: frontChannel },
  { name: 'settings.allowedOrigins', kind: 'lines', section: 'browser', mono: true, risky: true },
  {
    name: 'subject_type',
    kind: 'choice',
    section: 'privacy',
    options: ['', ...subjectTypes],
    rfc: 'https://openid.net/specs/openid-connect-core-1_0.html#SubjectIDTypes',
  },
  { name: 'sector_identifier_uri', kind: 'text', section: 'privacy', mono: true },
  { name: 'settings.profile', kind: 'choice', section: 'advanced', options: ['oidc', 'oauth21'] },
  {
    name: 'settings.jsonTokenRequests',
    kind: 'switch',
    section: 'advanced',
    risky: true,
    rfc: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3',
  },
  { name: 'software_id', kind: 'text', section: 'advanced', mono: true, rfc: rfc7591 },
  { name: 'software_version', kind: 'text', section: 'advanced', mono: true, rfc: rfc7591 },
] as const satisfies FieldShape[];

export type SettingsField = FieldShape & { name: (typeof settingsFields)[number]['name'] };
export type SettingsFieldName = SettingsField['name'];

/** The form's value of a member of the document. */
export function toFormValue({ name, kind }: SettingsField, document: object): FieldValue {
  const value = readPath(document, name);
  if (kind === 'switch') return value === true;
  if (kind === 'choices') return Array.isArray(value) ? value.map(String) : [];
  if (kind === 'lines') return Array.isArray(value) ? value.join('\n') : '';
  return value === undefined || value === null ? '' : String(value);
}

/** The member's value for the document; null takes it away. */
export function toMember({ kind }: SettingsField, value: FieldValue | undefined): unknown {
  if (kind === 'switch' || kind === 'choices') return value ?? (kind === 'switch' ? false : []);
  const text = typeof value === 'string' ? value.trim() : '';
  if (kind === 'lines') return text === '' ? null : text.split(/\s*\n\s*/);
  if (text === '') return null;
  return kind === 'number' && /^-?\d+$/.test(text) ? Number(text) : text;
}

/** The document of these fields alone, as the API takes it. */
export function toDocument(fields: readonly SettingsField[], values: (name: string) => FieldValue | undefined) {
  const document: Record<string, unknown> = {};
  for (const field of fields) writePath(document, field.name, toMember(field, values(field.name)));
  return document;
}

function readPath(document: object, path: string): unknown {
  let value: unknown = document;
  for (const part of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  return value;
}

function writePath(document: Record<string, unknown>, path: string, value: unknown): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let place = document;
  for (const part of parts) {
    place[part] ??= {};
    place = place[part] as Record<string, unknown>;
  }
  place[last] = value;
}
