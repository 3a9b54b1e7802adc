/** What happens on our own pages. */
import { core, failure, rfc } from './failure';

export const pageFailures = {
  'request-unknown': failure(rfc(6749, '3.1'), 'person'),
  'request-expired': failure(rfc(6749, '3.1'), 'person'),
  'request-completed': failure(rfc(6749, '3.1'), 'person'),
  'request-foreign': failure(rfc(9700, '4.7'), 'developer'),
  'form-not-ours': failure(rfc(9700, '4.16'), 'developer'),
  'wrong-name-or-password': failure(core('3.1.2.3'), 'person'),
  'too-many-attempts': failure(rfc(6749, '10.10'), 'person'),
  'user-code-unknown': failure(rfc(8628, '3.3'), 'person'),
};
