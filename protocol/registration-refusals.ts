/** The refusals of dynamic registration and its management (RFC 7591 section 3.2.2, RFC 7592). */
import type { WireError } from './wire-error';

export const registrationRefusals = {
  'client-registration-off': ['invalid_request', 'Applications cannot register themselves here.'],
  'client-registration-json': [
    'invalid_request',
    'Send the client metadata as application/json: one object, not deeper than 20 levels.',
  ],
  'client-registrations-too-many': [
    'temporarily_unavailable',
    'Too many registrations from this network. Try again later.',
  ],
  'initial-access-token-missing': ['invalid_token', 'Send an initial access token as a Bearer token (RFC 7591).'],
  'initial-access-token-unusable': [
    'invalid_token',
    'The initial access token is unknown, expired, revoked or used up.',
  ],
  'registration-access-token-missing': [
    'invalid_token',
    'Send the registration access token of the client as a Bearer token (RFC 7592).',
  ],
  'registration-access-token-unusable': ['invalid_token', 'The registration access token is not that of this client.'],
  'client-redirect-uris': ['invalid_redirect_uri', 'One of the redirect_uris cannot be registered.'],
  'client-metadata': ['invalid_client_metadata', 'The client metadata cannot be registered.'],
  'software-statement': ['unapproved_software_statement', 'No software statement is approved here. Leave it out.'],
} as const satisfies Record<string, readonly [error: WireError, description: string]>;
