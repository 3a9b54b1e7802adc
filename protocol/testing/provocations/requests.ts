/** How authorization requests and our own pages go wrong. */
import type { pageFailures } from '../../failures/pages';
import type { requestFailures } from '../../failures/requests';
import { readPending } from '../browser';
import { typeUserCode } from '../device';
import { issuer } from '../engine';
import { addPerson, openSession } from '../registrations';
import type { Provoke, Story } from './story';
import { beginStory } from './story';

const ask =
  (more: Record<string, string | undefined>): Provoke =>
  ({ ask: send, session }) =>
    send(more, session);

/** The realm lets tokens through the browser, and the client is one that may ask for them. */
const askFrontChannel =
  (type: string, more: Record<string, string | undefined> = {}): Provoke =>
  async (story) => {
    const other = await beginStory({ implicitAndHybrid: true });
    const grants = ['authorization_code', 'implicit'];
    const client = await other.another({ grant_types: grants, response_types: ['code', type] });
    await other.ask({ response_type: type, ...more }, other.session, client);
    story.engine.events.push(...other.engine.events);
  };

async function waitingRequest({ engine, ask: send }: Story) {
  const pending = readPending(await send());
  return { ...pending, open: () => engine.server.interaction.open(pending.id, pending.secret) };
}

const disable = ({ engine, client }: Story) =>
  engine.storage.stores.clientAdministration.update(client.clientId, { status: 'disabled' }, engine.clock.now());

const strict = (settings: object) => async (story: Story, more: Record<string, string | undefined>) =>
  story.ask(
    more,
    story.session,
    await story.another(
      { response_types: ['code', 'id_token'], grant_types: ['authorization_code', 'implicit'] },
      settings,
    ),
  );

