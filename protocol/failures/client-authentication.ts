/** Why an application is not believed to be the one that it says. */
import { failure, rfc } from './failure';

export const clientAuthenticationFailures = {
  'client-authentication-missing': failure(rfc(6749, '2.3'), 'developer', { reason: 'reason' }),
  'client-authentication-in-query': failure(rfc(6749, '2.3.1'), 'developer'),
  'client-ids-differ': failure(rfc(6749, '2.3'), 'developer'),
  'client-authentication-failed': failure(rfc(6749, '5.2'), 'developer'),
  'client-authentication-disabled': failure(rfc(6749, '5.2'), 'developer'),
  'client-secret-wrong': failure(rfc(6749, '2.3.1'), 'developer'),
  'client-secret-expired': failure(rfc(6749, '2.3.1'), 'developer'),
  'client-assertion-algorithm': failure(rfc(7523, '3'), 'developer', { expected: 'words', received: 'word' }),
  'client-assertion-key-unknown': failure(rfc(7523, '3'), 'developer'),
  'client-assertion-signature': failure(rfc(7523, '3'), 'developer'),
  'client-keys-unavailable': failure(rfc(7517, '5'), 'developer'),
  'client-authentication-method': failure(rfc(7591, '2'), 'developer', { expected: 'word', received: 'word' }),
  'client-authentication-twice': failure(rfc(6749, '2.3'), 'developer'),
  'client-assertion-type': failure(rfc(7523, '2.2'), 'developer'),
  'client-assertion-malformed': failure(rfc(7523, '3'), 'developer', { reason: 'reason' }),
  'client-assertion-subject': failure(rfc(7523, '3'), 'developer'),
  'client-assertion-incomplete': failure(rfc(7523, '3'), 'developer'),
  'client-assertion-expired': failure(rfc(7523, '3'), 'developer'),
  'client-assertion-too-long': failure(rfc(7523, '3'), 'developer'),
  'client-assertion-early': failure(rfc(7523, '3'), 'developer'),
  'client-assertion-audience': failure(rfc(7523, '3'), 'developer'),
  'client-assertion-replayed': failure(rfc(7523, '3'), 'developer'),
  'authorization-header-malformed': failure(rfc(6749, '2.3.1'), 'developer'),
};
