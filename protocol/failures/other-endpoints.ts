/** What goes wrong at the other endpoints, and on our side. */
import { core, documents, failure, rfc } from './failure';

export const otherFailures = {
  'token-of-another-client': failure(rfc(7009, '2.1'), 'developer'),
  'token-missing': failure(rfc(7662, '2.1'), 'developer'),
  'access-token-missing': failure(rfc(6750, '2.1'), 'developer'),
  'access-token-malformed': failure(rfc(6750, '2.1'), 'developer'),
  'access-token-twice': failure(rfc(6750, '2'), 'developer'),
  'access-token-in-query': failure(rfc(9700, '4.3.2'), 'developer'),
  'access-token-invalid': failure(rfc(6750, '3.1'), 'developer', { reason: 'reason' }),
  'access-token-scope': failure(core('5.3.1'), 'developer'),
  'public-client-introspection': failure(rfc(7662, '2.1'), 'developer'),
  'origin-not-allowed': failure(documents.fetch('3.2'), 'developer', { received: 'uri' }),
  'client-registration-off': failure(rfc(7591, '3'), 'operator'),
  'client-registration-json': failure(rfc(7591, '3.1'), 'developer'),
  'client-registrations-too-many': failure(rfc(7591, '5'), 'developer', { retryAfterSeconds: 'number' }),
  'initial-access-token-missing': failure(rfc(7591, '3'), 'developer'),
  'initial-access-token-unusable': failure(rfc(7591, '3'), 'developer'),
  'registration-access-token-missing': failure(rfc(7592, '2'), 'developer'),
  'registration-access-token-unusable': failure(rfc(7592, '2'), 'developer'),
  'client-redirect-uris': failure(rfc(7591, '3.2.2'), 'developer', { problems: 'words' }),
  'client-metadata': failure(rfc(7591, '3.2.2'), 'developer', { problems: 'words' }),
  'software-statement': failure(rfc(7591, '2.3'), 'developer'),
  'post-logout-redirect-uri-mismatch': failure(documents.logout('3'), 'developer', { received: 'uri' }),
  'logout-hint-invalid': failure(documents.logout('2'), 'developer'),
  'logout-undelivered': failure(documents.backChannelLogout('2.8'), 'developer', {
    attempts: 'number',
    answer: 'word',
  }),
  'storage-unavailable': failure(rfc(6749, '4.1.2.1'), 'operator', { reason: 'reason' }),
  'unexpected-failure': failure(rfc(6749, '4.1.2.1'), 'operator', { reason: 'reason' }),
};
