/** Where we answer otherwise than oidc-provider does, and the section by which we do. */
export interface Difference {
  ours: string;
  theirs: string;
  because: string;
}

const differs = (ours: string, theirs: string, because: string): Difference => ({ ours, theirs, because });

const noClient = differs(
  '401 invalid_client',
  '400 invalid_request',
  'RFC 6749 section 5.2: invalid_client also when no client authentication is included.',
);
const badBasic = differs(
  '401 invalid_client Basic',
  '400 invalid_request',
  'RFC 6749 section 5.2: credentials in the header that fail are answered 401 with a challenge of their scheme.',
);
const wrongMethod = differs(
  '405 invalid_request',
  '404',
  'RFC 9110 section 15.5.6: the resource is there, the method is not.',
);
const issuerToo = (before: string, after: string) =>
  differs(
    `fragment: ${before} iss ${after}`,
    `fragment: ${before} ${after}`,
    'RFC 9207 section 2: every authorization response names the issuer; it need not be left out beside an ID token.',
  );
const frontChannelInQuery = differs(
  'fragment: invalid_request, iss state',
  'query: invalid_request, iss state',
  'OAuth 2.0 Multiple Response Types, sections 2.1 and 5: the query must not be used, so that the default of the type is.',
);

export const differences: Record<string, Difference> = {
  'a stranger: no redirect URI though one alone is registered': differs(
    'error page 400',
    'sign-in',
    'OpenID Connect Core 3.1.2.1: redirect_uri is REQUIRED.',
  ),
  'a stranger: a response type that the client did not register': differs(
    'fragment: unauthorized_client, iss state',
    'fragment: invalid_request, iss state',
    'RFC 6749 section 4.2.2.1: unauthorized_client, the client may not use this method.',
  ),
  'a stranger: token alone, unregistered': differs(
    'fragment: unauthorized_client, iss state',
    'fragment: unsupported_response_type, iss state',
    'RFC 6749 section 4.2.2.1: the type is supported (theirs is set up without it), the client may not use it.',
  ),
  'a stranger: an unknown response mode': differs(
    'query: invalid_request, iss state',
    'query: unsupported_response_mode, iss state',
    'RFC 6749 section 4.1.2.1: an invalid value of a parameter; unsupported_response_mode is no registered error.',
  ),
  'a stranger: no scope': differs(
    'sign-in',
    'query: invalid_request, iss state',
    'RFC 6749 section 3.3: scope is OPTIONAL; without openid the request is one of OAuth.',
  ),
  'a stranger: id_token without openid': differs(
    'fragment: invalid_scope, iss state',
    'fragment: invalid_request, iss state',
    'RFC 6749 section 4.2.2.1: invalid_scope names what is wrong.',
  ),
  'a stranger: id_token in the query': frontChannelInQuery,
  'a stranger: code token in the query': frontChannelInQuery,
  'somebody signed in: an essential acr that cannot be': differs(
    'query: unmet_authentication_requirements, iss state',
    'query: login_required, iss state',
    'OpenID Connect Core Error Code unmet_authentication_requirements, section 2: signing in again would not help.',
  ),
  'somebody signed in: id_token, silently': issuerToo('id_token', 'state'),
  'somebody signed in: code id_token, silently': issuerToo('code id_token', 'state'),
  'somebody signed in: id_token token, silently': issuerToo(
    'access_token expires_in id_token',
    'scope state token_type',
  ),
  'somebody signed in: code id_token token, silently': issuerToo(
    'access_token code expires_in id_token',
    'scope state token_type',
  ),
  'a code that: comes without its redirect URI': differs(
    '400 invalid_grant',
    '200 access_token expires_in id_token refresh_token scope token_type',
    'RFC 6749 section 4.1.3: REQUIRED, and identical, where the authorization request had one.',
  ),
  'client authentication that: is missing': noClient,
  'introspection: by nobody': noClient,
  'revocation: by nobody': noClient,
  'client authentication that: names another client in the body': badBasic,
  'client authentication that: is no base64': badBasic,
  'client authentication that: is a bearer token': badBasic,
  'client authentication that: is in the body though Basic is registered': differs(
    '401 invalid_client',
    '400 invalid_grant',
    'OpenID Connect Registration section 2: token_endpoint_auth_method names the one method of the client.',
  ),
  'a token request that: has a grant type that the client did not register': differs(
    '400 unauthorized_client',
    '400 invalid_request',
    'RFC 6749 section 5.2: unauthorized_client, the client may not use this grant type.',
  ),
  'a token request that: is a GET': wrongMethod,
  'introspection: by GET': wrongMethod,
  'revocation: by GET': wrongMethod,
  'a refresh token that: comes again at once': differs(
    '200 access_token expires_in id_token refresh_token scope token_type',
    '400 invalid_grant',
    'RFC 9700 section 4.14.2: reuse is detected after the replay window, in which the same client gets the same bytes again.',
  ),
  'introspection: of an ID token': differs(
    '200 active false',
    '400 unsupported_token_type',
    'RFC 7662 section 2.2: a token that the server does not know is not active, and that is no error.',
  ),
  'revocation: of an ID token': differs(
    '200',
    '400 unsupported_token_type',
    'RFC 7009 section 2.2: an invalid token is answered 200; the client can do nothing else with it.',
  ),
  'revocation: of another client’s refresh token': differs(
    '400 invalid_grant',
    '400 invalid_request',
    'RFC 7009 section 2.1 has the client informed; RFC 6749 section 5.2: invalid_grant, issued to another client.',
  ),
  'after a revocation: the refresh token lives when the access token was revoked': differs(
    '200 access_token expires_in id_token refresh_token scope token_type',
    '400 invalid_grant',
    'RFC 7009 section 2.1: the refresh token of a revoked access token MAY be revoked as well; ours is not.',
  ),
  'userinfo: with another scheme': differs(
    '401 invalid_token Bearer',
    '400 invalid_request',
    'RFC 6750 section 3.1: an unsupported method counts as no authentication, which is a 401 with a bare challenge.',
  ),
};
