/** The values that a new client is given. */
import { digest, issueCheckedSecret, issueIdentifier } from '../identifiers';
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
