/**
 * Every refusal of the protocol: a stable code of ours, the wire error that the RFC names, and what the public reads.
 * Descriptions keep to %x20-21 / %x23-5B / %x5D-7E (RFC 6749 section 4.1.2.1): no quotes, backslashes or line breaks.
 */

import { clientAuthenticationRefusals } from './client-authentication-refusals';
import { registrationRefusals } from './registration-refusals';
import type { WireError } from './wire-error';

type Refusal = readonly [error: WireError, description: string];

export type { WireError } from './wire-error';

const refusals = {
  // how a request must look
  'method-not-allowed': ['invalid_request', 'This endpoint does not answer this HTTP method.'],
  'post-required': ['invalid_request', 'Send a POST request, with the parameters as a form in its body.'],
  'content-type': ['invalid_request', 'Send the parameters as application/x-www-form-urlencoded.'],
  'json-not-allowed': ['invalid_request', 'Send the parameters as application/x-www-form-urlencoded.'],
  'json-malformed': ['invalid_request', 'A JSON request is one flat object whose members are texts, each once.'],
  'body-too-large': ['invalid_request', 'The request body is larger than 64 kB.'],
  'body-unreadable': ['invalid_request', 'The request body could not be read.'],
  'parameter-repeated': ['invalid_request', 'A parameter was sent more than once.'],
  'parameter-too-long': ['invalid_request', 'A parameter is too long.'],
  'parameter-malformed': ['invalid_request', 'A parameter holds characters that are not allowed.'],
  // the authorization request
  'client-id-missing': ['invalid_request', 'client_id is missing.'],
  'client-unknown': ['invalid_request', 'No application is registered under this client_id.'],
  'client-disabled': ['unauthorized_client', 'This application is switched off.'],
  'redirect-uri-missing': ['invalid_request', 'redirect_uri is missing.'],
  'redirect-uri-mismatch': ['invalid_request', 'redirect_uri is not one of the registered addresses.'],
  'response-type-missing': ['invalid_request', 'response_type is missing.'],
  'response-type-unsupported': ['unsupported_response_type', 'This response_type is not supported.'],
  'response-type-not-registered': ['unauthorized_client', 'The client is not registered for this response_type.'],
  'response-type-off': ['unsupported_response_type', 'Tokens through the browser are switched off on this server.'],
  'response-type-profile': ['unauthorized_client', 'The profile of the client does not allow this response_type.'],
  'nonce-missing': ['invalid_request', 'nonce is required for a response_type with an ID token.'],
  'scope-openid-missing': ['invalid_scope', 'An ID token needs the scope openid.'],
  'response-mode-unsupported': ['invalid_request', 'This response_mode is not supported.'],
  'request-object-unsupported': ['request_not_supported', 'Request objects are not supported.'],
  'request-uri-unsupported': ['request_uri_not_supported', 'request_uri is not supported.'],
  'registration-unsupported': ['registration_not_supported', 'The registration parameter is not supported.'],
  'scope-malformed': ['invalid_scope', 'scope must be scope tokens parted by single spaces.'],
  'scope-not-allowed': ['invalid_scope', 'The client asked for a scope that it is not registered for.'],
  'scope-empty': ['invalid_scope', 'None of the scopes asked for is known.'],
  'scope-widened': ['invalid_scope', 'A refresh may narrow the scope, never widen it.'],
  'scope-lost': ['invalid_scope', 'None of these scopes can be had here any more.'],
  'pkce-required': ['invalid_request', 'code_challenge is required for this client (RFC 7636).'],
  'pkce-method': ['invalid_request', 'code_challenge_method must be S256.'],
  'pkce-challenge-malformed': ['invalid_request', 'code_challenge must be 43 characters of base64url.'],
  'prompt-unknown': ['invalid_request', 'prompt holds an unknown value.'],
  'prompt-none-combined': ['invalid_request', 'prompt=none cannot be combined with other values.'],
  'registration-closed': ['invalid_request', 'prompt=create is not available: people cannot register here.'],
  'max-age-malformed': ['invalid_request', 'max_age must be a whole number of seconds.'],
  'claims-malformed': ['invalid_request', 'claims must be a JSON object as in OpenID Connect Core 5.5.'],
  'id-token-hint-invalid': ['invalid_request', 'id_token_hint is not an ID token of this server for this client.'],
  'resource-malformed': ['invalid_target', 'resource must be an absolute URI without a fragment.'],
  'resource-unknown': ['invalid_target', 'This resource is not one that the client may ask for.'],
  'resource-not-allotted': ['invalid_target', 'This resource is not one that the client may ask for.'],
  'login-required': ['login_required', 'The person has to sign in.'],
  'consent-required': ['consent_required', 'The person has to allow this.'],
  'acr-unmet': ['unmet_authentication_requirements', 'The required authentication context cannot be reached.'],
  'consent-denied': ['access_denied', 'The person did not allow this.'],
  'scope-not-for-person': ['access_denied', 'The person may not have any of the scopes asked for.'],
  'subject-mismatch': ['login_required', 'Another person than the one asked for is signed in.'],
  // pages of the interaction
  'request-unknown': ['invalid_request', 'This sign-in is not known or has ended.'],
  'request-expired': ['invalid_request', 'This sign-in took too long.'],
  'request-completed': ['invalid_request', 'This sign-in is already finished.'],
  'request-foreign': ['invalid_request', 'This sign-in was started in another browser.'],
  'form-not-ours': ['invalid_request', 'The form was not sent from our own page.'],
  ...clientAuthenticationRefusals,
  // the token endpoint
  'parameters-in-query': [
    'invalid_request',
    'Send grant_type and all other parameters in the request body, not in the query.',
  ],
  'grant-type-missing': ['invalid_request', 'grant_type is missing.'],
  'grant-type-unsupported': ['unsupported_grant_type', 'This grant_type is not supported.'],
  'grant-type-slip-code': ['unsupported_grant_type', 'The grant_type for a code is authorization_code.'],
  'grant-type-slip-refresh': ['unsupported_grant_type', 'The grant_type for a refresh token is refresh_token.'],
  'grant-type-slip-client': ['unsupported_grant_type', 'The grant_type for the client itself is client_credentials.'],
  'grant-type-slip-device': [
    'unsupported_grant_type',
    'The grant_type for a device_code is urn:ietf:params:oauth:grant-type:device_code.',
  ],
  'grant-type-slip-implicit': [
    'unsupported_grant_type',
    'This has no token request: its tokens come from the authorization endpoint, by response_type.',
  ],
  'grant-type-off': ['unsupported_grant_type', 'This grant_type is switched off on this server.'],
  'grant-type-profile': ['unauthorized_client', 'The profile of the client does not allow this grant_type.'],
  'grant-not-registered': ['unauthorized_client', 'The client is not registered for this grant_type.'],
  'code-missing': ['invalid_request', 'code is missing.'],
  'code-unknown': ['invalid_grant', 'The code is unknown, expired, or was used before.'],
  'code-other-client': ['invalid_grant', 'The code is unknown, expired, or was used before.'],
  'code-expired': ['invalid_grant', 'The code is unknown, expired, or was used before.'],
  'code-reused': ['invalid_grant', 'The code is unknown, expired, or was used before.'],
  'code-redirect-uri': ['invalid_grant', 'redirect_uri does not match the authorization request.'],
  'pkce-verifier-missing': ['invalid_grant', 'code_verifier is missing (RFC 7636).'],
  'pkce-verifier-unexpected': [
    'invalid_grant',
    'code_verifier was sent, but the authorization request had no code_challenge.',
  ],
  'pkce-verifier-malformed': ['invalid_request', 'code_verifier must be 43 to 128 unreserved characters.'],
  'pkce-verifier-mismatch': ['invalid_grant', 'code_verifier does not match code_challenge.'],
  'refresh-token-missing': ['invalid_request', 'refresh_token is missing.'],
  'refresh-token-unknown': ['invalid_grant', 'The refresh token is unknown, expired, revoked, or was used before.'],
  'refresh-token-other-client': [
    'invalid_grant',
    'The refresh token is unknown, expired, revoked, or was used before.',
  ],
  'refresh-token-expired': ['invalid_grant', 'The refresh token is unknown, expired, revoked, or was used before.'],
  'refresh-token-reused': ['invalid_grant', 'The refresh token is unknown, expired, revoked, or was used before.'],
  'device-code-missing': ['invalid_request', 'device_code is missing.'],
  'device-code-unknown': ['invalid_grant', 'The device code is unknown or was used before.'],
  'device-code-other-client': ['invalid_grant', 'The device code is unknown or was used before.'],
  'device-code-used': ['invalid_grant', 'The device code is unknown or was used before.'],
  'device-code-pending': ['authorization_pending', 'The person has not decided yet. Ask again after the interval.'],
  'device-code-slow-down': ['slow_down', 'The interval between two requests is now 5 seconds longer.'],
  'device-code-denied': ['access_denied', 'The person did not allow this.'],
  'device-code-expired': ['expired_token', 'The device code has expired. Start again.'],
  'authorization-revoked': ['invalid_grant', 'The authorization was taken back.'],
  'session-ended': ['invalid_grant', 'The session of this authorization has ended.'],
  'client-credentials-public': ['unauthorized_client', 'Only a client that proves itself may act for itself.'],
  'password-public': ['unauthorized_client', 'Only a client that proves itself may hand in a password.'],
  'username-missing': ['invalid_request', 'username is missing.'],
  'password-missing': ['invalid_request', 'password is missing.'],
  'password-wrong': ['invalid_grant', 'User name or password is wrong.'],
  'password-too-many-attempts': ['invalid_grant', 'Too many attempts. Try again later.'],
  'password-scope': ['invalid_scope', 'The person may not have any of the scopes asked for.'],
  'scope-not-allotted': ['invalid_scope', 'The client asked for a scope that it does not have for itself.'],
  'resource-lost': ['invalid_target', 'The client may not ask for this resource any more.'],
  'resources-disagree': [
    'invalid_target',
    'These resources need different kinds of access tokens. Ask for one resource at a time.',
  ],
  'resource-widened': ['invalid_target', 'This resource was not part of the authorization.'],
  // tokens presented to us
  'token-of-another-client': ['invalid_grant', 'The token was issued to another client.'],
  'token-missing': ['invalid_request', 'token is missing.'],
  'access-token-missing': ['invalid_token', 'Send an access token as a Bearer token (RFC 6750).'],
  'access-token-malformed': [
    'invalid_request',
    'The Authorization header holds no Bearer token (RFC 6750 section 2.1).',
  ],
  'access-token-twice': ['invalid_request', 'Send the access token in one place only.'],
  'access-token-in-query': ['invalid_request', 'An access token in the query is not accepted.'],
  'access-token-invalid': ['invalid_token', 'The access token is invalid, expired or revoked.'],
  'access-token-scope': ['insufficient_scope', 'The access token does not have the scope openid.'],
  'public-client-introspection': ['invalid_client', 'Introspection needs a client that authenticates with a secret.'],
  ...registrationRefusals,
  // ourselves
  'storage-unavailable': ['temporarily_unavailable', 'The service is busy. Try again in a moment.'],
  'unexpected-failure': ['server_error', 'Something went wrong on our side.'],
} as const satisfies Record<string, Refusal>;

