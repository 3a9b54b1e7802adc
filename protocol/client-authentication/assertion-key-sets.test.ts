import { describe, expect, it } from 'vitest';
import type { ClientKey } from '../testing/assertions';
import {
  addKeyClient,
  authenticated,
  makeClientKey,
  refusedCredentials,
  sendAssertion,
  signAssertion,
} from '../testing/assertions';
import { createTestEngine } from '../testing/engine';

const jwks_uri = 'https://rp.example/jwks';
const [old, young] = await Promise.all([makeClientKey('ES256', 'old'), makeClientKey('ES256', 'young')]);
const documentOf = (...keys: ClientKey[]) => JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) });

async function begin(document: unknown = documentOf(old)) {
  const engine = await createTestEngine();
  const { clientId } = await addKeyClient(engine, old, { jwks_uri });
  engine.keySets.serve(jwks_uri, document);
  const ask = async (key: ClientKey, header: object = {}) => {
    const signer = { ...key, header: { ...key.header, ...header } };
    return sendAssertion(engine, await signAssertion(engine, clientId, signer));
  };
  return { engine, clientId, ask };
}

describe('keys at jwks_uri', () => {
  it('prove the client, and are fetched once for many requests', async () => {
    const { engine, ask } = await begin();
    for (let turn = 0; turn < 3; turn += 1) expect(await ask(old)).toMatchObject(authenticated.token);
    expect(engine.keySets.asked).toEqual([jwks_uri]);
  });

  it.each([
    ['a new kid', {}],
    ['the same kid', { kid: 'old' }],
    ['no kid', { kid: undefined }],
  ])('are fetched anew after the client changed its key, with %s', async (_what, header) => {
    const { engine, ask } = await begin();
    await ask(old);
    const publicJwk = { ...young.publicJwk, kid: 'kid' in header ? (header.kid ?? 'any') : 'young' };
    engine.keySets.serve(jwks_uri, documentOf({ ...young, publicJwk }));
    engine.clock.advance(10);
    expect(await ask(young, header)).toMatchObject(authenticated.token);
    expect(await ask(old)).toMatchObject(refusedCredentials);
  });

  it('are asked for twice at most in ten seconds of a flood of unknown kids', async () => {
    const { engine, ask } = await begin();
    await ask(old);
    engine.clock.advance(10);
    const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => ask(young, { kid: `unknown-${at}` })));
    for (const answer of answers) expect(answer).toMatchObject(refusedCredentials);
    expect(engine.keySets.asked).toHaveLength(2);
    expect(await ask(old)).toMatchObject(authenticated.token);
  });

  it.each([
    [
      'an address that does not answer',
      Object.assign(new Error('no answer in time'), { kind: 'fetch-refused' }),
      'client-keys-unavailable',
    ],
    ['what throws no error', 'thrown'.length, 'client-keys-unavailable'],
    ['a page', '<html>', 'client-keys-unavailable'],
    ['no keys', '{"keys":[]}', 'client-assertion-key-unknown'],
    [
      'a key that is broken',
      '{"keys":[{"kty":"EC","crv":"P-256","x":"!","y":7,"kid":"old"}]}',
      'client-assertion-signature',
    ],
    ['a shared key', '{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"old"}]}', 'client-assertion-key-unknown'],
  ])('are refused with %s, which is no failure of ours', async (_what, document, code) => {
    const { engine, ask } = await begin(document);
    expect(await ask(old)).toMatchObject(refusedCredentials);
    expect(engine.events.at(-1)?.code).toBe(code);
  });

  it('are never sought where the assertion says', async () => {
    const { engine, ask } = await begin();
    const elsewhere = 'https://attacker.example/jwks';
    engine.keySets.serve(elsewhere, documentOf(young));
    expect(await ask(young, { jku: elsewhere, x5u: elsewhere, jwk: young.publicJwk })).toMatchObject(
      refusedCredentials,
    );
    expect(engine.keySets.asked).toEqual([jwks_uri]);
  });
});
