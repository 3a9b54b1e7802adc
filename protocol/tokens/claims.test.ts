import { describe, expect, it } from 'vitest';
import { fullProfile } from '@/storage/memory/full-profile';
import { claimsOfScopes } from '../client-metadata/vocabulary';
import type { ClaimsRequest } from '../ports';
import { describeClient } from '../testing/authorization-request';
import { createTestEngine } from '../testing/engine';
import { addClient, addPerson, openSession } from '../testing/registrations';
import { obtainTokens, userinfo } from '../testing/token-request';
import { idTokenClaims, scopesOfNamedClaims, userinfoClaims } from './claims';

const ada = {
  personId: 'p',
  subject: 's',
  status: 'active' as const,
  claims: { name: 'Ada', email: 'ada@example.com', email_verified: false, gender: '', address: {}, updated_at: 1 },
  roles: [],
  applicationRoles: [],
  groups: [],
};

const told = (scopes: string[], request: ClaimsRequest | null) => ({
  client: describeClient(),
  endUser: ada,
  scopes,
  request,
});

/** The claims of a person with this profile at userinfo. */
async function claimsFor(query: Record<string, string>, profile: Record<string, unknown> = fullProfile) {
  const engine = await createTestEngine();
  const client = await addClient(engine);
  const session = await openSession(engine, await addPerson(engine, 'ada', profile));
  const tokens = await obtainTokens(engine, client, session, query);
  const { sub: _sub, ...claims } = (await userinfo(engine, tokens.access_token)).body;
  return claims;
}

describe('the claims of a scope', () => {
  it.each(['profile', 'email', 'address', 'phone'] as const)(
    '%s: every one of them, and none of another',
    async (scope) => {
      const claims = await claimsFor({ scope: `openid ${scope}` });
      expect(Object.keys(claims).sort()).toEqual([...claimsOfScopes[scope]].sort());
    },
  );

  it.each([
    ['none for openid', 'openid', []],
    ['none for offline_access', 'openid offline_access', []],
    [
      'those of two together',
      'openid email phone',
      ['email', 'email_verified', 'phone_number', 'phone_number_verified'],
    ],
  ])('%s', async (_what, scope, names) => {
    expect(Object.keys(await claimsFor({ scope })).sort()).toEqual(names);
  });

  it('have the types of the specification', async () => {
    const claims = await claimsFor({ scope: 'openid profile email address phone' });
    expect(claims).toMatchObject({
      ...fullProfile,
      preferred_username: 'ada',
      email_verified: true,
      phone_number_verified: true,
      updated_at: Date.parse('2026-11-21T09:00:00Z') / 1000,
    });
  });

  it('are left out when the person has none, never null or empty', async () => {
    const claims = await claimsFor(
      { scope: 'openid profile address phone' },
      { name: 'Ada', nickname: '', address: { country: '' } },
    );
    expect(Object.keys(claims).sort()).toEqual(['name', 'preferred_username', 'updated_at']);
  });
});

describe('claims asked for by name', () => {
  it('come to the place that they are asked for', () => {
    const request = { userinfo: { name: null }, id_token: { email: { essential: true } } };
    expect(userinfoClaims(told([], request))).toEqual({ name: 'Ada' });
    expect(idTokenClaims(told([], request), false)).toEqual({ email: 'ada@example.com' });
  });

  it('come beside those of the scopes', () => {
    const claims = userinfoClaims(told(['email'], { userinfo: { name: null } }));
    expect(claims).toEqual({ name: 'Ada', email: 'ada@example.com', email_verified: false });
  });

  it('are left out when they are unknown or empty', () => {
    const names = { gender: null, address: null, banana: null, __proto__: null, constructor: null, roles: null };
    expect(userinfoClaims(told([], { userinfo: names }))).toEqual({});
    expect(idTokenClaims(told([], { id_token: names }), false)).toEqual({});
  });

  it('belong to scopes', () => {
    const request = { userinfo: { name: null, given_name: null, sub: null }, id_token: { email: null, acr: null } };
    expect(scopesOfNamedClaims(request)).toEqual(['profile', 'email']);
    expect(scopesOfNamedClaims(null)).toEqual([]);
  });
});
