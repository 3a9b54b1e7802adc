import * as oauth from 'oauth4webapi';
import type { Configuration } from 'openid-client';
import * as client from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlainBrowser } from '../harness/plain-browser';
import type { Provider } from './provider';
import { receive, redirectUri } from './provider';

const modes: [name: string, parameters: Record<string, string>][] = [
  ['fragment', {}],
  ['form post', { response_mode: 'form_post' }],
];

/** openid-client and oauth4webapi with the response types that they know, set up as their documentation says. */
export function testFrontChannel(getProvider: () => Provider): void {
  describe.each(modes)('by %s', (_name, mode) => {
    let provider: Provider;
    let issuer: URL;
    let browser: PlainBrowser;
    const expectedState = client.randomState();
    const expectedNonce = client.randomNonce();
    const asked = {
      ...{ redirect_uri: redirectUri, scope: 'openid email', state: expectedState, nonce: expectedNonce },
      ...mode,
    };
    const discover = () => {
      const { client_id: id, client_secret: secret = '' } = provider.frontChannel;
      const authentication = client.ClientSecretBasic(secret);
      return client.discovery(issuer, id, undefined, authentication, { execute: [client.allowInsecureRequests] });
    };
    const returnTo = (configuration: Configuration) =>
      receive(browser, client.buildAuthorizationUrl(configuration, asked), provider.person);

    beforeAll(() => {
      provider = getProvider();
      issuer = new URL(provider.instance.issuer);
      browser = provider.newBrowser();
    });

    it('openid-client knows a person by id_token, with the claims of the scopes in it', async () => {
      const configuration = await discover();
      client.useIdTokenResponseType(configuration);
      const returned = await returnTo(configuration);
      const claims = await client.implicitAuthentication(configuration, returned, expectedNonce, { expectedState });
      expect(claims).toMatchObject({ sub: provider.person.sub, email: provider.person.claims.email });
    });

    it('openid-client takes code id_token, checks its hash, and redeems the code', async () => {
      const configuration = await discover();
      client.useCodeIdTokenResponseType(configuration);
      const returned = await returnTo(configuration);
      const tokens = await client.authorizationCodeGrant(configuration, returned, { expectedState, expectedNonce });
      expect(tokens.claims()?.sub).toBe(provider.person.sub);
      await client.fetchUserInfo(configuration, tokens.access_token, provider.person.sub);
    });

    it('openid-client refuses an answer of another sign-in', async () => {
      const configuration = await discover();
      client.useIdTokenResponseType(configuration);
      const returned = await returnTo(configuration);
      const checks = { expectedState };
      await expect(
        client.implicitAuthentication(configuration, returned, client.randomNonce(), checks),
      ).rejects.toThrow();
    });

    it('oauth4webapi takes code id_token, checks its hash, and redeems the code', async () => {
      // The issuer is http on this machine.
      const plain = { [oauth.allowInsecureRequests]: true };
      const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, plain));
      const { client_id, client_secret = '' } = provider.frontChannel;
      const url = new URL(as.authorization_endpoint ?? '');
      url.search = `${new URLSearchParams({ client_id, response_type: 'code id_token', ...asked })}`;
      const returned = await receive(browser, url, provider.person);
      const parameters = await oauth.validateCodeIdTokenResponse(
        ...([as, { client_id }, returned, expectedNonce, expectedState, oauth.skipAuthTimeCheck, plain] as const),
      );
      const response = await oauth.authorizationCodeGrantRequest(
        ...([as, { client_id }, oauth.ClientSecretBasic(client_secret), parameters, redirectUri] as const),
        ...([oauth.nopkce, plain] as const),
      );
      const result = await oauth.processAuthorizationCodeResponse(as, { client_id }, response, { expectedNonce });
      expect(oauth.getValidatedIdTokenClaims(result)?.sub).toBe(provider.person.sub);
    });
  });
}
