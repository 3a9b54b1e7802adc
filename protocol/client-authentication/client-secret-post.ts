/** `client_secret_post` (RFC 6749 section 2.3.1): id and secret in the body. */
import { proveClientSecret } from './client-secret';
import type { AuthenticationMethod } from './index';

export const clientSecretPost: AuthenticationMethod = {
  name: 'client_secret_post',
  recognise(_request, parameters, dependencies) {
    const secret = parameters.get('client_secret');
    if (secret === undefined) return undefined;
    return {
      clientId: parameters.get('client_id'),
      prove: (client) => proveClientSecret(client, secret, dependencies),
    };
  },
};
