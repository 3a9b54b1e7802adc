import { beforeAll, describe, expect, it } from 'vitest';
import { endpointPaths } from '../endpoints/paths';
import {
  addKeyClient,
  authenticated,
  makeClientKey,
  refusedCredentials,
  sendAssertion,
  signAssertion,
} from '../testing/assertions';
import type { TestEngine } from '../testing/engine';
import { createTestEngine, issuer } from '../testing/engine';
import type { TestClient } from '../testing/registrations';

const key = await makeClientKey();

const at =
  (seconds: number) =>
  ({ clock }: TestEngine) =>
    Math.floor(clock.now().getTime() / 1000) + seconds;
type Claims = Record<string, unknown | ((engine: TestEngine) => unknown)>;

const claimCases: [what: string, claims: Claims, code: string | undefined][] = [
  ['an exp in 60 minutes', { exp: at(3600) }, undefined],
  ['an exp in 61 minutes', { exp: at(3660) }, 'client-assertion-too-long'],
  ['an exp in the year 275,000', { exp: 8_600_000_000_000 }, 'client-assertion-too-long'],
  ['an exp 29 s ago', { exp: at(-29) }, undefined],
  ['an exp 30 s ago', { exp: at(-30) }, 'client-assertion-expired'],
  ['no exp', { exp: undefined }, 'client-assertion-incomplete'],
  ['an exp of text', { exp: '4102444800' }, 'client-assertion-incomplete'],
  ['an nbf in 8 s', { nbf: at(8) }, undefined],
  ['an nbf in 61 s', { nbf: at(61) }, 'client-assertion-early'],
  ['an nbf of text', { nbf: 'now' }, 'client-assertion-incomplete'],
  ['an iat in 8 s', { iat: at(8) }, undefined],
  ['an iat in 61 s', { iat: at(61) }, 'client-assertion-early'],
  ['no iat', { iat: undefined }, undefined],
  ['no jti', { jti: undefined }, 'client-assertion-incomplete'],
  ['an empty jti', { jti: '' }, 'client-assertion-incomplete'],
  ['a jti of 1,025 characters', { jti: 'x'.repeat(1025) }, 'client-assertion-incomplete'],
  ['a jti that is a number', { jti: 7 }, 'client-assertion-incomplete'],
  ['another iss', { iss: 'gh_other' }, 'client-assertion-subject'],
  ['no iss', { iss: undefined }, 'client-assertion-subject'],
  ['no sub', { sub: undefined }, 'client-assertion-subject'],
  ['a sub that is an object', { sub: { $ne: null } }, 'client-assertion-subject'],
  ['a sub with a NUL', { sub: 'gh_\0' }, 'client-assertion-subject'],
  ['the token endpoint as aud', { aud: `${issuer}${endpointPaths.token}` }, undefined],
  ['a list with the issuer as aud', { aud: ['https://other.example', issuer] }, undefined],
  ['the issuer with a slash as aud', { aud: `${issuer}/` }, 'client-assertion-audience'],
  ['another endpoint as aud', { aud: `${issuer}${endpointPaths.revocation}` }, 'client-assertion-audience'],
  ['another server as aud', { aud: 'https://other.example' }, 'client-assertion-audience'],
  ['an empty list as aud', { aud: [] }, 'client-assertion-audience'],
  ['a list in a list as aud', { aud: [[issuer]] }, 'client-assertion-audience'],
  ['no aud', { aud: undefined }, 'client-assertion-audience'],
];

describe('the claims of an assertion', () => {
  let engine: TestEngine;
  let client: TestClient;
  beforeAll(async () => {
    engine = await createTestEngine();
    client = await addKeyClient(engine, key);
  });

  it.each(claimCases)('%s: %s %s', async (_what, claims, code) => {
    const given = Object.entries(claims).map(([name, value]) => [
      name,
      typeof value === 'function' ? value(engine) : value,
    ]);
    const assertion = await signAssertion(engine, client.clientId, key, Object.fromEntries(given));
    expect(await sendAssertion(engine, assertion)).toMatchObject(
      code === undefined ? authenticated.token : refusedCredentials,
    );
    expect(engine.events.at(-1)?.code).toBe(code ?? 'code-unknown');
  });

  it('at introspection and revocation the endpoint itself is an aud, too', async () => {
    for (const endpoint of ['introspection', 'revocation'] as const) {
      const aud = `${issuer}${endpointPaths[endpoint]}`;
      const assertion = await signAssertion(engine, client.clientId, key, { aud });
      expect(await sendAssertion(engine, assertion, {}, endpoint)).toMatchObject(authenticated[endpoint]);
    }
  });

  it.each([
    ['the issuer as a text', issuer, authenticated.token],
    ['the token endpoint', `${issuer}${endpointPaths.token}`, refusedCredentials],
    ['a list with the issuer alone', [issuer], refusedCredentials],
  ])('of the profile fapi2 must have the issuer as aud: %s', async (_what, aud, expected) => {
    const strict = await addKeyClient(engine, key, {}, { profile: 'fapi2' });
    const assertion = await signAssertion(engine, strict.clientId, key, { aud });
    expect(await sendAssertion(engine, assertion)).toMatchObject(expected);
  });
});
