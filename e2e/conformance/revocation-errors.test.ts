/** RFC 7009 section 2, row by row: what the revocation endpoint does and refuses. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredClient } from '@/e2e/harness/command-line';
import { basicCredentials } from '@/e2e/harness/relying-party';
import { databaseKinds } from '@/e2e/harness/test-database';
import { readMembers } from '@/e2e/harness/wire';
import { expectError, postAs, registerAnother, takeTokens } from './machine-endpoint';
import type { Site } from './site';
import { conformanceSite } from './site';

describe.each(databaseKinds)('the revocation endpoint on %s', (kind) => {
  let site: Site;
  let basic: RegisteredClient;
  beforeAll(async () => {
    site = conformanceSite(kind);
    basic = (await site.relyingParty()).client;
  });

  const revoke = (members: Parameters<typeof postAs>[3], client: RegisteredClient | undefined = basic) =>
    postAs(site, 'revoke', client, members);
  const isActive = async (token: string) => readMembers(await postAs(site, 'introspect', basic, { token })).active;

  describe('section 2.1, the request', () => {
    it('without a token is invalid_request', async () => {
      expectError(await revoke({}), 'invalid_request');
      expectError(await revoke({ token_type_hint: 'access_token' }), 'invalid_request');
    });

    it('with two tokens is invalid_request', async () => {
      expectError(
        await revoke([
          ['token', 'a'],
          ['token', 'b'],
        ]),
        'invalid_request',
      );
    });

    it('by another method than POST is refused', async () => {
      expectError(await site.wire(`${site.issuer}/oauth2/revoke?token=x`), 'invalid_request', 405);
    });

    it('without client authentication, or with a failed one, is invalid_client', async () => {
      expectError(await postAs(site, 'revoke', undefined, { token: 'x' }), 'invalid_client');
      const authorization = basicCredentials(basic.client_id, 'wrong');
      const failed = await postAs(site, 'revoke', undefined, { token: 'x' }, { authorization });
      expectError(failed, 'invalid_client');
      expect(failed.headers.get('www-authenticate')).toMatch(/^Basic /);
    });

    it.each(['access_token', 'refresh_token', 'banana', ''])('the hint %j decides nothing', async (hint) => {
      const { refreshToken } = await takeTokens(site);
      expect((await revoke({ token: refreshToken, token_type_hint: hint })).status).toBe(200);
      expect(await isActive(refreshToken)).toBe(false);
    });

    it('for the token of another client is refused, and leaves it alone', async () => {
      const { refreshToken, accessToken } = await takeTokens(site);
      for (const method of ['client_secret_basic', 'none']) {
        const another = await registerAnother(site, method);
        for (const token of [refreshToken, accessToken]) expectError(await revoke({ token }, another), 'invalid_grant');
      }
      expect([await isActive(refreshToken), await isActive(accessToken)]).toEqual([true, true]);
    });

    it('for a refresh token takes its access tokens along', async () => {
      const { refreshToken, accessToken } = await takeTokens(site);
      await revoke({ token: refreshToken });
      expect([await isActive(refreshToken), await isActive(accessToken)]).toEqual([false, false]);
    });

    it('for an access token leaves the refresh token', async () => {
      const { refreshToken, accessToken } = await takeTokens(site);
      await revoke({ token: accessToken });
      expect([await isActive(refreshToken), await isActive(accessToken)]).toEqual([true, false]);
    });
  });

  describe('section 2.2, the response', () => {
    it('is 200 without a body, the second time as well', async () => {
      const { refreshToken } = await takeTokens(site);
      for (let turn = 0; turn < 2; turn += 1) {
        const answer = await revoke({ token: refreshToken });
        expect([answer.status, answer.text]).toEqual([200, '']);
      }
    });

    it.each(['unknown', 'a.b.c', 'ghr_x', '😀', '%00'])('is 200 for the invalid token %j', async (token) => {
      const answer = await revoke({ token });
      expect([answer.status, answer.text]).toEqual([200, '']);
    });
  });
});
