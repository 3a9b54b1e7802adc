import { beforeEach, describe, expect, it } from 'vitest';
import type { TestEngine } from '../testing/engine';
import { issuer } from '../testing/engine';
import type { PasswordGrantTest } from '../testing/password-grant';
import { beginPasswordGrant, passwordClient } from '../testing/password-grant';
import type { TestClient } from '../testing/registrations';
import { addApi, addClient } from '../testing/registrations';
import { payloadOf, refresh, sendAs, userinfo } from '../testing/token-request';

let engine: TestEngine;
let client: TestClient;
let ada: PasswordGrantTest['ada'];
let ask: PasswordGrantTest['ask'];
let grantedRows: PasswordGrantTest['grantedRows'];

beforeEach(async () => {
  ({ engine, client, ada, ask, grantedRows } = await beginPasswordGrant());
});

describe('what a password yields', () => {
  it('a Bearer token, with the scope that was granted and one durable row', async () => {
    const { body, headers } = await ask({ scope: 'profile email' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'profile email' });
    const now = Math.floor(engine.clock.now().getTime() / 1000);
    expect(payloadOf(String(body.access_token))).toMatchObject({
      ...{ iss: issuer, aud: issuer, sub: ada.subject, client_id: client.clientId },
      ...{ auth_time: now, amr: ['pwd'], acr: 'urn:gatehouse:aal1' },
    });
    const [row, ...others] = await grantedRows();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      actor: { kind: 'person', id: ada.personId },
      object: { kind: 'client', id: client.clientId },
      detail: { scope: 'profile email', grantType: 'password' },
    });
  });

  it('an ID token with openid, without a session and without a refresh token', async () => {
    const { body } = await ask({ scope: 'openid' });
    expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'id_token', 'scope', 'token_type']);
    const claims = payloadOf(String(body.id_token));
    expect(claims).toMatchObject({ sub: ada.subject, aud: client.clientId, amr: ['pwd'] });
    expect(claims).not.toHaveProperty('sid');
    expect(claims).not.toHaveProperty('nonce');
    expect((await userinfo(engine, String(body.access_token))).body.sub).toBe(ada.subject);
  });

  it.each([
    ['read', true],
    ['openid', false],
    ['openid offline_access', true],
  ])('scope %j: a refresh token is %s', async (scope, due) => {
    expect('refresh_token' in (await ask({ scope })).body).toBe(due);
  });

  it('no refresh token for a client that is not registered for it', async () => {
    const other = await addClient(engine, { ...passwordClient, grant_types: ['password'] });
    expect((await ask({ scope: 'openid offline_access' }, other)).body).not.toHaveProperty('refresh_token');
  });

  it('without offline_access it ends after 12 hours, however often it was used; with it, it goes on', async () => {
    let brief = String((await ask({ scope: 'read' })).body.refresh_token);
    let offline = String((await ask({ scope: 'openid offline_access' })).body.refresh_token);
    for (let hour = 1; hour < 12; hour += 1) {
      engine.clock.advance(3600);
      brief = String((await refresh(engine, client, brief)).body.refresh_token);
    }
    engine.clock.advance(3600);
    expect((await refresh(engine, client, brief)).body.error).toBe('invalid_grant');
    const answer = await refresh(engine, client, offline);
    expect(answer.status).toBe(200);
    offline = String(answer.body.refresh_token);
    engine.clock.advance(20 * 86_400);
    expect((await refresh(engine, client, offline)).status).toBe(200);
  });

  it('all of it ends when all sessions of the person end', async () => {
    const { body } = await ask({ scope: 'openid offline_access' });
    await engine.storage.stores.authorizations.revokeOfPerson(ada.personId, engine.clock.now());
    expect((await refresh(engine, client, String(body.refresh_token))).body.error).toBe('invalid_grant');
    expect((await userinfo(engine, String(body.access_token))).status).toBe(401);
  });

  it('scopes that the roles of the person allow, and none is a refusal', async () => {
    expect((await ask({ scope: 'read write' })).body.scope).toBe('read');
    expect((await ask({ scope: 'write' })).body).toMatchObject({ error: 'invalid_scope' });
  });

  it('a token for the resource alone, or with openid for it and us', async () => {
    const resource = 'https://api.example';
    const audience = async (scope: string) => payloadOf(String((await ask({ scope, resource })).body.access_token)).aud;
    expect(await audience('read')).toBe(resource);
    expect(await audience('openid read')).toEqual([resource, issuer]);
  });

  it('an opaque token where the API wants that', async () => {
    const [resource, count] = ['https://stock.example', { name: 'count', description: 'Count', roles: [] }];
    await addApi(engine, { identifier: resource, accessTokenFormat: 'opaque', scopes: [count] });
    await engine.storage.stores.clientAdministration.allot(client.clientId, resource, ['count']);
    const { body } = await ask({ scope: 'count', resource });
    const told = await sendAs(engine, client, 'introspection', { token: String(body.access_token) });
    expect(told.body).toMatchObject({ active: true, sub: ada.subject, scope: 'count' });
  });
});
