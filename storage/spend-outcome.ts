/** What became of an attempt to spend a code or a refresh token; the same rule in every storage. */

export interface Spendable {
  consumed: boolean;
  expiresAt: Date;
  /** Its authorization was revoked. */
  revoked: boolean;
}

/**
 * Revocation comes first: reuse revokes, and nothing is left to detect after that. Consumption comes before expiry: a
 * code that is used again after its minute still shows that somebody else has it (RFC 9700 section 2.1.1, 4.14.2).
 */
export function spendOutcome(spendable: Spendable | undefined, at: Date): 'spent' | 'already-consumed' | 'unusable' {
  if (!spendable || spendable.revoked) return 'unusable';
  if (spendable.consumed) return 'already-consumed';
  return spendable.expiresAt > at ? 'spent' : 'unusable';
}
