/** How many wrong passwords are taken, by the name that was typed and by network (DECISIONS 27). */
import type { Admission, AttemptRule } from './attempt-limit';
import { createAttemptLimit } from './attempt-limit';
import { digest } from './identifiers';
import { networkOf } from './network';
import type { AttemptStore, Clock } from './ports';

export interface SignInLimits {
  /** False with RATE_LIMITS=off: nothing is counted. */
  enabled: boolean;
  byName: AttemptRule;
  byNetwork: AttemptRule;
}

/**
 * By name: ten free failures a day, then waits from 1 s to 15 min, which leaves a guesser about a hundred a day. By
 * network: 200 in a quarter of an hour, since many people share an address. Successes are never held against anyone.
 */
export const defaultSignInLimits: SignInLimits = {
  enabled: true,
  byName: { freeFailures: 10, firstDelaySeconds: 1, longestDelaySeconds: 900, windowSeconds: 86_400 },
  byNetwork: { freeFailures: 200, firstDelaySeconds: 1, longestDelaySeconds: 900, windowSeconds: 900 },
};

/** Where somebody signed in before is remembered this long, counted from the first time. */
const familiarSeconds = 90 * 86_400;

export interface SignInGate {
  enter(): Promise<{ admitted: true } | { admitted: false; retryAfterSeconds: number }>;
  /** The password was right; to be called in the transaction that says so. */
  passed(attempts: AttemptStore): Promise<void>;
}

/**
 * The gate before one sign-in. A name is counted apart on networks from which it signed in before, so that guessing
 * elsewhere never keeps its owner out at home. Typed names are stored as hashes: now and then one is a password.
 */
export function signInGate(
  dependencies: { attempts: AttemptStore; clock: Clock },
  limits: SignInLimits,
  foldedName: string,
  address: string | null,
): SignInGate {
  if (!limits.enabled) return { enter: async () => ({ admitted: true }), passed: async () => undefined };
  const { attempts, clock } = dependencies;
  const byName = createAttemptLimit(dependencies, 'sign-in:name', limits.byName);
  const byNetwork = createAttemptLimit(dependencies, 'sign-in:network', limits.byNetwork);
  const network = address === null ? null : (networkOf(address) ?? address);
  const nameKey = digest(foldedName);
  const pairKey = digest(`${foldedName}\n${network ?? ''}`);
  const familiarKey = `sign-in:familiar:${pairKey}`;
  let isFamiliar = false;
  let fromNetwork: Admission | undefined;
  return {
    async enter() {
      // The network first: one that is held back must not add to other people's counts.
      fromNetwork = network === null ? undefined : await byNetwork.enter(digest(network));
      if (fromNetwork?.admitted === false) return fromNetwork;
      const familiar = network === null ? undefined : await attempts.find(familiarKey);
      isFamiliar = familiar !== undefined && familiar.windowEndsAt > clock.now();
      const byTheName = await byName.enter(isFamiliar ? pairKey : nameKey);
      // No password is tried, so nobody else in the network has to wait for it.
      if (!byTheName.admitted && fromNetwork !== undefined) await fromNetwork.giveBack();
      return byTheName;
    },
    async passed(within) {
      if (fromNetwork?.admitted) await fromNetwork.giveBack(within);
      await byName.forget(isFamiliar ? pairKey : nameKey, within);
      if (network !== null && !isFamiliar) await within.add(familiarKey, clock.now(), familiarSeconds);
    },
  };
}