export const requestProvocations: Record<keyof typeof requestFailures, Provoke> = {
  'method-not-allowed': ({ askRaw }) => askRaw('', 'PUT'),
  'post-required': ({ post }) => post('token', '', {}, 'GET'),
  'content-type': ({ post }) => post('token', 'x', { 'content-type': 'text/plain' }),
  'json-not-allowed': ({ post, client }) =>
    post('token', JSON.stringify({ client_id: client.clientId }), { 'content-type': 'application/json' }),
  'json-malformed': ({ post }) => post('token', '{', { 'content-type': 'application/json' }),
  'body-too-large': ({ post }) => post('token', 'x'.repeat(70_000)),
  'body-unreadable': ({ engine }) => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    return engine.server.token(new Request(`${issuer}/oauth2/token`, init));
  },
  'parameter-repeated': ({ askRaw }) => askRaw('client_id=a&client_id=b'),
  'parameter-too-long': ask({ nonce: 'n'.repeat(3_000) }),
  'parameter-malformed': ask({ nonce: 'a\0b' }),
  'client-id-missing': ({ askRaw }) => askRaw(''),
  'client-unknown': ({ askRaw }) => askRaw('client_id=gh_nobody'),
  'client-disabled': async (story) => {
    await disable(story);
    await story.ask();
  },
  'redirect-uri-missing': ask({ redirect_uri: undefined }),
  'redirect-uri-mismatch': ask({ redirect_uri: 'https://rp.example/cb/' }),
  'response-type-missing': ask({ response_type: undefined }),
  'response-type-unsupported': ask({ response_type: 'magic' }),
  'response-type-not-registered': async (story) => {
    const other = await beginStory({ implicitAndHybrid: true });
    await other.ask({ response_type: 'id_token' }, other.session);
    story.engine.events.push(...other.engine.events);
  },
  'response-type-off': ask({ response_type: 'id_token' }),
  'response-type-profile': async (story) => {
    const other = await beginStory({ implicitAndHybrid: true });
    await strict({ profile: 'oauth21' })(other, { response_type: 'id_token' });
    story.engine.events.push(...other.engine.events);
  },
  'nonce-missing': askFrontChannel('id_token', { nonce: undefined }),
  'scope-openid-missing': askFrontChannel('id_token', { scope: 'profile' }),
  'response-mode-unsupported': ask({ response_mode: 'pigeon' }),
  'request-object-unsupported': ask({ request: 'a.b.c' }),
  'request-uri-unsupported': ask({ request_uri: 'urn:x' }),
  'registration-unsupported': ask({ registration: '{}' }),
  'scope-malformed': ask({ scope: 'openid "x"' }),
  'scope-not-allowed': ask({ scope: 'openid write' }),
  'scope-empty': ask({ scope: 'unheard-of' }),
  'pkce-required': async (story) => {
    const client = await story.another({ token_endpoint_auth_method: 'none' });
    await story.ask({ code_challenge: undefined, code_challenge_method: undefined }, story.session, client);
  },
  'pkce-method': ask({ code_challenge_method: 'plain' }),
  'pkce-challenge-malformed': ask({ code_challenge: 'short' }),
  'prompt-unknown': ask({ prompt: 'please' }),
  'prompt-none-combined': ask({ prompt: 'none login' }),
  'registration-closed': ask({ prompt: 'create' }),
  'max-age-malformed': ask({ max_age: 'soon' }),
  'claims-malformed': ask({ claims: '[]' }),
  'id-token-hint-invalid': ask({ id_token_hint: 'a.b.c' }),
  'resource-malformed': ask({ resource: 'articles' }),
  'resource-unknown': ask({ resource: 'https://other.example' }),
  'resource-not-allotted': async (story) => {
    await story.engine.storage.stores.clientAdministration.allot(story.client.clientId, 'https://api.example', null);
    await story.ask({ resource: 'https://api.example' }, story.session);
  },
  'login-required': ({ ask: send }) => send({ prompt: 'none' }),
  'consent-required': ask({ prompt: 'none' }),
  'acr-unmet': ask({ claims: JSON.stringify({ id_token: { acr: { essential: true, value: 'gold' } } }) }),
  'consent-denied': async (story) => {
    const { session, engine, keep } = story;
    const { id, secret, open } = await waitingRequest(story);
    const consent = { sessionId: session.id, decision: 'deny' as const, scopes: [] };
    await engine.server.interaction.record(await open(), { signedInSessionId: session.id, consent });
    keep(await engine.server.resume(id, secret, session));
  },
  'scope-not-for-person': async ({ ask: send, session, another }) => {
    const client = await another({ scope: 'write' }, { firstParty: true });
    await send({ scope: 'write', resource: 'https://api.example' }, session, client);
  },
  'subject-mismatch': async ({ engine, tokens, ask: send }) => {
    const { id_token: hint } = await tokens({ scope: 'openid' });
    const bob = await openSession(engine, await addPerson(engine, 'bob'));
    await send({ prompt: 'none', id_token_hint: hint }, bob);
    const pending = readPending(await send({ id_token_hint: hint }, bob));
    const { interaction } = engine.server;
    await interaction.record(await interaction.open(pending.id, pending.secret), { signedInSessionId: bob.id });
    await engine.server.resume(pending.id, pending.secret, bob);
  },
};

/** A form from elsewhere is the server's to refuse: it alone reads where a form comes from. */
export const pageProvocations: Record<Exclude<keyof typeof pageFailures, 'form-not-ours'>, Provoke> = {
  'request-unknown': async ({ engine, keep }) => keep(await engine.server.resume('a'.repeat(26), 'secret', undefined)),
  'request-expired': async (story) => {
    const { id, secret } = await waitingRequest(story);
    story.engine.clock.advance(3_601);
    story.keep(await story.engine.server.resume(id, secret, undefined));
  },
  'request-completed': async (story) => {
    const { id, secret } = await waitingRequest(story);
    await story.engine.storage.stores.pendingRequests.complete(id, story.engine.clock.now());
    story.keep(await story.engine.server.resume(id, secret, undefined));
  },
  'request-foreign': async (story) => {
    const { id } = await waitingRequest(story);
    story.keep(await story.engine.server.resume(id, 'another secret', undefined));
  },
  'wrong-name-or-password': (story) => failAt(story, 'wrong-name-or-password'),
  'too-many-attempts': (story) => failAt(story, 'too-many-attempts'),
  'user-code-unknown': ({ engine }) => typeUserCode(engine, 'BCDF-GHJK'),
};

async function failAt(story: Story, code: string): Promise<void> {
  const { open } = await waitingRequest(story);
  await story.engine.server.interaction.recordFailure(await open(), { step: 'sign-in', code });
}
