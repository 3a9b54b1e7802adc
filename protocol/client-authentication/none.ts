/** `none`: a public client names itself and proves nothing; what it may do rests on PKCE and on bound tokens. */
import type { AuthenticationMethod } from './index';

export const none: AuthenticationMethod = {
  name: 'none',
  recognise(_request, parameters) {
    const clientId = parameters.get('client_id');
    return clientId === undefined ? undefined : { clientId, prove: async () => {} };
  },
};
