/** Requests to the endpoints that machines use, each with artefacts of its own. */
import { basicCredentials } from '../harness/relying-party';
import type { WireRequest } from '../harness/wire';
import type { ClientName, Contestant } from './contestants';
import { takeCode, takeTokens } from './holder';
import type { Trial } from './matrix';
import { ofAnswer } from './observe';

type Members = Record<string, string>;
type Observation = (contestant: Contestant) => Promise<string>;
const trials = (group: string, observations: Record<string, Observation>): Trial[] =>
  Object.entries(observations).map(([name, observe]) => ({ name: `${group}: ${name}`, observe }));

const endpointOf = ({ parties }: Contestant, name: string) => String(parties.web.configuration[name]);

interface Sent extends WireRequest {
  /** Without the web client's credentials in the header. */
  anonymous?: true;
}

/** Posts a form, with the web client's registered authentication unless other headers are given. */
async function post(
  contestant: Contestant,
  endpoint: string,
  body: Members | string,
  { anonymous, ...more }: Sent = {},
) {
  const { client_id: id, client_secret: secret = '' } = contestant.parties.web.client;
  const headers = { ...(anonymous ? {} : { authorization: basicCredentials(id, secret) }), ...more.headers };
  const form = typeof body === 'string' ? body : new URLSearchParams(body);
  const type = typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  const answer = await contestant.wire(endpointOf(contestant, endpoint), {
    ...{ method: 'POST', body: form },
    ...more,
    headers: { ...type, ...headers },
  });
  return ofAnswer(answer);
}

const token =
  (body: Members | string, more?: Sent): Observation =>
  (contestant) =>
    post(contestant, 'token_endpoint', body, more);

const anonymously = { anonymous: true } as const;

/** A code of the web client (or another), redeemed with changes; undefined takes a parameter away. */
const redemption =
  (changes: Record<string, string | undefined>, taken: { client?: ClientName; pkce?: boolean } = {}): Observation =>
  async (contestant) => {
    const { party, response, request } = await takeCode(contestant, taken);
    return ofAnswer(await party.redeem(response, request, changes));
  };

const codes: Record<string, Observation> = {
  'is redeemed': redemption({}),
  'is redeemed with PKCE': redemption({}, { pkce: true }),
  'is redeemed by a public client': redemption({}, { client: 'spa', pkce: true }),
  'is redeemed by client_secret_post': redemption({}, { client: 'post' }),
  'comes twice': async (contestant) => {
    const { party, response, request } = await takeCode(contestant);
    await party.redeem(response, request);
    return ofAnswer(await party.redeem(response, request));
  },
  'comes without its redirect URI': redemption({ redirect_uri: undefined }),
  'comes with another redirect URI': redemption({ redirect_uri: 'https://app.people.example/other' }),
  'comes without its verifier': redemption({ code_verifier: undefined }, { pkce: true }),
  'comes with a wrong verifier': redemption({ code_verifier: 'w'.repeat(43) }, { pkce: true }),
  'comes with a verifier that is too short': redemption({ code_verifier: 'w' }, { pkce: true }),
  'comes with a verifier that nobody asked for': redemption({ code_verifier: 'w'.repeat(43) }),
  'is another client’s': async (contestant) => {
    const { response, request } = await takeCode(contestant, { client: 'other' });
    return ofAnswer(await contestant.parties.web.redeem(response, request));
  },
  'is none': redemption({ code: 'banana' }),
  'is missing': redemption({ code: undefined }),
  'is empty': redemption({ code: '' }),
};

