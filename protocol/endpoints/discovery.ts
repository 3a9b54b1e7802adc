/** Discovery (OpenID Connect Discovery 1.0, RFC 8414), derived from the registries: what is not built is not in it. */
import { availableGrantTypes, availableResponseTypes } from '../client-metadata/availability';
import { isFrontChannel } from '../client-metadata/response-types';
import {
  assertionAlgorithms,
  authenticationContexts,
  claimsOfScopes,
  clientAuthenticationMethods,
  displays,
  prompts,
  responseModes,
  signingAlgorithms,
  standardScopes,
  subjectTypes,
} from '../client-metadata/vocabulary';
import type { AuthorizationServerOptions } from '../options';
import type { ApiLookup } from '../ports';
import { endpointPaths } from './paths';
import { publicDocument } from './public-document';

interface Dependencies {
  issuer: string;
  apiLookup: ApiLookup;
  options: AuthorizationServerOptions;
}

/** Builds the endpoint of both well-known documents, which are equal. It answers without the database, but for the scopes of APIs. */
export function createDiscoveryEndpoint({ issuer, apiLookup, options }: Dependencies) {
  let apiScopes: string[] = [];
  return publicDocument(async () => {
    // With the database away the last known scopes will do.
    apiScopes = await apiLookup.list().then(
      (apis) => apis.flatMap((api) => api.scopes.map((scope) => scope.name)),
      () => apiScopes,
    );
    return describeServer(issuer, options, apiScopes);
  });
}

/** The metadata document; every list comes from a registry. */
function describeServer(
  issuer: string,
  options: AuthorizationServerOptions,
  apiScopes: string[],
): Record<string, unknown> {
  const url = (path: string) => `${issuer}${path}`;
  const methods = [...clientAuthenticationMethods];
  const responseTypes = availableResponseTypes(options);
  const algorithms = Object.values(assertionAlgorithms).flat();
  return {
    issuer,
    authorization_endpoint: url(endpointPaths.authorize),
    token_endpoint: url(endpointPaths.token),
    device_authorization_endpoint: url(endpointPaths.deviceAuthorization),
    jwks_uri: url(endpointPaths.jwks),
    userinfo_endpoint: url(endpointPaths.userinfo),
    revocation_endpoint: url(endpointPaths.revocation),
    introspection_endpoint: url(endpointPaths.introspection),
    ...(options.clientRegistration === 'off' ? {} : { registration_endpoint: url(endpointPaths.registration) }),
    end_session_endpoint: url(endpointPaths.endSession),
    ...(options.checkSessionFrame === 'off' ? {} : { check_session_iframe: url(endpointPaths.checkSession) }),
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    response_types_supported: responseTypes,
    response_modes_supported: [...responseModes],
    grant_types_supported: [
      ...availableGrantTypes(options),
      ...(responseTypes.some(isFrontChannel) ? ['implicit'] : []),
    ],
    subject_types_supported: [...subjectTypes],
    scopes_supported: [...new Set([...standardScopes, ...apiScopes])],
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'acr',
      'amr',
      'sid',
      ...Object.values(claimsOfScopes).flat(),
    ],
    claims_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    id_token_signing_alg_values_supported: [...signingAlgorithms],
    userinfo_signing_alg_values_supported: [...signingAlgorithms],
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
    introspection_endpoint_auth_methods_supported: methods.filter((method) => method !== 'none'),
    token_endpoint_auth_signing_alg_values_supported: algorithms,
    revocation_endpoint_auth_signing_alg_values_supported: algorithms,
    introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    acr_values_supported: [...authenticationContexts],
    display_values_supported: [...displays],
    prompt_values_supported: prompts.filter((prompt) => prompt !== 'create' || options.registrationOpen),
    ui_locales_supported: [...options.uiLocales],
  };
}
