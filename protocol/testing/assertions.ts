/** Clients that sign, and the assertions that they send. */
import type { JWK, JWTHeaderParameters } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { AssertionMethod } from '../client-metadata/vocabulary';
import type { ClientSettings } from '../ports';
import type { TestEngine } from './engine';
import { issuer } from './engine';
import type { TestClient } from './registrations';
import { addClient } from './registrations';
import type { Answer, MachineEndpoint } from './token-request';
import { send } from './token-request';

export interface ClientKey {
  privateKey: CryptoKey | Uint8Array;
  header: JWTHeaderParameters;
  publicJwk: JWK;
}

/** A key pair of a client, under this `kid`. */
export async function makeClientKey(alg = 'ES256', kid = 'key-1'): Promise<ClientKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, header: { alg, kid }, publicJwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } };
}

/** A client that signs with this key, which it registered in `jwks` unless the metadata says where else. */
export function addKeyClient(
  engine: TestEngine,
  { publicJwk }: ClientKey,
  metadata: Record<string, unknown> = {},
  settings: Partial<ClientSettings> = {},
): Promise<TestClient> {
  const keys = 'jwks_uri' in metadata ? {} : { jwks: { keys: [publicJwk] } };
  return addClient(engine, { token_endpoint_auth_method: 'private_key_jwt', ...keys, ...metadata }, settings);
}

/** The HMAC key of a client of `client_secret_jwt`. */
export function secretKey(secret: string): Omit<ClientKey, 'publicJwk'> {
  return { privateKey: new TextEncoder().encode(secret), header: { alg: 'HS256' } };
}

/** A client of this method, with what it signs with. */
export async function addSigningClient(engine: TestEngine, method: AssertionMethod, key: ClientKey) {
  if (method === 'private_key_jwt') return { client: await addKeyClient(engine, key), signer: key };
  const client = await addClient(engine, { token_endpoint_auth_method: method });
  return { client, signer: secretKey(client.secret) };
}

let assertions = 0;

/** A good assertion of this client for this server, except for what is given; undefined takes a claim away. */
export function signAssertion(
  { clock }: TestEngine,
  clientId: string,
  { privateKey, header }: Pick<ClientKey, 'privateKey' | 'header'>,
  claims: Record<string, unknown> = {},
): Promise<string> {
  assertions += 1;
  const now = Math.floor(clock.now().getTime() / 1000);
  const usual = { iss: clientId, sub: clientId, aud: issuer, jti: `jti-${assertions}`, iat: now, exp: now + 60 };
  return new SignJWT({ ...usual, ...claims }).setProtectedHeader(header).sign(privateKey);
}

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const forms = {
  token: { grant_type: 'authorization_code', code: 'unknown' },
  introspection: { token: 'unknown' },
  revocation: { token: 'unknown' },
};

/** What each says to that once the client is authenticated. */
export const authenticated = {
  token: { status: 400, body: { error: 'invalid_grant' } },
  introspection: { status: 200, body: { active: false } },
  revocation: { status: 200 },
};
export const refusedCredentials = { status: 401, body: { error: 'invalid_client' } };

/** What an endpoint answers to a request that is authenticated with this assertion; the rest of it is good, or nearly. */
export function sendAssertion(
  engine: TestEngine,
  assertion: string,
  more: Record<string, string> = {},
  endpoint: Extract<MachineEndpoint, keyof typeof forms> = 'token',
): Promise<Answer> {
  const proof = { client_assertion_type: assertionType, client_assertion: assertion };
  return send(engine, endpoint, { ...forms[endpoint], ...proof, ...more });
}