const unregistered = { grant_type: 'authorization_code', code: 'x' };
const authentication: Record<string, Observation> = {
  'is missing': token(unregistered, anonymously),
  'is of nobody': token(unregistered, { headers: { authorization: basicCredentials('nobody', 'x') } }),
  'has a wrong secret': (contestant) =>
    post(contestant, 'token_endpoint', unregistered, {
      headers: { authorization: basicCredentials(contestant.parties.web.client.client_id, 'wrong') },
    }),
  'has a wrong secret in the body': (contestant) => {
    const { client_id } = contestant.parties.post.client;
    return post(contestant, 'token_endpoint', { ...unregistered, client_id, client_secret: 'x' }, anonymously);
  },
  'is in the body though Basic is registered': (contestant) => {
    const { client_id, client_secret = '' } = contestant.parties.web.client;
    return post(contestant, 'token_endpoint', { ...unregistered, client_id, client_secret }, anonymously);
  },
  'comes twice': (contestant) => {
    const { client_id, client_secret = '' } = contestant.parties.web.client;
    return post(contestant, 'token_endpoint', { ...unregistered, client_id, client_secret });
  },
  'names another client in the body': token({ ...unregistered, client_id: 'other' }),
  'is no base64': token(unregistered, { headers: { authorization: 'Basic !!!' } }),
  'is a bearer token': token(unregistered, { headers: { authorization: 'Bearer x' } }),
  'is none though a secret is registered': (contestant) =>
    post(
      contestant,
      'token_endpoint',
      { ...unregistered, client_id: contestant.parties.web.client.client_id },
      anonymously,
    ),
};

const tokenRequests: Record<string, Observation> = {
  'has no grant type': token({ code: 'x' }),
  'has an unknown grant type': token({ grant_type: 'banana' }),
  'has a grant type that the client did not register': token({ grant_type: 'client_credentials' }),
  'repeats its grant type': token('grant_type=authorization_code&grant_type=refresh_token'),
  'repeats an unknown parameter': token('grant_type=refresh_token&refresh_token=x&banana=1&banana=2'),
  'is empty': token(''),
  'is JSON': token('{"grant_type":"refresh_token"}', { headers: { 'content-type': 'application/json' } }),
  'is a GET': async (contestant) => ofAnswer(await contestant.wire(endpointOf(contestant, 'token_endpoint'))),
};

/** Takes tokens and refreshes with changes. */
const refreshing =
  (change: (tokens: Awaited<ReturnType<typeof takeTokens>>) => Members): Observation =>
  async (contestant) => {
    const holder = await takeTokens(contestant);
    return ofAnswer(await holder.party.refresh(holder.refreshToken, change(holder)));
  };

const refreshes: Record<string, Observation> = {
  'is rotated': refreshing(() => ({})),
  'is narrowed': refreshing(() => ({ scope: 'openid' })),
  'is widened': refreshing(() => ({ scope: 'openid profile offline_access email' })),
  'is for an unknown scope': refreshing(() => ({ scope: 'openid banana' })),
  'is an access token': refreshing(({ accessToken }) => ({ refresh_token: accessToken })),
  'is none': token({ grant_type: 'refresh_token', refresh_token: 'banana' }),
  'is missing': token({ grant_type: 'refresh_token' }),
  'comes again at once': async (contestant) => {
    const { party, refreshToken } = await takeTokens(contestant);
    await party.refresh(refreshToken);
    return ofAnswer(await party.refresh(refreshToken));
  },
  'is another client’s': async (contestant) => {
    const { refreshToken } = await takeTokens(contestant, { client: 'other' });
    return ofAnswer(await contestant.parties.web.refresh(refreshToken));
  },
  'is of a code that came twice': async (contestant) => {
    const { party, response, request, refreshToken } = await takeTokens(contestant);
    await party.redeem(response, request);
    return ofAnswer(await party.refresh(refreshToken));
  },
};

const ask =
  (endpoint: string, members: (holder: Awaited<ReturnType<typeof takeTokens>>) => Members, client?: ClientName) =>
  async (contestant: Contestant) =>
    post(contestant, endpoint, members(await takeTokens(contestant, client === undefined ? {} : { client })));

