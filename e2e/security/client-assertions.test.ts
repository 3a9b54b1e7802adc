/** SECURITY invariants 1, 12 and 13 for clients that sign: no forged, borrowed or used assertion proves anybody. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientKey } from '../harness/client-key';
import { assertionParameters, createClientKey } from '../harness/client-key';
import type { RegisteredClient } from '../harness/command-line';
import { clients } from '../harness/data';
import type { KeySetServer } from '../harness/key-set-server';
import { serveKeySet } from '../harness/key-set-server';
import { databaseKinds } from '../harness/test-database';
import type { WireResponse } from '../harness/wire';
import { readMembers } from '../harness/wire';
import { forge } from './forged-tokens';
import type { Site } from './site';
import { securitySite } from './site';
import { takeTokens } from './visitor';

/** What each endpoint says to a request that is authenticated and otherwise harmless. */
const endpoints = {
  token: {
    path: '/oauth2/token',
    members: { grant_type: 'authorization_code', code: 'x' },
    passed: '400 invalid_grant',
  },
  introspect: { path: '/oauth2/introspect', members: { token: 'x' }, passed: '200 undefined' },
  revoke: { path: '/oauth2/revoke', members: { token: 'x' }, passed: '200 undefined' },
};
const describeAnswer = (answer: WireResponse) => `${answer.status} ${readMembers(answer).error}`;
const refused = ['401 invalid_client', '401 invalid_client', '401 invalid_client'];

describe.each(databaseKinds)('on %s', (kind) => {
  let site: Site;
  let key: ClientKey;
  /** On a private address: nobody may ever ask it. */
  let inside: KeySetServer;
  let client: RegisteredClient;
  let other: RegisteredClient;

  const register = (metadata: Record<string, unknown>) =>
    site.commandLine.createClient({ ...clients.basic, token_endpoint_auth_method: 'private_key_jwt', ...metadata });
  const jwks = () => ({ keys: [key.publicJwk] });

  beforeAll(async () => {
    site = securitySite(kind);
    key = await createClientKey('RS256');
    inside = await serveKeySet([key.publicJwk]);
    client = await register({ jwks: jwks() });
    other = await register({ jwks: { keys: [(await createClientKey()).publicJwk] } });
  });
  afterAll(() => inside.close());

  /** The same assertion at every endpoint where clients authenticate. */
  const present = async (assertion: string, more: Record<string, string> = {}) => {
    const answers: string[] = [];
    for (const { path, members } of Object.values(endpoints)) {
      const body = new URLSearchParams({ ...members, ...assertionParameters(assertion), ...more });
      answers.push(describeAnswer(await site.wire(`${site.issuer}${path}`, { method: 'POST', body })));
    }
    return answers;
  };
  const sign = (claims: Record<string, unknown> = {}) => key.assertion(client.client_id, site.issuer, claims);

  it('a good assertion is taken once, at whichever endpoint, and never again at any', async () => {
    for (const { path, members, passed } of Object.values(endpoints)) {
      const assertion = await sign();
      const body = new URLSearchParams({ ...members, ...assertionParameters(assertion) });
      expect(describeAnswer(await site.wire(`${site.issuer}${path}`, { method: 'POST', body }))).toBe(passed);
      expect(await present(assertion)).toEqual(refused);
    }
  });

  it('no forged one is taken anywhere: alg none, HS256 with the public key, embedded and foreign keys', async () => {
    for (const { name, token } of await forge({ token: await sign(), keys: [key.publicJwk], attackerUrl: inside.url }))
      expect([name, ...(await present(token))]).toEqual([name, ...refused]);
    expect(inside.asked).toEqual([]);
  });

  it.each<[what: string, claims: (now: number) => Record<string, unknown>]>([
    ['expired', (now) => ({ exp: now - 300 })],
    ['from the future', (now) => ({ nbf: now + 300, iat: now + 300 })],
    ['good for a year', (now) => ({ exp: now + 31_536_000 })],
    ['without an end', () => ({ exp: undefined })],
    ['without a jti', () => ({ jti: undefined })],
    ['for another server', () => ({ aud: 'https://attacker.example.test' })],
    ['for nobody', () => ({ aud: undefined })],
    ['of an issuer that is not the client', () => ({ iss: 'https://attacker.example.test' })],
    ['of another client', () => ({ iss: other.client_id, sub: other.client_id })],
  ])('one that is %s proves nobody', async (_what, claims) => {
    expect(await present(await sign(claims(Math.floor(Date.now() / 1000))))).toEqual(refused);
  });

  it('it proves nobody but its own client, whoever the request says to be', async () => {
    expect(await present(await sign(), { client_id: other.client_id })).toEqual(refused);
  });

  it('an ID token and an access token are no assertions', async () => {
    const { tokens, party } = await takeTokens(site);
    for (const token of [tokens.idToken, tokens.accessToken]) {
      expect(await present(token)).toEqual(refused);
      expect(await present(token, { client_id: party.client.client_id })).toEqual(refused);
    }
  });

  it('keys at a private address are never fetched, and their client is refused, not broken', async () => {
    for (const url of [inside.url, inside.url.replace('127.0.0.1', 'localhost')]) {
      const { client_id: id } = await register({ jwks_uri: `${url}/jwks` });
      expect(await present(await key.assertion(id, site.issuer))).toEqual(refused);
    }
    expect(inside.asked).toEqual([]);
  });
});
