/** CONFORMANCE.md 2.4.1: the members of a discovery document that cost no warning. */
const openidConnect = [
  ...['issuer', 'authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'registration_endpoint'],
  ...['scopes_supported', 'response_types_supported', 'response_modes_supported', 'grant_types_supported'],
  ...['acr_values_supported', 'subject_types_supported', 'id_token_signing_alg_values_supported'],
  ...['id_token_encryption_alg_values_supported', 'id_token_encryption_enc_values_supported'],
  ...['userinfo_signing_alg_values_supported', 'userinfo_encryption_alg_values_supported'],
  ...['userinfo_encryption_enc_values_supported', 'request_object_signing_alg_values_supported'],
  ...['request_object_encryption_alg_values_supported', 'request_object_encryption_enc_values_supported'],
  ...['token_endpoint_auth_methods_supported', 'token_endpoint_auth_signing_alg_values_supported'],
  ...['display_values_supported', 'claim_types_supported', 'claims_supported', 'service_documentation'],
  ...['claims_locales_supported', 'ui_locales_supported', 'claims_parameter_supported', 'request_parameter_supported'],
  ...['request_uri_parameter_supported', 'require_request_uri_registration', 'op_policy_uri', 'op_tos_uri'],
];
const logout = [
  ...['end_session_endpoint', 'check_session_iframe', 'frontchannel_logout_supported'],
  ...['frontchannel_logout_session_supported', 'backchannel_logout_supported', 'backchannel_logout_session_supported'],
];
const oauth = [
  ...['revocation_endpoint', 'revocation_endpoint_auth_methods_supported'],
  ...['revocation_endpoint_auth_signing_alg_values_supported', 'introspection_endpoint'],
  ...['introspection_endpoint_auth_methods_supported', 'introspection_endpoint_auth_signing_alg_values_supported'],
  ...['introspection_signing_alg_values_supported', 'introspection_encryption_alg_values_supported'],
  ...['introspection_encryption_enc_values_supported', 'code_challenge_methods_supported', 'signed_metadata'],
  ...['device_authorization_endpoint', 'tls_client_certificate_bound_access_tokens', 'mtls_endpoint_aliases'],
  ...['require_signed_request_object', 'pushed_authorization_request_endpoint'],
  ...['require_pushed_authorization_requests', 'authorization_response_iss_parameter_supported'],
  ...['authorization_signing_alg_values_supported', 'authorization_encryption_alg_values_supported'],
  ...['authorization_encryption_enc_values_supported', 'dpop_signing_alg_values_supported'],
  ...['authorization_details_types_supported', 'protected_resources', 'client_id_metadata_document_supported'],
];
const others = [
  ...['prompt_values_supported', 'backchannel_token_delivery_modes_supported', 'backchannel_authentication_endpoint'],
  ...['backchannel_authentication_request_signing_alg_values_supported', 'backchannel_user_code_parameter_supported'],
  ...['organization_name', 'logo_uri', 'contacts', 'description', 'display_name', 'keywords', 'information_uri'],
  ...['organization_uri'],
];

export const knownMembers: ReadonlySet<string> = new Set([...openidConnect, ...logout, ...oauth, ...others]);