const tokenQuestions = (endpoint: string): Record<string, Observation> => ({
  'of a refresh token': ask(endpoint, ({ refreshToken }) => ({ token: refreshToken })),
  'of an access token': ask(endpoint, ({ accessToken }) => ({ token: accessToken })),
  'with the wrong hint': ask(endpoint, ({ refreshToken }) => ({
    token: refreshToken,
    token_type_hint: 'access_token',
  })),
  'with an unknown hint': ask(endpoint, ({ refreshToken }) => ({ token: refreshToken, token_type_hint: 'banana' })),
  'of an ID token': ask(endpoint, ({ idToken }) => ({ token: idToken })),
  'of another client’s refresh token': ask(endpoint, ({ refreshToken }) => ({ token: refreshToken }), 'other'),
  'of no token at all': (contestant) => post(contestant, endpoint, {}),
  'of an unknown token': (contestant) => post(contestant, endpoint, { token: 'banana' }),
  'of two tokens': (contestant) => post(contestant, endpoint, 'token=a&token=b'),
  'by nobody': (contestant) => post(contestant, endpoint, { token: 'x' }, anonymously),
  'by a wrong secret': (contestant) =>
    post(
      contestant,
      endpoint,
      { token: 'x' },
      {
        headers: { authorization: basicCredentials(contestant.parties.web.client.client_id, 'wrong') },
      },
    ),
  'by GET': async (contestant) => ofAnswer(await contestant.wire(endpointOf(contestant, endpoint))),
});

const revoked =
  (then: 'refresh' | 'userinfo' | 'introspection', which: 'refreshToken' | 'accessToken'): Observation =>
  async (contestant) => {
    const holder = await takeTokens(contestant);
    await post(contestant, 'revocation_endpoint', { token: holder[which] });
    if (then === 'refresh') return ofAnswer(await holder.party.refresh(holder.refreshToken));
    if (then === 'userinfo') return ofAnswer(await holder.party.userinfo(holder.accessToken));
    return post(contestant, 'introspection_endpoint', { token: holder.accessToken });
  };

const afterwards: Record<string, Observation> = {
  'the refresh token is dead when it was revoked': revoked('refresh', 'refreshToken'),
  'the access token is dead when the refresh token was revoked': revoked('userinfo', 'refreshToken'),
  'the access token is dead when it was revoked': revoked('userinfo', 'accessToken'),
  'the refresh token lives when the access token was revoked': revoked('refresh', 'accessToken'),
  'introspection knows': revoked('introspection', 'refreshToken'),
};

const userinfo =
  (request: (accessToken: string) => WireRequest & { query?: string }): Observation =>
  async (contestant) => {
    const { query = '', ...rest } = request((await takeTokens(contestant)).accessToken);
    return ofAnswer(await contestant.wire(`${endpointOf(contestant, 'userinfo_endpoint')}${query}`, rest));
  };
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const form = (access_token: string) => ({ method: 'POST', body: new URLSearchParams({ access_token }) });

const userinfoRequests: Record<string, Observation> = {
  'by GET': userinfo((value) => ({ headers: bearer(value) })),
  'by POST with the header': userinfo((value) => ({ method: 'POST', headers: bearer(value) })),
  'by POST with the body': userinfo(form),
  'with the token in the address': userinfo((value) => ({ query: `?access_token=${value}` })),
  'with header and body': userinfo((value) => ({ ...form(value), headers: bearer(value) })),
  'without a token': userinfo(() => ({})),
  'with an unknown token': userinfo(() => ({ headers: bearer('banana') })),
  'with a token that is no token68': userinfo(() => ({ headers: bearer('a b') })),
  'with another scheme': userinfo((value) => ({ headers: { authorization: `DPoP ${value}` } })),
};

export const machineRequests: Trial[] = [
  ...trials('a code that', codes),
  ...trials('client authentication that', authentication),
  ...trials('a token request that', tokenRequests),
  ...trials('a refresh token that', refreshes),
  ...trials('introspection', tokenQuestions('introspection_endpoint')),
  ...trials('revocation', tokenQuestions('revocation_endpoint')),
  ...trials('after a revocation', afterwards),
  ...trials('userinfo', userinfoRequests),
];
