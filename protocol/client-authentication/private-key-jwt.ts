/** `private_key_jwt` (OpenID Connect Core 9): an assertion signed with a private key whose public half the client registered. */
import { verifyWithClientKeys } from '../client-keys/verify-with-client-keys';
import { createAssertionMethod } from './client-assertion';

export const privateKeyJwt = createAssertionMethod('private_key_jwt', (jws, client, algorithms, { keySets }) =>
  verifyWithClientKeys(jws, client, algorithms, keySets),
);
