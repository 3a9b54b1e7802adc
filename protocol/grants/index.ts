/** The list of grants that discovery, registration and the token endpoint read. A new grant is one file and its entry here. */
import type { GrantType } from '../client-metadata/vocabulary';
import { deviceCodeGrantType } from '../client-metadata/vocabulary';
import { authorizationCodeGrant } from './authorization-code';
import { clientCredentialsGrant } from './client-credentials';
import { deviceCodeGrant } from './device-code';
import type { Grant } from './grant';
import { passwordGrant } from './password';
import { refreshTokenGrant } from './refresh-token';

export const grants: Record<GrantType, Grant> = {
  authorization_code: authorizationCodeGrant,
  refresh_token: refreshTokenGrant,
  client_credentials: clientCredentialsGrant,
  password: passwordGrant,
  [deviceCodeGrantType]: deviceCodeGrant,
};
