/** How applications fail to prove who they are. */
import type { clientAuthenticationFailures } from '../../failures/client-authentication';
import { addKeyClient, assertionType, makeClientKey, sendAssertion, signAssertion } from '../assertions';
import { basic } from '../token-request';
import type { Provoke, Story } from './story';

const form = { grant_type: 'authorization_code', code: 'x' };

/** A request with an assertion that is good but for these claims. */
const assert =
  (claims: Record<string, unknown>): Provoke =>
  async ({ engine }) => {
    const key = await makeClientKey();
    const { clientId } = await addKeyClient(engine, key);
    await sendAssertion(engine, await signAssertion(engine, clientId, key, claims));
  };

const now = ({ engine }: Story) => Math.floor(engine.clock.now().getTime() / 1000);

export const clientProvocations: Record<keyof typeof clientAuthenticationFailures, Provoke> = {
  'client-authentication-missing': ({ post }) => post('token', form),
  'client-authentication-in-query': async ({ engine, client }) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(form);
    const address = `https://id.example/oauth2/token?client_id=${client.clientId}&client_secret=x`;
    await engine.server.token(new Request(address, { method: 'POST', headers, body }));
  },
  'client-ids-differ': ({ post, client }) =>
    post('token', { ...form, client_id: 'gh_other' }, { authorization: basic(client.clientId, client.secret) }),
  'client-authentication-failed': ({ post }) => post('token', form, { authorization: basic('gh_nobody', 'x') }),
  'client-authentication-disabled': async ({ engine, client, token }) => {
    const { clientAdministration } = engine.storage.stores;
    await clientAdministration.update(client.clientId, { status: 'disabled' }, engine.clock.now());
    await token(form);
  },
  'client-secret-wrong': ({ post, client }) => post('token', form, { authorization: basic(client.clientId, 'ghs_x') }),
  'client-secret-expired': async ({ engine, client, token }) => {
    const { clientAdministration } = engine.storage.stores;
    const [secret] = client.client.secrets;
    if (secret === undefined) throw new Error('There is no secret.');
    await clientAdministration.deleteSecret(client.clientId, secret.id);
    await clientAdministration.addSecret(client.clientId, { ...secret, expiresAt: engine.clock.now() });
    await token(form);
  },
  'client-assertion-algorithm': async ({ engine }) => {
    const key = await makeClientKey('ES256');
    const { clientId } = await addKeyClient(engine, key, { token_endpoint_auth_signing_alg: 'PS256' });
    await sendAssertion(engine, await signAssertion(engine, clientId, key));
  },
  'client-assertion-key-unknown': async ({ engine }) => {
    const { clientId } = await addKeyClient(engine, await makeClientKey('ES256', 'old'));
    await sendAssertion(engine, await signAssertion(engine, clientId, await makeClientKey('ES256', 'new')));
  },
  'client-assertion-signature': async ({ engine }) => {
    const { clientId } = await addKeyClient(engine, await makeClientKey());
    await sendAssertion(engine, await signAssertion(engine, clientId, await makeClientKey()));
  },
  'client-keys-unavailable': async ({ engine }) => {
    const key = await makeClientKey();
    const { clientId } = await addKeyClient(engine, key, { jwks_uri: 'https://rp.example/jwks' });
    await sendAssertion(engine, await signAssertion(engine, clientId, key));
  },
  'client-authentication-method': ({ post, client }) =>
    post('token', { ...form, client_id: client.clientId, client_secret: client.secret }),
  'client-authentication-twice': ({ post, client: { clientId, secret } }) =>
    post('token', { ...form, client_id: clientId, client_secret: secret }, { authorization: basic(clientId, secret) }),
  'client-assertion-type': ({ post }) => post('token', { ...form, client_assertion: 'a.b.c' }),
  'client-assertion-malformed': ({ post }) =>
    post('token', { ...form, client_assertion_type: assertionType, client_assertion: 'a.b.c' }),
  'client-assertion-subject': assert({ iss: 'somebody else' }),
  'client-assertion-incomplete': assert({ jti: undefined }),
  'client-assertion-expired': (story) => assert({ exp: now(story) - 60 })(story),
  'client-assertion-too-long': (story) => assert({ exp: now(story) + 7_200 })(story),
  'client-assertion-early': (story) => assert({ nbf: now(story) + 60 })(story),
  'client-assertion-audience': assert({ aud: 'https://other.example' }),
  'client-assertion-replayed': async ({ engine }) => {
    const key = await makeClientKey();
    const { clientId } = await addKeyClient(engine, key);
    const assertion = await signAssertion(engine, clientId, key);
    for (let times = 0; times < 2; times += 1) await sendAssertion(engine, assertion);
  },
  'authorization-header-malformed': ({ post }) => post('token', form, { authorization: 'Basic ???' }),
};
