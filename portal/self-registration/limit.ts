/** How often a network may have clients registered and changed. */
import { createAttemptLimit } from '@/identity/attempt-limit';
import { digest } from '@/identity/identifiers';
import { networkOf } from '@/identity/network';
import type { Origin } from '@/protocol/ports';
import { readClientRegistrationPolicy } from '../setting-catalogue';
import type { RegistrationDependencies } from './dependencies';

/** Counts this one; undefined while the network has some left, else the seconds until it may try again. */
export async function secondsToWait(
  { storage, clock, rateLimits }: RegistrationDependencies,
  { network }: Origin,
): Promise<number | undefined> {
  if (!rateLimits || network === null) return undefined;
  const { byNetwork } = await readClientRegistrationPolicy(storage.stores.settings);
  const limit = createAttemptLimit({ attempts: storage.stores.attempts, clock }, 'client-register', byNetwork);
  const admission = await limit.enter(digest(networkOf(network) ?? network));
  return admission.admitted ? undefined : admission.retryAfterSeconds;
}
