/** Sentences for what can be wrong with a person's data, for administrators and the command line. */
import type { PersonProblem } from '@/identity/create-person';
import type { Problem } from './refusal';

const sentences: Record<PersonProblem['code'], string> = {
  required: 'is required.',
  'too-long': 'is too long.',
  'too-short': 'must have at least 8 characters.',
  'at-sign': 'must not hold an @.',
  'invisible-characters': 'must consist of visible characters without spaces.',
  'no-letter-or-digit': 'must hold a letter or a digit.',
  'not-an-email': 'must be an e-mail address.',
  taken: 'is taken.',
  'not-text': 'must be text.',
  'too-common': 'is among the most common passwords.',
  'contains-name': 'must not hold the user name or the name in the e-mail address.',
  unknown: 'is not a known member.',
  'not-an-object': 'must be a JSON object.',
  'wrong-type': 'has the wrong type.',
  empty: 'must not be empty.',
  'control-characters': 'must not hold control characters.',
  'not-a-web-address': 'must be an http or https address.',
  'not-a-date': 'must be a date: YYYY-MM-DD, 0000-MM-DD or YYYY.',
  'not-a-time-zone': 'must be a time zone such as Europe/Paris.',
  'not-a-language-tag': 'must be a language tag such as en-GB.',
  'not-a-phone-number': 'must be a phone number such as +1 555 0100.',
};

/** The problems of identity as those of a refusal. */
export function toPersonProblems(problems: readonly { field: string; code: PersonProblem['code'] }[]): Problem[] {
  return problems.map(({ field, code }) => ({ field, code, sentence: `${field} ${sentences[code]}` }));
}

/** The same, by the members of a user document. */
export function toUserDocumentProblems(problems: Parameters<typeof toPersonProblems>[0]): Problem[] {
  return toPersonProblems(problems).map(({ field, ...problem }) => ({
    ...problem,
    field: field === 'username' ? 'preferred_username' : field,
  }));
}
