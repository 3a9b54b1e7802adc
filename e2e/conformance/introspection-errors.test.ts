/** RFC 7662 section 2, row by row: what the introspection endpoint tells and refuses. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredClient } from '@/e2e/harness/command-line';
import { basicCredentials } from '@/e2e/harness/relying-party';
import { databaseKinds } from '@/e2e/harness/test-database';
import { readMembers } from '@/e2e/harness/wire';
import { expectError, postAs, registerAnother, takeTokens } from './machine-endpoint';
import type { Site } from './site';
import { conformanceSite } from './site';

describe.each(databaseKinds)('the introspection endpoint on %s', (kind) => {
  let site: Site;
  let basic: RegisteredClient;
  beforeAll(async () => {
    site = conformanceSite(kind);
    basic = (await site.relyingParty()).client;
  });

  const introspect = (members: Parameters<typeof postAs>[3], client: RegisteredClient | undefined = basic) =>
    postAs(site, 'introspect', client, members);

  describe('section 2.1, the request', () => {
    it('without a token is invalid_request', async () => {
      expectError(await introspect({}), 'invalid_request');
    });

    it('with two tokens is invalid_request', async () => {
      expectError(
        await introspect([
          ['token', 'a'],
          ['token', 'b'],
        ]),
        'invalid_request',
      );
    });

    it('by GET, which would leave tokens in logs, is refused', async () => {
      expectError(await site.wire(`${site.issuer}/oauth2/introspect?token=x`), 'invalid_request', 405);
    });

    it.each(['access_token', 'refresh_token', 'banana'])('the hint %s decides nothing', async (hint) => {
      const { accessToken } = await takeTokens(site);
      expect(readMembers(await introspect({ token: accessToken, token_type_hint: hint })).active).toBe(true);
    });
  });

  describe('section 2.2, the response', () => {
    it('for an active access token has the members of the token, as JSON that nobody stores', async () => {
      const { accessToken } = await takeTokens(site);
      const answer = await introspect({ token: accessToken });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      const now = Math.floor(Date.now() / 1000);
      const { iat, exp, ...members } = readMembers(answer);
      expect(members).toMatchObject({ active: true, client_id: basic.client_id, sub: site.ada.sub, iss: site.issuer });
      expect(String(members.scope).split(' ')).toContain('openid');
      expect(Number(iat)).toBeLessThanOrEqual(now);
      expect(Number(exp)).toBeGreaterThan(now);
    });

    it('for a refresh token says which it is', async () => {
      const { refreshToken } = await takeTokens(site);
      expect(readMembers(await introspect({ token: refreshToken }))).toMatchObject({
        active: true,
        token_type: 'refresh_token',
      });
    });

    it.each(['unknown', 'a.b.c', 'ghr_x', '😀'])('for %j is inactive, and nothing more', async (token) => {
      const answer = await introspect({ token });
      expect([answer.status, answer.text]).toEqual([200, '{"active":false}']);
    });

    it('for a revoked token, and for that of another client, is just the same', async () => {
      const { accessToken, refreshToken, idToken } = await takeTokens(site);
      const another = await registerAnother(site);
      for (const token of [accessToken, refreshToken])
        expect((await introspect({ token }, another)).text).toBe('{"active":false}');
      await postAs(site, 'revoke', basic, { token: refreshToken });
      for (const token of [accessToken, refreshToken, idToken])
        expect((await introspect({ token })).text).toBe('{"active":false}');
    });
  });

  describe('section 2.3, the errors', () => {
    it('no credentials, wrong ones, and those of a client that has none: invalid_client, 401', async () => {
      expectError(await postAs(site, 'introspect', undefined, { token: 'x' }), 'invalid_client');
      const authorization = basicCredentials(basic.client_id, 'wrong');
      const failed = await postAs(site, 'introspect', undefined, { token: 'x' }, { authorization });
      expectError(failed, 'invalid_client');
      expect(failed.headers.get('www-authenticate')).toMatch(/^Basic /);
      expectError(await introspect({ token: 'x' }, await registerAnother(site, 'none')), 'invalid_client');
    });

    it('a Bearer token does not authenticate a client', async () => {
      const { accessToken } = await takeTokens(site);
      const headers = { authorization: `Bearer ${accessToken}` };
      expectError(await postAs(site, 'introspect', undefined, { token: accessToken }, headers), 'invalid_client');
    });
  });
});
