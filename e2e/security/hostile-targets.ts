/** Every address that hostile requests are sent to, with what a request of good will would hold. */

export interface Target {
  name: string;
  path: string;
  /** Methods that it answers; by the first of them most is tried. */
  methods: ('GET' | 'POST')[];
  /** Parameters that it reads, with values that are good as far as anybody can know them. */
  parameters: Record<string, string>;
  /** Sent along: what gets a form past the door. */
  headers?: [name: string, value: string][];
}

const person = { username: 'ada', password: 'wrong', email: 'x@people.example', name: 'X' };

/** What there is on the other side: a client with its address, and a request that waits, with the cookie for it. */
export interface Surroundings {
  client: string;
  redirectUri: string;
  request: string;
  cookie: string;
}

const requestOf = (client: string, redirectUri: string) => ({
  client_id: client,
  redirect_uri: redirectUri,
  response_type: 'code',
  response_mode: 'query',
  scope: 'openid',
  state: 's',
  nonce: 'n',
  prompt: 'none',
  max_age: '1',
  login_hint: 'ada',
  id_token_hint: 'a.b.c',
  claims: '{}',
  resource: 'https://api.example.test',
  ui_locales: 'en',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
  request: 'a.b.c',
});

/** Every address of the product. */
export const targets = ({ client, redirectUri, request, cookie }: Surroundings): Target[] => [
  ...['/oauth2/authorize', '/oauth2/authorize/dialog'].map(
    (path): Target => ({ name: path, path, methods: ['GET', 'POST'], parameters: requestOf(client, redirectUri) }),
  ),
  {
    name: 'sign-out endpoint',
    path: '/oauth2/end_session',
    methods: ['GET', 'POST'],
    parameters: {
      id_token_hint: 'a.b.c',
      client_id: client,
      post_logout_redirect_uri: redirectUri,
      state: 's',
      ui_locales: 'en',
    },
  },
  {
    name: 'token',
    path: '/oauth2/token',
    methods: ['POST'],
    parameters: {
      grant_type: 'authorization_code',
      client_id: client,
      client_secret: 'x',
      code: 'c',
      redirect_uri: redirectUri,
      code_verifier: 'v'.repeat(43),
      refresh_token: 'ghr_x',
      scope: 'openid',
      resource: 'https://api.example.test',
    },
  },
  {
    name: 'introspection',
    path: '/oauth2/introspect',
    methods: ['POST'],
    parameters: { token: 't', token_type_hint: 'x', client_id: client, client_secret: 'x' },
  },
  {
    name: 'revocation',
    path: '/oauth2/revoke',
    methods: ['POST'],
    parameters: { token: 't', token_type_hint: 'x', client_id: client, client_secret: 'x' },
  },
  { name: 'userinfo', path: '/oauth2/userinfo', methods: ['POST', 'GET'], parameters: { access_token: 'a.b.c' } },
  { name: 'jwks', path: '/oauth2/jwks', methods: ['GET'], parameters: { kid: 'x' } },
  { name: 'discovery', path: '/.well-known/openid-configuration', methods: ['GET'], parameters: { issuer: 'x' } },
  { name: 'metadata', path: '/.well-known/oauth-authorization-server', methods: ['GET'], parameters: { issuer: 'x' } },
  ...[
    ...['sign-in', 'register', 'consent', 'choose-account', 'sign-out', 'setup'],
    ...['forgot-password', 'reset-password', 'register/finish', 'invitation', 'email-address', 'confirm-email'],
  ].map(
    (form): Target => ({
      name: `${form} form`,
      path: `/interaction/${form}`,
      methods: ['POST'],
      parameters: {
        ...person,
        decision: 'allow',
        account: 'current',
        remember: 'on',
        scope: 'openid',
        token: 't',
        request,
      },
      headers: [
        ['Sec-Fetch-Site', 'same-origin'],
        ['Cookie', cookie],
      ],
    }),
  ),
  { name: 'start', path: '/interaction/start', methods: ['GET'], parameters: { to: 'register' } },
  { name: 'dispatcher', path: `/interaction/${request}`, methods: ['GET'], parameters: { request } },
  ...['sign-in', 'register', 'consent', 'choose-account', 'sign-out'].map(
    (page): Target => ({
      name: `${page} page`,
      path: `/${page}`,
      methods: ['GET'],
      parameters: { request, account: 'another' },
      headers: [['Cookie', cookie]],
    }),
  ),
  { name: 'set-up page', path: '/setup', methods: ['GET'], parameters: { token: 't', request } },
  { name: 'home', path: '/', methods: ['GET'], parameters: { request } },
  { name: 'signed out', path: '/signed-out', methods: ['GET'], parameters: { request } },
  { name: 'error page', path: `/errors/${request}`, methods: ['GET'], parameters: { traceId: 'x' } },
  { name: 'next-auth session', path: '/api/auth/session', methods: ['GET'], parameters: { callbackUrl: redirectUri } },
  { name: 'next-auth csrf', path: '/api/auth/csrf', methods: ['GET'], parameters: { callbackUrl: redirectUri } },
  {
    name: 'next-auth sign-in',
    path: '/api/auth/signin/x',
    methods: ['GET', 'POST'],
    parameters: { callbackUrl: redirectUri, csrfToken: 'x' },
  },
  {
    name: 'next-auth callback',
    path: '/api/auth/callback/x',
    methods: ['GET', 'POST'],
    parameters: { code: 'x', state: 'x', error: 'x' },
  },
  { name: 'liveness', path: '/healthz', methods: ['GET'], parameters: { x: 'x' } },
  { name: 'readiness', path: '/readyz', methods: ['GET'], parameters: { x: 'x' } },
  { name: 'a logo', path: '/logos/x', methods: ['GET'], parameters: { url: redirectUri } },
  { name: 'nothing', path: '/nowhere', methods: ['GET'], parameters: { x: 'x' } },
];
