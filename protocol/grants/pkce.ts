/** PKCE at the token endpoint (RFC 7636 section 4.6), both ways: a challenge must be answered, a verifier needs a challenge. */
import { refusal } from '../errors';
import { equalInConstantTime } from '../identifiers';
import type { Cryptography } from '../ports';

/** Throws unless verifier and challenge belong together or both are absent. */
export function checkCodeVerifier(
  verifier: string | undefined,
  challenge: string | null,
  { digest }: Pick<Cryptography, 'digest'>,
): void {
  if (challenge === null) {
    if (verifier !== undefined) throw refusal('pkce-verifier-unexpected');
    return;
  }
  if (verifier === undefined) throw refusal('pkce-verifier-missing');
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier))
    throw refusal('pkce-verifier-malformed', { length: verifier.length });
  if (!equalInConstantTime(digest(verifier), challenge)) throw refusal('pkce-verifier-mismatch');
}
