import type { Configuration } from 'openid-client';
import * as client from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { clients } from '../harness/data';
import type { Provider } from './provider';

/** openid-client, whose application takes name and password itself. */
export function testPassword(getProvider: () => Provider): void {
  let provider: Provider;
  let configuration: Configuration;

  const ask = (parameters: Record<string, string> = {}) => {
    const { username, password } = provider.person;
    return client.genericGrantRequest(configuration, 'password', { username, password, ...parameters });
  };

  beforeAll(async () => {
    provider = getProvider();
    const metadata = { ...clients.basic, grant_types: ['password', 'refresh_token'], response_types: [] };
    const { client_id: id, client_secret: secret = '' } = await provider.instance.createClient(metadata);
    const authentication = client.ClientSecretBasic(secret);
    configuration = await client.discovery(new URL(provider.instance.issuer), id, undefined, authentication, {
      execute: [client.allowInsecureRequests],
    });
  });

  describe('with a password', () => {
    it('finds the grant, and gets the tokens of that person', async () => {
      expect(configuration.serverMetadata().grant_types_supported).toContain('password');
      const tokens = await ask({ scope: 'openid email offline_access' });
      const { sub } = provider.person;
      expect(tokens.claims()).toMatchObject({ sub, amr: ['pwd'] });
      expect(await client.fetchUserInfo(configuration, tokens.access_token, sub)).toHaveProperty('email');
      const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
      expect(refreshed.claims()?.sub).toBe(sub);
    });

    it.each<[parameters: Record<string, string>, error: string]>([
      [{ password: 'wrong' }, 'invalid_grant'],
      [{ username: 'nobody' }, 'invalid_grant'],
      [{ scope: '"' }, 'invalid_scope'],
    ])('is refused %j', async (parameters, error) => {
      await expect(ask(parameters)).rejects.toMatchObject({ error, status: 400 });
    });
  });
}
