/**
 * The replay window (PROTOCOL section 2): two tabs that refresh at once must not sign anyone out. The first request's
 * answer is kept sealed under a key derived from the token it presented, so that only who holds that token can read it;
 * the store itself cannot.
 */
import type { Clock, Cryptography, RefreshReplay } from '../ports';

/** What must be equal for a repeated request to count as the same: client, scope and resources. */
export function replayFingerprint(
  clientId: string,
  scope: string | undefined,
  resources: string[],
  { digest }: Pick<Cryptography, 'digest'>,
): string {
  return digest(JSON.stringify([clientId, scope ?? null, [...resources].sort()]));
}

/** The kept answer, when the window is open and the request is the same; undefined otherwise. */
export function openReplay(
  replay: RefreshReplay | null,
  { value, fingerprint }: { value: string; fingerprint: string },
  { clock, cryptography }: { clock: Clock; cryptography: Cryptography },
): string | undefined {
  if (replay === null || replay.until <= clock.now() || replay.fingerprint !== fingerprint) return undefined;
  return cryptography.openUnder(value, replay.sealedAnswer);
}
