/** The values that a new client is given. */
import { digest, equalInConstantTime, issueCheckedSecret, issueIdentifier } from '../identifiers';
import type { RandomBytes } from '../ports';

/** `gh_` and 128 random bits: never equal to a person's `sub`, which has no prefix. */
export function issueClientId(random: RandomBytes): string {
  return `gh_${issueIdentifier(random)}`;
}

/** A client secret of 256 random bits, what it is recognised by, and the SHA-256 that alone is stored. */
export function issueClientSecret(random: RandomBytes): { secret: string; prefix: string; hash: Promise<string> } {
  const secret = issueCheckedSecret('ghs_', random);
  return { secret, prefix: secret.slice(0, 10), hash: digest(secret) };
}

/** With an initial access token somebody may register clients (RFC 7591 section 3). */
export function issueInitialAccessToken(random: RandomBytes): string {
  return issueCheckedSecret('ghi_', random);
}

/** With its registration access token a client that registered itself reads and changes what it registered (RFC 7592). */
export function issueRegistrationAccessToken(random: RandomBytes): string {
  return issueCheckedSecret('ghm_', random);
}

/** SHA-256, base64url: all that is stored of such a token. */
export const hashRegistrationToken = digest;

/** True when the hash is that of the value; takes as long when it is not. */
export async function isHashOf(hash: string, value: string): Promise<boolean> {
  return equalInConstantTime(hash, await digest(value));
}
