/** The device grant as client libraries do it, while the person decides in a browser. */
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredClient } from '../harness/command-line';
import { clients } from '../harness/data';
import { decide, reachDecision } from '../harness/device';
import type { Provider } from './provider';
import { scope } from './provider';

/** The issuer is http on this machine. */
const plain = { [oauth.allowInsecureRequests]: true };

/** The provider is there once the tests run. */
export function testDeviceGrant(getProvider: () => Provider): void {
  let provider: Provider;
  let registered: RegisteredClient;
  const issuer = () => new URL(provider.instance.issuer);
  const answer = async (userCode: string, decision: 'allow' | 'deny') => {
    const browser = provider.newBrowser();
    await decide(browser, await reachDecision(browser, provider.instance.issuer, userCode, provider.person), decision);
  };

  beforeAll(async () => {
    provider = getProvider();
    registered = await provider.instance.createClient(clients.device);
  });

  describe('openid-client', () => {
    const configure = () =>
      client.discovery(issuer(), registered.client_id, undefined, client.None(), {
        execute: [client.allowInsecureRequests],
      });

    it('starts, polls and gets the tokens of who allowed it', async () => {
      const configuration = await configure();
      const started = await client.initiateDeviceAuthorization(configuration, { scope });
      await answer(started.user_code, 'allow');
      const tokens = await client.pollDeviceAuthorizationGrant(configuration, started);
      expect(tokens.claims()?.sub).toBe(provider.person.sub);
      const seen = await client.fetchUserInfo(configuration, tokens.access_token, provider.person.sub);
      expect(seen.email).toBe(provider.person.claims.email);
      const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
      expect(refreshed.claims()?.sub).toBe(provider.person.sub);
    });

    it('hears of a denial', async () => {
      const configuration = await configure();
      const started = await client.initiateDeviceAuthorization(configuration, { scope });
      await answer(started.user_code, 'deny');
      const polled = client.pollDeviceAuthorizationGrant(configuration, started);
      await expect(polled).rejects.toMatchObject({ error: 'access_denied' });
    });
  });

  it('oauth4webapi starts, is told to wait, to wait longer, and then gets the tokens', async () => {
    const discovered = await oauth.discoveryRequest(issuer(), plain);
    const as = await oauth.processDiscoveryResponse(issuer(), discovered);
    const device: oauth.Client = { client_id: registered.client_id };
    const asked = await oauth.deviceAuthorizationRequest(as, device, oauth.None(), { scope }, plain);
    const started = await oauth.processDeviceAuthorizationResponse(as, device, asked);
    const poll = async () => {
      const polled = await oauth.deviceCodeGrantRequest(as, device, oauth.None(), started.device_code, plain);
      return oauth.processDeviceCodeResponse(as, device, polled);
    };
    await expect(poll()).rejects.toMatchObject({ error: 'authorization_pending' });
    await expect(poll()).rejects.toMatchObject({ error: 'slow_down' });
    await answer(started.user_code, 'allow');
    const tokens = await poll();
    expect(oauth.getValidatedIdTokenClaims(tokens)?.sub).toBe(provider.person.sub);
  });
}
