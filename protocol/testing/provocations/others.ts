/** How things go wrong at the other endpoints, and on our side. */
import type { otherFailures } from '../../failures/other-endpoints';
import type { RegistrationFailure } from '../../ports';
import { encode } from '../browser';
import { issuer } from '../engine';
import type { Provoke, Story } from './story';

type Headers = Record<string, string>;

const userinfo =
  (headers: Headers, form = '', query = ''): Provoke =>
  ({ engine }) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const address = `${issuer}/oauth2/userinfo${query}`;
    return engine.server.userinfo(
      new Request(address, { method: 'POST', headers: { ...type, ...headers }, body: form }),
    );
  };

const register =
  (failure: RegistrationFailure | undefined, body: unknown = {}, headers: Headers = {}): Provoke =>
  ({ engine }) => {
    if (failure !== undefined) engine.registrations.register = async () => failure;
    return engine.server.registration(post(`${issuer}/oauth2/register`, body, headers));
  };

const configure =
  (failure: RegistrationFailure | undefined, headers: Headers): Provoke =>
  ({ engine }) => {
    if (failure !== undefined) engine.registrations.read = async () => failure;
    return engine.server.clientConfiguration(new Request(`${issuer}/oauth2/register/gh_x`, { headers }));
  };

function post(address: string, body: unknown, headers: Headers): Request {
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  return new Request(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: sent,
  });
}

const signOut =
  (make: (story: Story) => Record<string, string>): Provoke =>
  (story) =>
    story.engine.server.endSession(new Request(`${issuer}/oauth2/end_session?${encode(make(story))}`), story.session);

const bearer = { authorization: 'Bearer token' };
const wrongAddress = 'https://rp.example/elsewhere';

export const otherProvocations: Record<keyof typeof otherFailures, Provoke> = {
  'token-of-another-client': async ({ tokens, another, post: send }) => {
    const thief = await another({ token_endpoint_auth_method: 'client_secret_post' });
    const { refresh_token: token } = await tokens();
    await send('revocation', { token, client_id: thief.clientId, client_secret: thief.secret });
  },
  'token-missing': async ({ another, post: send }) => {
    const { clientId, secret } = await another({ token_endpoint_auth_method: 'client_secret_post' });
    await send('introspection', { client_id: clientId, client_secret: secret });
  },
  'access-token-missing': userinfo({}),
  'access-token-malformed': userinfo({ authorization: 'Bearer ???' }),
  'access-token-twice': userinfo(bearer, 'access_token=token'),
  'access-token-in-query': userinfo({}, '', '?access_token=token'),
  'access-token-invalid': userinfo(bearer),
  'access-token-scope': async (story) => {
    const { access_token: token } = await story.tokens({ scope: 'profile' }, await story.another({ scope: 'profile' }));
    await userinfo({ authorization: `Bearer ${token}` })(story);
  },
  'public-client-introspection': async ({ another, post: send }) =>
    send('introspection', { client_id: (await another({ token_endpoint_auth_method: 'none' })).clientId, token: 'x' }),
  'origin-not-allowed': async (story) => {
    const { access_token: token } = await story.tokens();
    await userinfo({ authorization: `Bearer ${token}`, origin: 'https://elsewhere.example' })(story);
  },
  'client-registration-off': register(undefined),
  'client-registration-json': register(undefined, '[]'),
  'client-registrations-too-many': register({ ok: false, code: 'too-many', retryAfterSeconds: 60 }),
  'initial-access-token-missing': register({ ok: false, code: 'token-missing' }),
  'initial-access-token-unusable': register({ ok: false, code: 'token-unusable' }),
  'registration-access-token-missing': configure(undefined, {}),
  'registration-access-token-unusable': configure({ ok: false, code: 'token-unusable' }, bearer),
  'client-redirect-uris': register({
    ok: false,
    code: 'invalid',
    problems: [{ field: 'redirect_uris', code: 'not-a-uri' }],
  }),
  'client-metadata': register({ ok: false, code: 'invalid', problems: [{ field: 'logo_uri', code: 'not-a-uri' }] }),
  'software-statement': register(undefined, { software_statement: 'a.b.c' }),
  'post-logout-redirect-uri-mismatch': signOut(({ client }) => ({
    ...{ client_id: client.clientId, post_logout_redirect_uri: wrongAddress },
  })),
  'logout-hint-invalid': signOut(({ client }) => ({
    ...{ client_id: client.clientId, post_logout_redirect_uri: wrongAddress, id_token_hint: 'a.b.c' },
  })),
  'logout-undelivered': async (story) => {
    const uri = 'https://rp.example/backchannel';
    const client = await story.another({ backchannel_logout_uri: uri });
    await story.tokens({ scope: 'openid' }, client);
    story.engine.mailbox.answer(uri, 500);
    await story.engine.endSession(story.session, { network: null, traceId: 'sign-out' });
    await story.engine.server.deliverLogoutNotices();
  },
  'storage-unavailable': async ({ engine, code, redeem }) => {
    const value = await code();
    engine.outage.begin();
    await redeem(value);
    engine.outage.end();
  },
  'unexpected-failure': async ({ engine, code, redeem }) => {
    const value = await code();
    engine.storage.spends.redeemAuthorizationCode = () => Promise.reject(new Error('out of order'));
    await redeem(value);
  },
};
