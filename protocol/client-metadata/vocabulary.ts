/**
 * The words of the protocol as data: what a client may register and what discovery may advertise. The registries
 * (`grants/`, `client-authentication/`, `response-modes/`, `keys/`) are typed by these lists, so that an entry without
 * its word does not compile. Runs in the browser too: no jose, no Node.
 */

/** RFC 8628 section 3.4. */
export const deviceCodeGrantType = 'urn:ietf:params:oauth:grant-type:device_code';

export const grantTypes = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'password',
  deviceCodeGrantType,
] as const;
export type GrantType = (typeof grantTypes)[number];

/** What a client may register: the grants of the token endpoint, and `implicit`, whose tokens never come from there. */
export const registrableGrantTypes = [...grantTypes, 'implicit'] as const;
export type RegistrableGrantType = (typeof registrableGrantTypes)[number];

export const responseModes = ['query', 'fragment', 'form_post', 'web_message'] as const;
export type ResponseMode = (typeof responseModes)[number];

export const clientAuthenticationMethods = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'none',
] as const;
export type ClientAuthenticationMethod = (typeof clientAuthenticationMethods)[number];

/** What a client of each method proves itself with: a secret that it sends, one that it signs with, a private key, or nothing. */
export const credentialKinds: Record<
  ClientAuthenticationMethod,
  'sent-secret' | 'signing-secret' | 'private-key' | 'nothing'
> = {
  client_secret_basic: 'sent-secret',
  client_secret_post: 'sent-secret',
  client_secret_jwt: 'signing-secret',
  private_key_jwt: 'private-key',
  none: 'nothing',
};

export const signingAlgorithms = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** How client assertions are signed (RFC 7523, OpenID Connect Core 9); never `none`. */
export const assertionAlgorithms = {
  client_secret_jwt: ['HS256'],
  private_key_jwt: signingAlgorithms,
} as const satisfies Partial<Record<ClientAuthenticationMethod, readonly string[]>>;
export type AssertionMethod = keyof typeof assertionAlgorithms;

export const accessTokenFormats = ['jwt', 'opaque'] as const;
export type AccessTokenFormat = (typeof accessTokenFormats)[number];

export const prompts = ['none', 'login', 'consent', 'select_account', 'create'] as const;
export type Prompt = (typeof prompts)[number];

export const displays = ['page', 'popup', 'touch', 'wap'] as const;
export type Display = (typeof displays)[number];

/** Authentication context classes that can happen today (DECISIONS 16). */
export const authenticationContexts = ['urn:gatehouse:aal1'] as const;

/** What a client may know people by (OpenID Connect Core 8). */
export const subjectTypes = ['public', 'pairwise'] as const;
export type SubjectType = (typeof subjectTypes)[number];

export const standardScopes = [
  'openid',
  'profile',
  'email',
  'address',
  'phone',
  'offline_access',
  'roles',
  'groups',
] as const;

/** The claims of each scope, as OpenID Connect Core 5.4 lists them, and ours. */
export const claimsOfScopes = {
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
  roles: ['roles'],
  groups: ['groups'],
} as const satisfies Record<string, readonly string[]>;
/** Whatever a scope tells of a person. */
export type ClaimName = (typeof claimsOfScopes)[keyof typeof claimsOfScopes][number];

/** Where the claims of a person may go. */
export const claimPlaces = ['id_token', 'userinfo', 'access_token'] as const;
export type ClaimPlace = (typeof claimPlaces)[number];

/** Upper bounds of single values, in UTF-16 units (DECISIONS 9). */
export const lengthLimits = {
  state: 2048,
  nonce: 2048,
  redirectUri: 2048,
  scope: 4096,
  name: 200,
  other: 1024,
} as const;
