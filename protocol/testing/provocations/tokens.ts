/** How token requests go wrong. */
import type { tokenRequestFailures } from '../../failures/token-requests';
import { addDeviceClient, decideDevice, poll, startDevice } from '../device';
import { issuer } from '../engine';
import { beginPasswordGrant } from '../password-grant';
import { addApi } from '../registrations';
import type { Provoke, Story } from './story';
import { beginStory } from './story';

const token =
  (form: Record<string, string>): Provoke =>
  ({ token: send }) =>
    send(form);

/** The same with the code of a whole authorization request. */
const redeem =
  (more: Record<string, string | undefined>): Provoke =>
  async ({ code, redeem: send }) =>
    send(await code(), more);

const refresh = (story: Story, refreshToken: string, more: Record<string, string> = {}, as = story.client) =>
  story.token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...more }, as);

const askWithPassword =
  (
    more: Record<string, string | undefined>,
    prepare: (begun: Awaited<ReturnType<typeof beginPasswordGrant>>) => unknown = () => {},
  ): Provoke =>
  async (story) => {
    const begun = await beginPasswordGrant();
    await prepare(begun);
    await begun.ask(more);
    story.engine.events.push(...begun.engine.events);
  };

async function device({ engine, session }: Story) {
  const client = await addDeviceClient(engine);
  const codes = await startDevice(engine, client);
  return {
    client,
    ask: (as = client) => poll(engine, as, codes.device_code),
    decide: (decision: 'allow' | 'deny') => decideDevice(engine, codes.user_code, session, decision),
  };
}

const machine = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };

