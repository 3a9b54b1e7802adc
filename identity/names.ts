/** User names and e-mail addresses: when two are the same, and which are allowed (DECISIONS 5). */

export type UsernameProblem = 'required' | 'too-long' | 'at-sign' | 'invisible-characters' | 'no-letter-or-digit';
export type EmailProblem = 'required' | 'too-long' | 'not-an-email';

const longestUsername = 64;
const longestEmail = 254;

/**
 * The form in which names are compared: NFKC and full case folding. Through upper case and back, because ECMAScript has
 * no case folding of its own and only upper case brings ß, ſ and ς together with what they equal.
 */
export function foldName(name: string): string {
  let folded = name.normalize('NFKC');
  for (let round = 0; round < 3; round += 1) {
    folded = folded.toUpperCase().toLowerCase().normalize('NFKC');
  }
  return folded;
}

/** 1 to 64 visible characters without `@`, so that a user name never looks like an e-mail address. */
export function checkUsername(username: string): UsernameProblem | undefined {
  if (username === '') return 'required';
  if ([...username].length > longestUsername || [...foldName(username)].length > 2 * longestUsername) return 'too-long';
  if (/@/.test(username.normalize('NFKC'))) return 'at-sign';
  // \p{C}: control, format (direction overrides), unassigned, surrogates. U+2800 is a blank that counts as a symbol.
  if (/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u.test(username)) return 'invisible-characters';
  return /[\p{L}\p{N}]/u.test(username) ? undefined : 'no-letter-or-digit';
}

/** A practical check, not RFC 5322: one `@`, sensible characters, at most 254. Only mail that arrives proves an address. */
export function checkEmail(email: string): EmailProblem | undefined {
  if (email === '') return 'required';
  if (email.length > longestEmail) return 'too-long';
  const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;
  const address = new RegExp(String.raw`^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~.-]{1,64}@${label}(?:\.${label})*$`, 'u');
  const [local = ''] = email.split('@');
  const hasLooseDot = local.startsWith('.') || local.endsWith('.') || local.includes('..');
  return address.test(email) && !hasLooseDot ? undefined : 'not-an-email';
}

/** What stands before the `@`. */
export function localPart(email: string): string {
  return email.slice(0, Math.max(0, email.lastIndexOf('@')));
}
