import type { Configuration } from 'openid-client';
import * as client from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredClient } from '../harness/command-line';
import { clients } from '../harness/data';
import { untilDiscovered } from '../harness/discovered';
import type { Provider } from './provider';
import { authorize, redirectUri } from './provider';

const articles = 'https://articles.example.test';
const stock = 'https://stock.example.test';

/** openid-client where tokens are for APIs: of a client that acts for itself, and of a person. */
export function testApis(getProvider: () => Provider): void {
  let provider: Provider;
  let configuration: Configuration;
  let registered: RegisteredClient;
  let server: Configuration;

  const discover = ({ client_id: id, client_secret: secret = '' }: RegisteredClient) =>
    client.discovery(new URL(provider.instance.issuer), id, undefined, client.ClientSecretBasic(secret), {
      execute: [client.allowInsecureRequests],
    });

  beforeAll(async () => {
    provider = getProvider();
    const { instance } = provider;
    const metadata = { ...clients.basic, client_name: 'Robot' };
    registered = await instance.createClient({
      ...metadata,
      grant_types: ['client_credentials', 'authorization_code'],
    });
    const reader = provider.registered.client_secret_basic;
    const scopes = ['--scope', 'read=Read articles', '--scope', 'write=Write articles'];
    const asJwt = ['--signing-alg', 'ES256', '--token-lifetime', '5m', '--served-by', reader.client_id];
    await instance.cliJson(['api', 'create', articles, ...scopes, ...asJwt]);
    const opaque = ['--scope', 'count=Count things', '--token-format', 'opaque', '--served-by', reader.client_id];
    await instance.cliJson(['api', 'create', stock, ...opaque]);
    await instance.cliJson(['client', 'allow', registered.client_id, '--api', articles, '--scope', 'read']);
    await instance.cliJson(['client', 'allow', registered.client_id, '--api', stock, '--scope', 'count']);
    await untilDiscovered(instance, 'count');
    configuration = await discover(registered);
    server = await discover(reader);
  });

  describe('a client that acts for itself', () => {
    it('gets a token for an API, which its server introspects', async () => {
      const tokens = await client.clientCredentialsGrant(configuration, { scope: 'read', resource: articles });
      expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 300, scope: 'read' });
      expect(tokens).not.toHaveProperty('refresh_token');
      expect(tokens).not.toHaveProperty('id_token');
      const id = registered.client_id;
      const told = { active: true, aud: articles, scope: 'read', client_id: id, sub: id };
      expect(await client.tokenIntrospection(server, tokens.access_token)).toMatchObject(told);
    });

    it('gets an opaque one where the API wants that, and revokes it', async () => {
      const tokens = await client.clientCredentialsGrant(configuration, { scope: 'count', resource: stock });
      expect(tokens.access_token).toMatch(/^gha_/);
      expect(await client.tokenIntrospection(server, tokens.access_token)).toMatchObject({ active: true, aud: stock });
      await client.tokenRevocation(configuration, tokens.access_token);
      expect(await client.tokenIntrospection(server, tokens.access_token)).toEqual({ active: false });
    });

    it.each<[parameters: Record<string, string>, error: string]>([
      [{ scope: 'write', resource: articles }, 'invalid_scope'],
      [{ scope: 'openid' }, 'invalid_scope'],
      [{ resource: 'https://unknown.example.test' }, 'invalid_target'],
    ])('is refused %j', async (parameters, error) => {
      await expect(client.clientCredentialsGrant(configuration, parameters)).rejects.toMatchObject({
        error,
        status: 400,
      });
    });

    it('is nobody at userinfo', async () => {
      const { access_token: token } = await client.clientCredentialsGrant(configuration);
      const asked = client.fetchUserInfo(configuration, token, registered.client_id);
      await expect(asked).rejects.toMatchObject({ status: 401 });
    });
  });

  it('a person allows one API, and the token is for it and for us', async () => {
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const expectedState = client.randomState();
    const url = client.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirectUri, scope: 'openid count', resource: stock, state: expectedState },
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const returned = await authorize(provider.newBrowser(), url, provider.person);
    const tokens = await client.authorizationCodeGrant(configuration, returned, { pkceCodeVerifier, expectedState });
    expect(tokens.scope).toBe('openid count');
    const { issuer } = provider.instance;
    const told = await client.tokenIntrospection(server, tokens.access_token);
    expect(told).toMatchObject({ active: true, aud: [stock, issuer], sub: provider.person.sub });
    const { sub } = await client.fetchUserInfo(configuration, tokens.access_token, provider.person.sub);
    expect(sub).toBe(provider.person.sub);
  });
}
