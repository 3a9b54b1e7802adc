/** A key pair of an application, and the client assertions that it signs (RFC 7523). */
import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface ClientKey {
  key: CryptoKey;
  kid: string;
  publicJwk: JWK;
  /** An assertion of this client for this server, good for a minute, except for what is given. */
  assertion(clientId: string, audience: string, claims?: Record<string, unknown>): Promise<string>;
}

export async function createClientKey(alg: 'ES256' | 'RS256' = 'ES256'): Promise<ClientKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const kid = `${alg}-${randomBytes(4).toString('hex')}`;
  return {
    key: privateKey,
    kid,
    publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    assertion(clientId, audience, claims = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: clientId, sub: clientId, aud: audience, iat: now, exp: now + 60 };
      const jti = randomBytes(16).toString('hex');
      return new SignJWT({ ...usual, jti, ...claims }).setProtectedHeader({ alg, kid }).sign(privateKey);
    },
  };
}

/** The two parameters of a request that an assertion authenticates. */
export function assertionParameters(assertion: string): { client_assertion_type: string; client_assertion: string } {
  return { client_assertion_type: assertionType, client_assertion: assertion };
}
