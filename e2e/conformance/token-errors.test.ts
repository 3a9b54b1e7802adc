/** RFC 6749 section 5.2, row by row: the errors of the token endpoint. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredClient } from '@/e2e/harness/command-line';
import { clients } from '@/e2e/harness/data';
import { authorize } from '@/e2e/harness/flow';
import { basicCredentials } from '@/e2e/harness/relying-party';
import { databaseKinds } from '@/e2e/harness/test-database';
import { expectError, postAs, registerAnother, takeTokens } from './machine-endpoint';
import type { Site } from './site';
import { conformanceSite } from './site';

describe.each(databaseKinds)('the token endpoint on %s', (kind) => {
  let site: Site;
  let basic: RegisteredClient;
  let another: RegisteredClient;
  beforeAll(async () => {
    site = conformanceSite(kind);
    basic = (await site.relyingParty()).client;
    another = await registerAnother(site);
  });

  const token = (members: Parameters<typeof postAs>[3], client: RegisteredClient | undefined = basic, headers = {}) =>
    postAs(site, 'token', client, members, headers);
  const code = { grant_type: 'authorization_code', code: 'unknown' };

  /** A code that is good for `basic` at its redirect URI. */
  const takeCode = async () => {
    const { response, request } = await authorize(await site.relyingParty(), site.browser(), site.ada);
    const redirect_uri = request.redirectUri;
    return { grant_type: 'authorization_code', code: response.parameters.get('code') ?? '', redirect_uri };
  };

  describe('invalid_request', () => {
    it.each<[what: string, members: Parameters<typeof postAs>[3]]>([
      ['a required parameter is missing: grant_type', { code: 'x' }],
      ['a required parameter is missing: code', { grant_type: 'authorization_code' }],
      ['a required parameter is missing: refresh_token', { grant_type: 'refresh_token' }],
      ['a parameter is repeated', [...Object.entries(code), ['code', 'y']]],
      ['a parameter has no value, which is as if it were missing', { ...code, code: '' }],
      ['a parameter has a value that is not supported', { ...code, code: 'a\0b' }],
    ])('%s', async (_what, members) => {
      expectError(await token(members), 'invalid_request');
    });

    it('multiple credentials, and more than one mechanism: Basic and a secret in the body', async () => {
      const { client_id, client_secret } = basic;
      expectError(await token({ ...code, client_id, client_secret }), 'invalid_request');
    });

    it.each([
      ['JSON', 'application/json', JSON.stringify(code)],
      ['text', 'text/plain', String(new URLSearchParams(code))],
    ])('malformed otherwise: %s', async (_what, type, body) => {
      const headers = { 'content-type': type };
      expectError(await site.wire(`${site.issuer}/oauth2/token`, { method: 'POST', headers, body }), 'invalid_request');
    });

    it('another method than POST', async () => {
      const answer = await site.wire(`${site.issuer}/oauth2/token?${new URLSearchParams(code)}`);
      expectError(answer, 'invalid_request', 405);
      expect(answer.headers.get('allow')).toBe('POST');
    });
  });

  describe('invalid_client', () => {
    const challenge = (answer: Awaited<ReturnType<typeof token>>) => answer.headers.get('www-authenticate');

    it('unknown client', async () => {
      expectError(await postAs(site, 'token', undefined, { ...code, client_id: 'gh_unknown' }), 'invalid_client');
    });

    it('no client authentication included', async () => {
      const answer = await postAs(site, 'token', undefined, code);
      expectError(answer, 'invalid_client');
      expect(challenge(answer)).toBeNull();
    });

    it('an authentication method that the client may not use', async () => {
      const { client_id, client_secret } = basic;
      expectError(await postAs(site, 'token', undefined, { ...code, client_id, client_secret }), 'invalid_client');
      expectError(await postAs(site, 'token', undefined, { ...code, client_id }), 'invalid_client');
    });

    it.each([
      ['a wrong secret', () => basicCredentials(basic.client_id, 'wrong')],
      ['an unknown client', () => basicCredentials('gh_unknown', 'x')],
      ['what is no Basic', () => 'Bearer x'],
    ])('%s in the Authorization header is answered with the scheme', async (_what, authorization) => {
      const answer = await postAs(site, 'token', undefined, code, { authorization: authorization() });
      expectError(answer, 'invalid_client');
      expect(challenge(answer)).toMatch(/^Basic /);
    });
  });

  describe('invalid_grant', () => {
    it('a code, or a refresh token, that is invalid', async () => {
      expectError(await token(code), 'invalid_grant');
      expectError(await token({ grant_type: 'refresh_token', refresh_token: 'unknown' }), 'invalid_grant');
    });

    it('a code that does not match the redirection URI of the authorization request', async () => {
      expectError(await token({ ...(await takeCode()), redirect_uri: `${site.issuer}/` }), 'invalid_grant');
    });

    it('a code that was issued to another client, which its own may still redeem', async () => {
      const mine = await takeCode();
      expectError(await token(mine, another), 'invalid_grant');
      expect((await token(mine)).status).toBe(200);
    });

    it('a refresh token that was revoked', async () => {
      const { refreshToken } = await takeTokens(site);
      await postAs(site, 'revoke', basic, { token: refreshToken });
      expectError(await token({ grant_type: 'refresh_token', refresh_token: refreshToken }), 'invalid_grant');
    });
  });

  it('resource owner credentials that are missing or wrong, or handed in by a client that may not (section 4.3)', async () => {
    const grant_types = ['password'];
    const trusted = await site.commandLine.createClient({ ...clients.basic, grant_types, response_types: [] });
    const { username, password } = site.noel;
    const right = { grant_type: 'password', username, password };
    expectError(await token({ ...right, username: undefined }, trusted), 'invalid_request');
    expectError(await token({ ...right, password: undefined }, trusted), 'invalid_request');
    expectError(await token({ ...right, password: `${password}\0` }, trusted), 'invalid_request');
    expectError(await token({ ...right, password: 'wrong' }, trusted), 'invalid_grant');
    expectError(await token({ ...right, username: 'nobody' }, trusted), 'invalid_grant');
    expectError(await token(right, another), 'unauthorized_client');
    expect((await token(right, trusted)).status).toBe(200);
  });

  it('unauthorized_client: the client may not use this grant', async () => {
    expectError(await token({ grant_type: 'refresh_token', refresh_token: 'x' }, another), 'unauthorized_client');
  });

  it.each(['banana', 'AUTHORIZATION_CODE', 'code', 'device_code', 'urn:example:none'])(
    'unsupported_grant_type: %s',
    async (grant_type) => {
      expectError(await token({ grant_type, code: 'x' }), 'unsupported_grant_type');
    },
  );

  it('invalid_scope: malformed, or more than the person allowed', async () => {
    const { refreshToken } = await takeTokens(site);
    const refresh = { grant_type: 'refresh_token', refresh_token: refreshToken };
    expectError(await token({ ...refresh, scope: 'openid email' }), 'invalid_scope');
    expectError(await token({ ...refresh, scope: 'openid "' }), 'invalid_scope');
    expect((await token({ ...refresh, scope: 'openid' })).status).toBe(200);
  });

  it('a parameter that nobody knows is ignored (section 3.2)', async () => {
    expect((await token({ ...(await takeCode()), unknown: 'x' })).status).toBe(200);
  });
});