/** Our stable code of a refusal: never renamed, found again in traces, logs and the console. */
export type RefusalCode = keyof typeof refusals;

export const refusalCodes = Object.keys(refusals) as RefusalCode[];

export type Detail = Record<string, string | number | boolean>;

export interface OAuthError extends Error {
  kind: 'oauth-error';
  code: RefusalCode;
  error: WireError;
  description: string;
  /** For the owner of the application: names, lengths and public values, never secrets. */
  detail: Detail;
  /** The trace that it belongs to, where that is another than the one of its request. */
  traceId?: string;
}

/** Makes the error of a refusal; `detail` goes to the trace, never to the wire. */
export function refusal(code: RefusalCode, detail: Detail = {}, cause?: unknown): OAuthError {
  const [error, description] = refusals[code];
  const shown = Object.entries(detail).map(([name, value]) => [
    name,
    typeof value === 'string' ? excerpt(value) : value,
  ]);
  return Object.assign(new Error(`${error}: ${code}`, { cause }), {
    kind: 'oauth-error' as const,
    code,
    error,
    description,
    detail: Object.fromEntries(shown),
  });
}

/** Bounded, and without the halves of characters that a cut leaves and that some databases refuse. */
function excerpt(text: string): string {
  return text.slice(0, 500).replace(/\p{Surrogate}/gu, '');
}

