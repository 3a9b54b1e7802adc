import * as oauth from 'oauth4webapi';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientKey } from '../harness/client-key';
import type { PlainBrowser } from '../harness/plain-browser';
import type { Method, Provider } from './provider';
import { authorize, follow, methods, redirectUri, scope, signedOutUri } from './provider';

const authentications: Record<Method, (secret: string, key: ClientKey) => oauth.ClientAuth> = {
  client_secret_basic: oauth.ClientSecretBasic,
  client_secret_post: oauth.ClientSecretPost,
  client_secret_jwt: (secret) => oauth.ClientSecretJwt(secret),
  private_key_jwt: (_secret, { key, kid }) => oauth.PrivateKeyJwt({ key, kid }),
  none: oauth.None,
};
/** The issuer is http on this machine. */
const plain = { [oauth.allowInsecureRequests]: true };

/** oauth4webapi, set up as its documentation says. The provider is there once the tests run. */
export function testOauth4webapi(getProvider: () => Provider): void {
  describe.each(methods)('with %s', (method) => {
    let as: oauth.AuthorizationServer;
    let client: oauth.Client;
    let authentication: oauth.ClientAuth;
    let browser: PlainBrowser;
    let provider: Provider;
    let tokens: oauth.TokenEndpointResponse;

    const authorizationUrl = async (codeVerifier: string, extra: Record<string, string>) => {
      const url = new URL(as.authorization_endpoint ?? '');
      const parameters = { client_id: client.client_id, redirect_uri: redirectUri, response_type: 'code', scope };
      const challenge = await oauth.calculatePKCECodeChallenge(codeVerifier);
      url.search = `${new URLSearchParams({
        ...parameters,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        ...extra,
      })}`;
      return url;
    };
    const signIn = async (extra: Record<string, string> = {}) => {
      const [codeVerifier, state, nonce] = [
        oauth.generateRandomCodeVerifier(),
        oauth.generateRandomState(),
        oauth.generateRandomNonce(),
      ];
      const url = await authorizationUrl(codeVerifier, { state, nonce, ...extra });
      const returned = await authorize(browser, url, provider.person);
      const parameters = oauth.validateAuthResponse(as, client, returned, state);
      const response = await oauth.authorizationCodeGrantRequest(
        ...([as, client, authentication, parameters, redirectUri, codeVerifier, plain] as const),
      );
      const result = await oauth.processAuthorizationCodeResponse(as, client, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      });
      await oauth.validateApplicationLevelSignature(as, response, plain);
      return result;
    };
    const refresh = async (refreshToken: string) => {
      const response = await oauth.refreshTokenGrantRequest(as, client, authentication, refreshToken, plain);
      return oauth.processRefreshTokenResponse(as, client, response);
    };
    const introspect = async (token: string) => {
      const response = await oauth.introspectionRequest(as, client, authentication, token, plain);
      return oauth.processIntrospectionResponse(as, client, response);
    };
    const userInfo = async (accessToken: string) => {
      const response = await oauth.userInfoRequest(as, client, accessToken, plain);
      return oauth.processUserInfoResponse(as, client, provider.person.sub, response);
    };

    beforeAll(async () => {
      provider = getProvider();
      const { client_id, client_secret = '' } = provider.registered[method];
      client = { client_id };
      authentication = authentications[method](client_secret, provider.clientKey);
      const issuer = new URL(provider.instance.issuer);
      as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, plain));
      browser = provider.newBrowser();
      tokens = await signIn();
    });

    it('finds the same metadata by RFC 8414 as by OpenID Connect Discovery', async () => {
      const issuer = new URL(provider.instance.issuer);
      const response = await oauth.discoveryRequest(issuer, { ...plain, algorithm: 'oauth2' });
      expect(await oauth.processDiscoveryResponse(issuer, response)).toEqual(as);
    });

    it('signs a person in by code with PKCE, and knows who it is', () => {
      expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({
        aud: client.client_id,
        sub: provider.person.sub,
      });
    });

    it('reads userinfo', async () => {
      const { preferred_username, email, email_verified } = provider.person.claims;
      expect(await userInfo(tokens.access_token)).toMatchObject({ preferred_username, email, email_verified });
    });

    it('gets an access token that is a JWT for this issuer (RFC 9068)', async () => {
      const request = new Request('https://api.example.test', {
        headers: { authorization: `Bearer ${tokens.access_token}` },
      });
      const claims = await oauth.validateJwtAccessToken(as, request, provider.instance.issuer, plain);
      expect(claims).toMatchObject({ client_id: client.client_id, sub: provider.person.sub });
    });

    it('refreshes, and gets another refresh token', async () => {
      const refreshed = await refresh(tokens.refresh_token ?? '');
      expect(refreshed.access_token).not.toBe(tokens.access_token);
      expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
      tokens = { ...tokens, ...refreshed };
    });

    it(method === 'none' ? 'may not introspect, since it proves nothing' : 'introspects its tokens', async () => {
      if (method === 'none') {
        await expect(introspect(tokens.access_token)).rejects.toMatchObject({ status: 401 });
      } else {
        expect(await introspect(tokens.access_token)).toMatchObject({ active: true, token_type: 'Bearer' });
        expect(await introspect(tokens.refresh_token ?? '')).toMatchObject({ active: true });
        expect(await introspect('unknown')).toEqual({ active: false });
      }
    });

    it('revokes an access token alone: the refresh token goes on', async () => {
      const other = await signIn();
      const response = await oauth.revocationRequest(as, client, authentication, other.access_token, plain);
      await oauth.processRevocationResponse(response);
      await expect(userInfo(other.access_token)).rejects.toMatchObject({ status: 401 });
      await userInfo((await refresh(other.refresh_token ?? '')).access_token);
    });

    it('signs the person out, who comes back and is nobody', async () => {
      const state = oauth.generateRandomState();
      const url = new URL(as.end_session_endpoint ?? '');
      const hint = tokens.id_token ?? '';
      url.search = `${new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: signedOutUri, state })}`;
      expect((await follow(browser, url)).href).toBe(`${signedOutUri}?state=${state}`);
      await expect(signIn({ prompt: 'none' })).rejects.toMatchObject({ error: 'login_required' });
    });
  });
}
