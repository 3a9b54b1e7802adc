import { describe, expect, it } from 'vitest';
import type { SigningKeyRecord } from '../ports';
import { createOwnJwts } from './own-jwts';

const key = { kid: 'k1', alg: 'ES256', publicJwk: {} } as SigningKeyRecord;
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const jwt = (header: object = {}, payload: unknown = { sub: 'x' }) =>
  `${encode({ alg: 'ES256', kid: 'k1', ...header })}.${encode(payload)}.c2ln`;

/** With verifiers that count, and say what they are told to. */
function begin(isGood = true) {
  let verified = 0;
  const read = createOwnJwts({
    digest: (text) => text,
    createJwtVerifier: () => () => {
      verified += 1;
      return isGood;
    },
  });
  return { read, verified: () => verified };
}

describe('a JWT of ours', () => {
  it('is verified once, however often it is shown', () => {
    const { read, verified } = begin();
    for (const _time of [1, 2, 3]) expect(read(jwt(), [key])?.payload).toEqual({ sub: 'x' });
    expect(verified()).toBe(1);
  });

  it('is nothing any more once its key is not published, though it was verified before', () => {
    const { read } = begin();
    expect(read(jwt(), [key])).toBeDefined();
    expect(read(jwt(), [])).toBeUndefined();
    expect(read(jwt(), [{ ...key, kid: 'k2' }])).toBeUndefined();
  });

  it('is remembered with a thousand others, and verified again after that', () => {
    const { read, verified } = begin();
    for (let number = 0; number <= 1000; number += 1) read(jwt({}, { number }), [key]);
    read(jwt({}, { number: 1000 }), [key]);
    expect(verified()).toBe(1001);
    read(jwt({}, { number: 0 }), [key]);
    expect(verified()).toBe(1002);
  });

  it('cannot be changed by who reads it', () => {
    const found = begin().read(jwt(), [key]);
    expect(Object.isFrozen(found?.payload)).toBe(true);
    expect(Object.isFrozen(found?.header)).toBe(true);
  });
});

describe('nothing of ours', () => {
  it('is what the key did not sign, each time that it is shown', () => {
    const { read, verified } = begin(false);
    for (const _time of [1, 2]) expect(read(jwt(), [key])).toBeUndefined();
    expect(verified()).toBe(2);
  });

  it.each([
    ['another algorithm than its key is for', jwt({ alg: 'RS256' })],
    ['no algorithm', jwt({ alg: 'none' })],
    ['no key', jwt({ kid: undefined })],
    ['a demand that we never make', jwt({ crit: ['b64'], b64: false })],
    ['a list for claims', jwt({}, ['sub'])],
    ['a text for claims', jwt({}, 'sub')],
    ['no signature', `${jwt().split('.').slice(0, 2).join('.')}.`],
    ['two parts', jwt().split('.').slice(0, 2).join('.')],
    ['four parts', `${jwt()}.c2ln`],
    ['no JSON', 'YQ.YQ.c2ln'],
    ['characters that are none of base64url', jwt().replace('.', '=.')],
    ['nothing', ''],
  ])('is a text with %s', (_what, text) => {
    const { read, verified } = begin();
    expect(read(text, [key])).toBeUndefined();
    expect(verified()).toBe(0);
  });
});
