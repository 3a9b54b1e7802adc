/** What a client assertion must say (RFC 7523 section 3, OpenID Connect Core 9), checked once its signature is verified. */
import type { RefusalCode } from '../errors';
import { refusal } from '../errors';
import type { Client } from '../ports';

/** As decoded: nothing is known of the types yet. */
export type AssertionClaims = Partial<Record<'iss' | 'sub' | 'aud' | 'exp' | 'nbf' | 'iat' | 'jti', unknown>>;

/** How far the clocks of a client and ours may differ, in seconds. */
const skewSeconds = 30;
/** No assertion may be good for longer from now on, in seconds: as long we have to remember it. */
const longestSeconds = 3_600;
const longestJti = 1_024;

/** Throws `invalid_client` for the first thing that is missing or wrong; `audience` begins with the issuer. */
export function checkAssertionClaims(
  claims: AssertionClaims,
  { clientId, settings }: Client,
  audience: readonly string[],
  at: Date,
): void {
  const now = at.getTime() / 1000;
  const { iss, sub, aud, exp, nbf, iat, jti } = claims;
  const check = (isGood: boolean, code: RefusalCode) => {
    if (!isGood) throw refusal(code, { clientId });
  };
  check(iss === clientId && sub === clientId, 'client-assertion-subject');
  check(
    isTime(exp) && typeof jti === 'string' && jti !== '' && jti.length <= longestJti,
    'client-assertion-incomplete',
  );
  check(
    [nbf, iat].every((time) => time === undefined || isTime(time)),
    'client-assertion-incomplete',
  );
  check(Number(exp) > now - skewSeconds, 'client-assertion-expired');
  check(Number(exp) <= now + longestSeconds + skewSeconds, 'client-assertion-too-long');
  check(
    [nbf, iat].every((time) => time === undefined || Number(time) <= now + skewSeconds),
    'client-assertion-early',
  );
  const isMeantForUs = settings.profile === 'fapi2' ? aud === audience[0] : [aud].flat().some(isOneOf(audience));
  check(isMeantForUs, 'client-assertion-audience');
}

/** When a checked assertion stops to be good, on the clock of whoever is latest. */
export function endOf({ exp }: AssertionClaims): Date {
  return new Date((Number(exp) + skewSeconds) * 1000);
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}

function isOneOf(texts: readonly string[]): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && texts.includes(value);
}
