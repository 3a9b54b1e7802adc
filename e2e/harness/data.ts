/** The one place that says who and what the tests work with: people with every standard claim, and client metadata. */

export interface Claims {
  preferred_username: string;
  [claim: string]: unknown;
}

export interface PersonData {
  claims: Claims;
  password: string;
}

/** Every claim of OpenID Connect Core 5.1 that a person can be given. */
export const ada: PersonData = {
  password: 'Analytical-Engine-1843 & more',
  claims: {
    preferred_username: 'ada',
    name: 'Ada King Lovelace',
    given_name: 'Ada',
    family_name: 'Lovelace',
    middle_name: 'King',
    nickname: 'Enchantress',
    profile: 'https://people.example/ada',
    picture: 'https://people.example/ada/picture.png',
    website: 'https://ada.example/',
    gender: 'female',
    birthdate: '1815-12-10',
    zoneinfo: 'Europe/London',
    locale: 'en-GB',
    email: 'ada@people.example',
    email_verified: true,
    phone_number: '+44 20 7946 0018',
    phone_number_verified: true,
    address: {
      formatted: '12 St James Square\nLondon SW1Y 4JH\nUnited Kingdom',
      street_address: '12 St James Square',
      locality: 'London',
      region: 'Greater London',
      postal_code: 'SW1Y 4JH',
      country: 'United Kingdom',
    },
  },
};

/** Somebody of whom little is known; the name is not plain ASCII. */
export const noel: PersonData = {
  password: 'Ein-Apfelbaum-im-Garten-31',
  claims: { preferred_username: 'noël', email: 'noel@people.example', email_verified: false },
};

/** OpenID Connect Core 5.4, and `updated_at` which nobody is given. */
export const claimsOfScope: Record<string, readonly string[]> = {
  profile: [
    'name',
    'given_name',
    'family_name',
    'middle_name',
    'nickname',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
    'preferred_username',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
};

/** Nothing listens there: the browser stops when it is sent to it. */
export const applicationOrigin = 'https://app.example.test';

const webClient = {
  client_name: 'Engine Room',
  client_uri: applicationOrigin,
  logo_uri: `${applicationOrigin}/logo.png`,
  policy_uri: `${applicationOrigin}/privacy`,
  tos_uri: `${applicationOrigin}/terms`,
  contacts: ['engine@app.example.test'],
  redirect_uris: [`${applicationOrigin}/callback`],
  post_logout_redirect_uris: [`${applicationOrigin}/signed-out`],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
};

/** Client metadata by name; `settings` is ours, the rest RFC 7591. */
export const clients = {
  basic: { ...webClient, token_endpoint_auth_method: 'client_secret_basic' },
  post: { ...webClient, client_name: 'Second Engine', token_endpoint_auth_method: 'client_secret_post' },
  rs256: { ...webClient, client_name: 'Signed Engine', id_token_signed_response_alg: 'RS256' },
  es256: { ...webClient, client_name: 'Curved Engine', id_token_signed_response_alg: 'ES256' },
  /** All that passes tokens through the browser; works while the realm has it switched on. */
  frontChannel: {
    ...webClient,
    client_name: 'Open Engine',
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['authorization_code', 'implicit', 'refresh_token'],
    response_types: [
      ...['code', 'token', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'],
    ],
  },
  /** A television: it keeps no secret and has no browser. */
  device: {
    client_name: 'Living-room Engine',
    client_uri: applicationOrigin,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
  },
  /** Its codes and ID tokens expire before a test grows old. */
  hasty: {
    ...webClient,
    client_name: 'Hasty Engine',
    settings: { lifetimes: { authorizationCodeSeconds: 2, idTokenSeconds: 2 } },
  },
} satisfies Record<string, Record<string, unknown>>;

export type ClientName = keyof typeof clients;
export const clientNames = [
  'basic',
  'post',
  'rs256',
  'es256',
  'frontChannel',
  'device',
  'hasty',
] as const satisfies ClientName[];

let newcomers = 0;

/** Somebody whom no other test of this process knows. */
export function newcomer(): PersonData {
  newcomers += 1;
  const name = { name: `Grace Hopper ${newcomers}`, given_name: 'Grace', family_name: 'Hopper' };
  return {
    password: 'Nanoseconds-of-wire-1906',
    claims: { preferred_username: `grace-${newcomers}`, email: `grace-${newcomers}@people.example`, ...name },
  };
}
