import { createHash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { signingAlgorithms } from '../client-metadata/vocabulary';
import { createTestEngine, issuer } from '../testing/engine';
import { addClient, signIn } from '../testing/registrations';
import { headerOf, obtainTokens, payloadOf } from '../testing/token-request';

async function begin(query: Record<string, string> = {}, metadata: Record<string, unknown> = {}, settings = {}) {
  const engine = await createTestEngine({}, signingAlgorithms);
  const client = await addClient(engine, metadata, settings);
  const ada = await signIn(engine);
  const tokens = await obtainTokens(engine, client, ada, query);
  return { engine, client, ada, tokens, payload: payloadOf(tokens.id_token) };
}

/** Computed without our code: the left half of the hash that goes with the algorithm. */
function half(value: string, hash: 'sha256' | 'sha512'): string {
  const digest = createHash(hash).update(value, 'ascii').digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
}

describe('an ID token', () => {
  it.each([
    ['RS256', 'RS256', 'sha256'],
    ['PS256', 'PS256', 'sha256'],
    ['ES256', 'ES256', 'sha256'],
    ['EdDSA', 'EdDSA', 'sha512'],
    ['RS256 when the client chose nothing', undefined, 'sha256'],
  ] as const)('is signed with %s and has the at_hash of it', async (_what, alg, hash) => {
    const { engine, client, tokens, payload } = await begin({}, { id_token_signed_response_alg: alg });
    const header = headerOf(tokens.id_token);
    expect(header).toEqual({ alg: alg ?? 'RS256', kid: expect.any(String) });
    const published = await engine.keys.publicKeys();
    expect(published.keys.find(({ kid }) => kid === header.kid)).toMatchObject({ alg: alg ?? 'RS256', use: 'sig' });
    const options = { issuer, audience: client.clientId, currentDate: engine.clock.now() };
    await jwtVerify(tokens.id_token, createLocalJWKSet(published), options);
    expect(payload.at_hash).toBe(half(tokens.access_token, hash));
  });

  it('has exactly the claims that it should', async () => {
    const { engine, client, ada, payload } = await begin({ scope: 'openid profile email address phone' });
    const iat = engine.clock.now().getTime() / 1000;
    expect(payload).toEqual({
      iss: issuer,
      sub: ada.subject,
      aud: client.clientId,
      iat,
      exp: iat + 3600,
      auth_time: iat,
      nonce: 'nonce-1',
      acr: 'urn:gatehouse:aal1',
      amr: ['pwd'],
      sid: ada.sid,
      at_hash: expect.any(String),
    });
  });

  it.each(['x'.repeat(43), `${'aZ09-._~'.repeat(16)}`])('echoes the nonce %s', async (nonce) => {
    expect((await begin({ nonce })).payload.nonce).toBe(nonce);
  });

  it('has no nonce when none was sent', async () => {
    expect('nonce' in (await begin({ nonce: '' })).payload).toBe(false);
  });

  it('lives as long as the client is set to', async () => {
    const { payload } = await begin({}, {}, { lifetimes: { idTokenSeconds: 60 } });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(60);
  });

  it.each(['urn:gatehouse:aal1', '1 2', 'phr urn:gatehouse:aal1'])(
    'has the acr that was reached when %s is wished',
    async (acr) => {
      expect((await begin({ acr_values: acr })).payload.acr).toBe('urn:gatehouse:aal1');
    },
  );

  it('has the claims asked for by name, and none of what a scope would give', async () => {
    const claims = JSON.stringify({ id_token: { email: { essential: true }, iss: null, aud: { value: 'x' } } });
    const { client, payload } = await begin({ scope: 'openid profile', claims });
    expect(payload).toMatchObject({ email: 'ada@example.com', iss: issuer, aud: client.clientId });
    expect(payload.name).toBeUndefined();
  });

  it('cannot have its own claims overwritten by what is asked', async () => {
    const claims = JSON.stringify({ id_token: { sub: null, exp: { value: 1 }, at_hash: { value: 'x' }, sid: null } });
    const { ada, payload } = await begin({ claims });
    expect(payload.sub).toBe(ada.subject);
    expect(Number(payload.exp)).toBeGreaterThan(Number(payload.iat));
  });
});
