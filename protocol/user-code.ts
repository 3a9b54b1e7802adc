/** User codes (RFC 8628 section 6.1): eight letters without vowels, so that none is misread and no word comes out. */
import type { KeyedDigest, RandomBytes } from './ports';

const alphabet = 'BCDFGHJKLMNPQRSTVWXZ';
const letters = 8;
/** Bytes from here on would make the first letters of the alphabet likelier than the others. */
const firstUnfairByte = 256 - (256 % alphabet.length);

/** A new user code, 34 random bits, as it is stored: without the dash. */
export function issueUserCode(random: RandomBytes): string {
  let code = '';
  while (code.length < letters) {
    for (const byte of random(letters)) {
      if (byte < firstUnfairByte && code.length < letters) code += alphabet.charAt(byte % alphabet.length);
    }
  }
  return code;
}

/** What is stored of it and looked up by: it has too little chance in it for a bare hash. */
export function digestUserCode(code: string, keyedDigest: KeyedDigest): Promise<string> {
  return keyedDigest('user-code', code);
}

/** As people read and type it: XXXX-XXXX. */
export function formatUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code of what was typed, in whatever case, width and grouping; undefined when no user code looks like it. */
export function parseUserCode(typed: string): string | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}\p{Cf}._]/gu, '');
  const isOurs = code.length === letters && [...code].every((letter) => alphabet.includes(letter));
  return isOurs ? code : undefined;
}
