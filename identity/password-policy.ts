/** Which passwords people may choose (SECURITY section 2). */
import { dictionary } from '@zxcvbn-ts/language-common';
import { foldName, localPart } from './names';

export type PasswordProblem = 'required' | 'too-short' | 'too-long' | 'not-text' | 'too-common' | 'contains-name';

const shortestPassword = 8;
const longestPassword = 256;

/** Shorter names are part of too many good passwords to say anything. */
const shortestTellingName = 3;

let commonPasswords: Set<string> | undefined;

/** Some 18,000 common passwords of 8 characters and more, folded; made on first use. */
function isCommon(foldedPassword: string): boolean {
  commonPasswords ??= new Set(
    dictionary['passwords-common'].map(foldName).filter((word) => word.length >= shortestPassword),
  );
  return commonPasswords.has(foldedPassword) || new Set(foldedPassword).size === 1;
}

/**
 * 8 to 256 characters (code points) of all Unicode, no composition rules. Refused: common passwords in any case, one
 * character repeated, and those that hold the user name or what stands before the `@` of the e-mail.
 */
export function checkPassword(
  password: string,
  names: { username?: string; email?: string | null } = {},
): PasswordProblem | undefined {
  if (password === '') return 'required';
  // A lone surrogate has no UTF-8 form; two different passwords would get one hash.
  if (/\p{Cs}/u.test(password)) return 'not-text';
  const length = [...password].length;
  if (length < shortestPassword) return 'too-short';
  if (length > longestPassword) return 'too-long';
  const folded = foldName(password);
  if (isCommon(folded)) return 'too-common';
  const telling = [names.username ?? '', localPart(names.email ?? '')]
    .map(foldName)
    .filter((name) => [...name].length >= shortestTellingName);
  return telling.some((name) => folded.includes(name)) ? 'contains-name' : undefined;
}
