import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { clients } from '../harness/data';
import type { Provider } from './provider';
import { authorize, redirectUri } from './provider';

const plain = { [oauth.allowInsecureRequests]: true };

/** The libraries register an application by themselves, and use what they got. */
export function testSelfRegistration(getProvider: () => Provider): void {
  let provider: Provider;

  beforeAll(() => {
    provider = getProvider();
  });

  describe('registers an application by itself', () => {
    it('with openid-client, which then signs a person in', async () => {
      const { issuer } = provider.instance;
      // By default it sends its secret in the body.
      const configuration = await client.dynamicClientRegistration(new URL(issuer), clients.post, undefined, {
        execute: [client.allowInsecureRequests],
      });
      const { client_id, client_name } = configuration.clientMetadata();
      expect({ client_id, client_name }).toEqual({
        ...{ client_id: expect.stringMatching(/^gh_/), client_name: clients.post.client_name },
      });
      const codeVerifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(configuration, {
        ...{ redirect_uri: redirectUri, scope: 'openid', code_challenge_method: 'S256' },
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      });
      const returned = await authorize(provider.newBrowser(), url, provider.person);
      const checks = { pkceCodeVerifier: codeVerifier, idTokenExpected: true };
      const tokens = await client.authorizationCodeGrant(configuration, returned, checks);
      expect(tokens.claims()?.sub).toBe(provider.person.sub);
    });

    it('with oauth4webapi, which takes the answer', async () => {
      const issuer = new URL(provider.instance.issuer);
      const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, plain));
      const response = await oauth.dynamicClientRegistrationRequest(as, clients.basic, plain);
      const registered = await oauth.processDynamicClientRegistrationResponse(response);
      expect(registered).toMatchObject({ redirect_uris: [redirectUri], client_secret_expires_at: 0 });
    });
  });
}