/** Tells our refusals from other errors by their `kind`, since classes exist once a bundle. */
export function isOAuthError(error: unknown): error is OAuthError {
  return hasKind(error, 'oauth-error');
}

/** True for an error with this `kind`, whoever made it. */
export function hasKind(error: unknown, kind: string): boolean {
  return typeof error === 'object' && error !== null && 'kind' in error && error.kind === kind;
}

/** What another error says of why this one happened: for the log and the trace, never for the wire. */
export function describeCause({ cause }: OAuthError): Detail {
  if (typeof cause !== 'object' || cause === null || !('message' in cause)) return {};
  // A database client's message can hold the values of the query; its kind and code say enough.
  const isOfDatabase = 'name' in cause && String(cause.name).startsWith('Prisma');
  const text = isOfDatabase
    ? `${String(cause.name)} ${'code' in cause ? String(cause.code) : ''}`
    : String(cause.message);
  return { reason: excerpt(text).slice(0, 300) };
}

/** Turns whatever was thrown into a refusal: a storage that is away or a queue that is full is `temporarily_unavailable`. */
export function toRefusal(error: unknown): OAuthError {
  if (isOAuthError(error)) return error;
  if (hasKind(error, 'storage-unavailable') || hasKind(error, 'overloaded'))
    return refusal('storage-unavailable', {}, error);
  return refusal('unexpected-failure', {}, error);
}