export const tokenProvocations: Record<keyof typeof tokenRequestFailures, Provoke> = {
  'parameters-in-query': ({ engine }) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const address = `${issuer}/oauth2/token?grant_type=authorization_code`;
    return engine.server.token(new Request(address, { method: 'POST', headers, body: 'x=y' }));
  },
  'grant-type-missing': ({ post }) => post('token', { x: 'y' }),
  'grant-type-unsupported': token({ grant_type: 'magic' }),
  'grant-type-slip-code': token({ grant_type: 'code' }),
  'grant-type-slip-refresh': token({ grant_type: 'refresh' }),
  'grant-type-slip-client': token({ grant_type: 'client_credential' }),
  'grant-type-slip-device': token({ grant_type: 'device_code' }),
  'grant-type-slip-implicit': token({ grant_type: 'implicit' }),
  'grant-type-off': token({ grant_type: 'password' }),
  'grant-type-profile': async (story) => {
    const begun = await beginPasswordGrant();
    const { clientAdministration } = begun.engine.storage.stores;
    const settings = { ...begun.client.client.settings, profile: 'oauth21' as const };
    await clientAdministration.update(begun.client.clientId, { settings }, begun.engine.clock.now());
    await begun.ask();
    story.engine.events.push(...begun.engine.events);
  },
  'grant-not-registered': token({ grant_type: 'client_credentials' }),
  'code-missing': token({ grant_type: 'authorization_code' }),
  'code-unknown': ({ redeem: send }) => send('unknown'),
  'code-other-client': async ({ code, redeem: send, another }) => send(await code(), {}, await another()),
  'code-expired': async ({ code, redeem: send, engine }) => {
    const value = await code();
    engine.clock.advance(61);
    await send(value);
  },
  'code-reused': async ({ code, redeem: send }) => {
    const value = await code();
    await send(value);
    await send(value);
  },
  'code-redirect-uri': redeem({ redirect_uri: 'https://rp.example/other' }),
  'pkce-verifier-missing': redeem({ code_verifier: undefined }),
  'pkce-verifier-unexpected': async ({ code, redeem: send }) =>
    send(await code({ code_challenge: undefined, code_challenge_method: undefined })),
  'pkce-verifier-malformed': redeem({ code_verifier: 'short' }),
  'pkce-verifier-mismatch': redeem({ code_verifier: 'x'.repeat(43) }),
  'refresh-token-missing': token({ grant_type: 'refresh_token' }),
  'refresh-token-unknown': (story) => refresh(story, 'ghr_unknown'),
  'refresh-token-other-client': async (story) =>
    refresh(story, (await story.tokens()).refresh_token, {}, await story.another()),
  'refresh-token-expired': async (story) => {
    const { refresh_token: value } = await story.tokens();
    story.engine.clock.advance(200 * 86_400);
    await refresh(story, value);
  },
  'refresh-token-reused': async (story) => {
    const { refresh_token: value } = await story.tokens();
    await refresh(story, value);
    story.engine.clock.advance(60);
    await refresh(story, value);
  },
  'device-code-missing': async (story) => {
    const { client } = await device(story);
    await poll(story.engine, client, undefined);
  },
  'device-code-unknown': async (story) => poll(story.engine, (await device(story)).client, 'unknown'),
  'device-code-other-client': async (story) => (await device(story)).ask(await addDeviceClient(story.engine)),
  'device-code-used': async (story) => {
    const { ask, decide } = await device(story);
    await decide('allow');
    await ask();
    await ask();
  },
  'device-code-pending': async (story) => (await device(story)).ask(),
  'device-code-slow-down': async (story) => {
    const { ask } = await device(story);
    await ask();
    await ask();
  },
  'device-code-denied': async (story) => {
    const { ask, decide } = await device(story);
    await decide('deny');
    await ask();
  },
  'device-code-expired': async (story) => {
    const { ask } = await device(story);
    story.engine.clock.advance(601);
    await ask();
  },
  'authorization-revoked': async ({ code, redeem: send, engine, client }) => {
    const value = await code();
    await engine.storage.stores.authorizations.revokeOfClient(client.clientId, engine.clock.now());
    engine.clock.advance(1);
    await send(value);
  },
  'session-ended': async ({ code, redeem: send, engine, session }) => {
    const value = await code({ scope: 'openid offline_access' });
    await engine.storage.stores.sessions.end(session.id, engine.clock.now());
    await send(value);
  },
  'client-credentials-public': async ({ another, engine, token: send }) => {
    const client = await another(machine);
    const metadata = { ...client.client.metadata, token_endpoint_auth_method: 'none' as const };
    await engine.storage.stores.clientAdministration.update(client.clientId, { metadata }, engine.clock.now());
    await send({ grant_type: 'client_credentials' }, { ...client, client: { ...client.client, metadata } });
  },
  'password-public': async (story) => {
    const { engine, client, form } = await beginPasswordGrant();
    const metadata = { ...client.client.metadata, token_endpoint_auth_method: 'none' as const };
    await engine.storage.stores.clientAdministration.update(client.clientId, { metadata }, engine.clock.now());
    await story.post('token', 'x');
    const body = new URLSearchParams({ ...(form() as Record<string, string>), client_id: client.clientId });
    await engine.server.token(new Request(`${issuer}/oauth2/token`, { method: 'POST', body }));
    story.engine.events.push(...engine.events);
  },
  'username-missing': askWithPassword({ username: undefined }),
  'password-missing': askWithPassword({ password: undefined }),
  'password-wrong': askWithPassword({ password: 'wrong' }),
  'password-too-many-attempts': askWithPassword({}, ({ engine }) => {
    engine.passwords.waitSeconds = 30;
  }),
  'password-scope': askWithPassword({ scope: 'write', resource: 'https://api.example' }),
  'scope-not-allotted': async ({ another, token: send }) =>
    send({ grant_type: 'client_credentials', scope: 'openid' }, await another(machine)),
  'scope-lost': async (story) => {
    const { apis } = story.engine.storage.stores;
    const more = { scope: 'read', resource: 'https://api.example' };
    const code = await story.code(more);
    const api = await apis.find('https://api.example');
    if (api === undefined) throw new Error('There is no API.');
    await apis.update({ ...api, scopes: [{ name: 'read', description: 'Read', roles: ['editor'] }] });
    await story.redeem(code);
  },
  'scope-widened': async (story) => refresh(story, (await story.tokens()).refresh_token, { scope: 'openid profile' }),
  'resource-lost': async (story) => {
    const resource = 'https://api.example';
    const code = await story.code({ scope: 'openid read', resource });
    await story.engine.storage.stores.clientAdministration.allot(story.client.clientId, resource, null);
    await story.redeem(code);
  },
  'resource-widened': redeem({ resource: 'https://api.example' }),
  'resources-disagree': async (story) => {
    const other = await beginStory();
    await addApi(other.engine, { identifier: 'https://opaque.example', accessTokenFormat: 'opaque' });
    const client = await other.another(machine);
    const form = new URLSearchParams({ grant_type: 'client_credentials', resource: 'https://api.example' });
    form.append('resource', 'https://opaque.example');
    form.set('client_id', client.clientId);
    await other.post('token', form.toString().replace(/client_id=[^&]*&?/, ''), {
      authorization: `Basic ${Buffer.from(`${client.clientId}:${client.secret}`).toString('base64')}`,
    });
    story.engine.events.push(...other.engine.events);
  },
};
