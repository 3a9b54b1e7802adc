/** `id_token_hint` (OpenID Connect Core 3.1.2.1), also used by RP-initiated logout. */
import { decodeJwt, jwtVerify } from 'jose';
import { signingAlgorithms } from '../client-metadata/vocabulary';
import { refusal } from '../errors';
import type { KeyRing } from '../keys';

export interface IdTokenHint {
  subject: string;
  clientId: string;
  sid: string | undefined;
}

/**
 * Verifies that the hint is an ID token that we signed, with current or older keys; whether it has expired does not
 * matter. Throws `invalid_request` otherwise. Access tokens, which we sign too, are refused by their type.
 */
export async function verifyIdTokenHint(hint: string, keys: KeyRing, issuer: string): Promise<IdTokenHint> {
  const verificationKeys = await keys.verificationKeys();
  try {
    // The signature is checked at the time the token was issued, which is how expiry is left out of it.
    const { iat } = decodeJwt(hint);
    const currentDate = new Date((iat ?? 0) * 1000);
    const { payload, protectedHeader } = await jwtVerify(hint, verificationKeys, {
      issuer,
      algorithms: [...signingAlgorithms],
      currentDate,
      // A signed userinfo answer has no times, and is no ID token.
      requiredClaims: ['sub', 'aud', 'iat', 'exp'],
    });
    const audience = payload.azp ?? payload.aud;
    if (protectedHeader.typ !== undefined && protectedHeader.typ !== 'JWT') throw new Error('not an ID token');
    if (typeof payload.sub !== 'string' || typeof audience !== 'string') throw new Error('claims are missing');
    return { subject: payload.sub, clientId: audience, sid: typeof payload.sid === 'string' ? payload.sid : undefined };
  } catch (error) {
    throw refusal('id-token-hint-invalid', {}, error);
  }
}

/** What is kept of a verified hint while a request waits: tokens themselves are never stored. */
export function keepIdTokenHint(hint: IdTokenHint): string {
  return JSON.stringify([hint.subject, hint.clientId, hint.sid ?? null]);
}

/** Reads what `keepIdTokenHint` kept. */
export function restoreIdTokenHint(kept: string): IdTokenHint {
  const [subject, clientId, sid] = JSON.parse(kept) as [string, string, string | null];
  return { subject, clientId, sid: sid ?? undefined };
}
