/** Where the endpoints live under the issuer: discovery and the fast door read this table; Next's door is the folders of `app/`. */
export const endpointPaths = {
  openidConfiguration: '/.well-known/openid-configuration',
  serverMetadata: '/.well-known/oauth-authorization-server',
  jwks: '/oauth2/jwks',
  authorize: '/oauth2/authorize',
  authorizeDialog: '/oauth2/authorize/dialog',
  token: '/oauth2/token',
  deviceAuthorization: '/oauth2/device_authorization',
  /** The page on which people type a device's code. */
  deviceVerification: '/device',
  introspection: '/oauth2/introspect',
  revocation: '/oauth2/revoke',
  userinfo: '/oauth2/userinfo',
  /** Followed by `/` and the client id, where one client is managed. */
  registration: '/oauth2/register',
  endSession: '/oauth2/end_session',
  checkSession: '/oauth2/check_session',
} as const;
