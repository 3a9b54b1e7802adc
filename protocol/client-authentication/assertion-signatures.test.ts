import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientKey } from '../testing/assertions';
import {
  addKeyClient,
  authenticated,
  makeClientKey,
  refusedCredentials,
  secretKey,
  sendAssertion,
  signAssertion,
} from '../testing/assertions';
import type { TestEngine } from '../testing/engine';
import { createTestEngine } from '../testing/engine';
import type { TestClient } from '../testing/registrations';
import { addClient, signIn } from '../testing/registrations';
import { obtainTokens } from '../testing/token-request';

const [key, rsa] = await Promise.all([makeClientKey(), makeClientKey('RS256', 'rsa')]);

describe('the signature of an assertion', () => {
  let engine: TestEngine;
  let client: TestClient;
  beforeAll(async () => {
    engine = await createTestEngine();
    client = await addKeyClient(engine, key);
  });
  const signed = (signer: Pick<ClientKey, 'privateKey' | 'header'>, claims = {}) =>
    signAssertion(engine, client.clientId, signer, claims);
  const unsigned = (header: object, assertion: string) =>
    `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${assertion.split('.')[1]}.`;

  it.each<[what: string, make: () => Promise<string>]>([
    ['alg none', async () => unsigned({ alg: 'none' }, await signed(key))],
    ['alg None with the kid', async () => unsigned({ alg: 'None', kid: 'key-1' }, await signed(key))],
    ['no alg', async () => unsigned({}, await signed(key))],
    ['a signature that is cut off', async () => (await signed(key)).slice(0, -8)],
    ['another key under the same kid', async () => signed({ ...(await makeClientKey()), header: key.header })],
    ['another key, embedded', async () => signedByStranger({})],
    ['another key at a jku', async () => signedByStranger({ jku: 'https://attacker.example/jwks' })],
    ['another key at an x5u', async () => signedByStranger({ x5u: 'https://attacker.example/cert' })],
    ['HS256 with the public key', () => signed(secretKey(JSON.stringify(key.publicJwk)))],
    ['HS256 with nothing to guess', () => signed(secretKey(client.clientId))],
    ['a critical extension', () => signed({ ...key, header: { ...key.header, crit: ['b64'], b64: true } })],
    ['the type of a request object', () => signed({ ...key, header: { ...key.header, typ: 'oauth-authz-req+jwt' } })],
    ['the type of an access token', () => signed({ ...key, header: { ...key.header, typ: 'at+jwt' } })],
    ['no JWT', async () => 'a.b.c'],
    ['one part', async () => 'x'],
    ['an encrypted JWT', async () => 'eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA'],
  ])('%s: refused', async (_what, make) => {
    expect(await sendAssertion(engine, await make())).toMatchObject(refusedCredentials);
    expect(engine.keySets.asked).toEqual([]);
  });

  async function signedByStranger(header: object): Promise<string> {
    const stranger = await makeClientKey('ES256', 'stranger');
    return signed({ ...stranger, header: { ...stranger.header, jwk: stranger.publicJwk, ...header } });
  }

  it.each(['jwt', 'JWT', 'client-authentication+jwt', 'application/client-authentication+jwt'])(
    'the type %s: taken',
    async (typ) => {
      expect(await sendAssertion(engine, await signed({ ...key, header: { ...key.header, typ } }))).toMatchObject(
        authenticated.token,
      );
    },
  );

  it('an ID token of ours for this client is no assertion', async () => {
    const web = await addClient(engine);
    const { id_token } = await obtainTokens(engine, web, await signIn(engine), { scope: 'openid' });
    expect(await sendAssertion(engine, id_token, { client_id: web.clientId })).toMatchObject(refusedCredentials);
  });

  it('another client of the same key cannot be pretended to be', async () => {
    const other = await addKeyClient(engine, rsa);
    expect(await sendAssertion(engine, await signAssertion(engine, other.clientId, key))).toMatchObject(
      refusedCredentials,
    );
    expect(await sendAssertion(engine, await signed(key), { client_id: other.clientId })).toMatchObject(
      refusedCredentials,
    );
  });

  it('without a kid any of several keys may have signed', async () => {
    const second = await makeClientKey('ES256', 'key-2');
    const jwks = { keys: [key.publicJwk, second.publicJwk] };
    const { clientId } = await addKeyClient(engine, key, { jwks });
    const assertion = await signAssertion(engine, clientId, { ...second, header: { alg: 'ES256' } });
    expect(await sendAssertion(engine, assertion)).toMatchObject(authenticated.token);
    const strangers = await makeClientKey();
    const forged = await signAssertion(engine, clientId, { ...strangers, header: { alg: 'ES256' } });
    expect(await sendAssertion(engine, forged)).toMatchObject(refusedCredentials);
  });

  it('without a kid no more than five keys are tried', async () => {
    const others = await Promise.all([2, 3, 4, 5, 6].map((index) => makeClientKey('ES256', `key-${index}`)));
    const keyIsAt = async (place: number) => {
      const keys = others.map(({ publicJwk }) => publicJwk);
      keys.splice(place, 0, key.publicJwk);
      const { clientId } = await addKeyClient(engine, key, { jwks: { keys } });
      const nameless = await signAssertion(engine, clientId, { ...key, header: { alg: 'ES256' } });
      return sendAssertion(engine, nameless);
    };
    expect(await keyIsAt(4)).toMatchObject(authenticated.token);
    expect(await keyIsAt(5)).toMatchObject(refusedCredentials);
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('%s works, and then no other algorithm does', async (alg) => {
    const own = await makeClientKey(alg, alg);
    const jwks = { keys: [own.publicJwk, key.publicJwk, rsa.publicJwk] };
    const { clientId } = await addKeyClient(engine, own, { jwks, token_endpoint_auth_signing_alg: alg });
    expect(await sendAssertion(engine, await signAssertion(engine, clientId, own))).toMatchObject(authenticated.token);
    const other = alg === 'ES256' ? rsa : key;
    expect(await sendAssertion(engine, await signAssertion(engine, clientId, other))).toMatchObject(refusedCredentials);
  });

  it('of the profile fapi2 is not RS256', async () => {
    const strict = await addKeyClient(engine, rsa, {}, { profile: 'fapi2' });
    expect(await sendAssertion(engine, await signAssertion(engine, strict.clientId, rsa))).toMatchObject(
      refusedCredentials,
    );
  });

  it('a key that is none, or not what it says, is refused and not a failure of ours', async () => {
    for (const jwk of [
      { kty: 'RSA', n: '_'.repeat(342), e: 'AQAB' },
      { kty: 'EC' },
      { kty: 'banana' },
      { kty: 'EC', crv: 7 },
    ]) {
      const { clientId } = await addKeyClient(engine, key, { jwks: { keys: [jwk] } });
      for (const signer of [key, rsa])
        expect(await sendAssertion(engine, await signAssertion(engine, clientId, signer))).toMatchObject(
          refusedCredentials,
        );
    }
  });
});
