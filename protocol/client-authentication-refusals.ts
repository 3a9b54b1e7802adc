/** The refusals of client authentication (RFC 6749 section 2.3, RFC 7523 section 3). */
import type { WireError } from './wire-error';

const failed = ['invalid_client', 'Client authentication failed.'] as const;

export const clientAuthenticationRefusals = {
  'client-authentication-missing': ['invalid_client', 'Client authentication is missing.'],
  'client-authentication-in-query': [
    'invalid_client',
    'Send client_id and credentials in the body or the Authorization header, never in the query.',
  ],
  'client-ids-differ': ['invalid_client', 'client_id in the body is not the client of the other credentials.'],
  // Until it is proven who asks, all of these sound alike: on the wire nothing tells which of them it was.
  'client-authentication-failed': failed,
  'client-authentication-disabled': failed,
  'client-secret-wrong': failed,
  'client-secret-expired': failed,
  'client-assertion-algorithm': failed,
  'client-assertion-key-unknown': failed,
  'client-assertion-signature': failed,
  'client-keys-unavailable': failed,
  'client-authentication-method': ['invalid_client', 'The client is not registered for this authentication method.'],
  'client-authentication-twice': ['invalid_request', 'Use one client authentication method at a time.'],
  'client-assertion-type': [
    'invalid_client',
    'client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  ],
  'client-assertion-malformed': ['invalid_client', 'client_assertion must be one signed JWT (RFC 7523).'],
  'client-assertion-subject': ['invalid_client', 'iss and sub of the client assertion must be the client_id.'],
  'client-assertion-incomplete': [
    'invalid_client',
    'The client assertion must have exp and jti; exp, nbf and iat are numbers.',
  ],
  'client-assertion-expired': ['invalid_client', 'The client assertion has expired.'],
  'client-assertion-too-long': ['invalid_client', 'The client assertion must expire within an hour.'],
  'client-assertion-early': ['invalid_client', 'The client assertion is from the future: compare the clocks.'],
  'client-assertion-audience': ['invalid_client', 'aud of the client assertion must be the issuer of this server.'],
  'client-assertion-replayed': ['invalid_client', 'The client assertion was used before: make one for each request.'],
  'authorization-header-malformed': [
    'invalid_client',
    'The Authorization header must be Basic with client_id and secret, each form-encoded, or be left out.',
  ],
} as const satisfies Record<string, readonly [error: WireError, description: string]>;
