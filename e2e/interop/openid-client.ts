import type { Configuration } from 'openid-client';
import * as client from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientKey } from '../harness/client-key';
import type { RegisteredClient } from '../harness/command-line';
import { claimsOfScope } from '../harness/data';
import type { PlainBrowser } from '../harness/plain-browser';
import type { Method, Provider } from './provider';
import { authorize, follow, methods, redirectUri, scope, signedOutUri } from './provider';

const authentications: Record<Method, (secret: string, key: ClientKey) => client.ClientAuth> = {
  client_secret_basic: client.ClientSecretBasic,
  client_secret_post: client.ClientSecretPost,
  client_secret_jwt: (secret) => client.ClientSecretJwt(secret),
  private_key_jwt: (_secret, { key, kid }) => client.PrivateKeyJwt({ key, kid }),
  none: client.None,
};

/** openid-client, set up as its documentation says. The provider is there once the tests run. */
export function testOpenidClient(getProvider: () => Provider): void {
  describe.each(methods)('with %s', (method) => {
    let configuration: Configuration;
    let registered: RegisteredClient;
    let browser: PlainBrowser;
    let provider: Provider;
    let tokens: Awaited<ReturnType<typeof client.authorizationCodeGrant>>;

    /** The documented code flow: PKCE, state and nonce; then the browser; then the grant. */
    const signIn = async (extra: Record<string, string> = {}) => {
      const pkceCodeVerifier = client.randomPKCECodeVerifier();
      const expectedState = client.randomState();
      const expectedNonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope,
        state: expectedState,
        nonce: expectedNonce,
        code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
        ...extra,
      });
      const returned = await authorize(browser, url, provider.person);
      const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
      return client.authorizationCodeGrant(configuration, returned, checks);
    };
    const subject = () => tokens.claims()?.sub ?? '';

    beforeAll(async () => {
      provider = getProvider();
      registered = provider.registered[method];
      const authentication = authentications[method](registered.client_secret ?? '', provider.clientKey);
      const issuer = new URL(provider.instance.issuer);
      configuration = await client.discovery(issuer, registered.client_id, undefined, authentication, {
        execute: [client.allowInsecureRequests],
      });
      browser = provider.newBrowser();
      tokens = await signIn();
    });

    it('discovers the provider and its keys', () => {
      const metadata = configuration.serverMetadata();
      expect(metadata.issuer).toBe(provider.instance.issuer);
      expect(metadata.supportsPKCE()).toBe(true);
      expect(metadata.token_endpoint_auth_methods_supported).toContain(method);
    });

    it('signs a person in by code with PKCE, and knows who it is', async () => {
      const expires_in = method === 'none' ? 600 : 3600;
      expect(tokens).toMatchObject({ token_type: 'bearer', expires_in });
      expect(tokens.scope?.split(' ').sort()).toEqual(scope.split(' ').sort());
      expect(tokens.claims()).toMatchObject({ iss: provider.instance.issuer, aud: registered.client_id });
      expect(subject()).toBe(provider.person.sub);
    });

    it('reads userinfo: all that the scopes tell and no more', async () => {
      const person = await client.fetchUserInfo(configuration, tokens.access_token, subject());
      const expected = ['sub', ...(claimsOfScope.profile ?? []), ...(claimsOfScope.email ?? [])];
      expect(Object.keys(person).sort()).toEqual([...expected].sort());
    });

    it('refreshes, and gets another refresh token', async () => {
      const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
      expect(refreshed.access_token).not.toBe(tokens.access_token);
      expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
      expect(refreshed.claims()?.sub).toBe(subject());
      await client.fetchUserInfo(configuration, refreshed.access_token, subject());
      tokens = refreshed;
    });

    it(method === 'none' ? 'may not introspect, since it proves nothing' : 'introspects its tokens', async () => {
      const introspected = client.tokenIntrospection(configuration, tokens.access_token);
      if (method === 'none') {
        await expect(introspected).rejects.toMatchObject({ status: 401, error: 'invalid_client' });
      } else {
        expect(await introspected).toMatchObject({ active: true, client_id: registered.client_id, sub: subject() });
      }
    });

    it('revokes the refresh token, and with it what was made from it', async () => {
      const other = await signIn();
      await client.tokenRevocation(configuration, other.refresh_token ?? '');
      await expect(client.refreshTokenGrant(configuration, other.refresh_token ?? '')).rejects.toMatchObject({
        error: 'invalid_grant',
      });
      await expect(client.fetchUserInfo(configuration, other.access_token, subject())).rejects.toMatchObject({
        status: 401,
      });
      await client.fetchUserInfo(configuration, tokens.access_token, subject());
    });

    it('signs the person out, who comes back and is nobody', async () => {
      const state = client.randomState();
      const url = client.buildEndSessionUrl(configuration, {
        id_token_hint: tokens.id_token ?? '',
        post_logout_redirect_uri: signedOutUri,
        state,
      });
      expect((await follow(browser, url)).href).toBe(`${signedOutUri}?state=${state}`);
      await expect(signIn({ prompt: 'none' })).rejects.toMatchObject({ error: 'login_required' });
    });
  });
}
