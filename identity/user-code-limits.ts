/** How many wrong user codes of devices are taken, by network and by person (RFC 8628 section 5.1). */
import type { Admission, AttemptRule } from './attempt-limit';
import { createAttemptLimit } from './attempt-limit';
import { digest } from './identifiers';
import { networkOf } from './network';
import type { AttemptStore, Clock } from './ports';

export interface UserCodeLimits {
  byNetwork: AttemptRule;
  byPerson: AttemptRule;
}

/**
 * A code has 34 random bits and ten minutes: with this a guesser has about 200 tries an hour in a network, and a hundred
 * a day as a person, against odds of one in 25 billion for each device that waits.
 */
export const defaultUserCodeLimits: UserCodeLimits = {
  byNetwork: { freeFailures: 50, firstDelaySeconds: 1, longestDelaySeconds: 300, windowSeconds: 3600 },
  byPerson: { freeFailures: 10, firstDelaySeconds: 1, longestDelaySeconds: 900, windowSeconds: 86_400 },
};

export interface Guesser {
  network: string | null;
  /** Undefined while nobody is signed in. */
  personId: string | undefined;
}

export interface GuessUserCode {
  /** Counts a wrong code before it is looked at; `giveBack` when it was right. */
  enter(
    guesser: Guesser,
  ): Promise<{ admitted: true; giveBack(): Promise<void> } | { admitted: false; retryAfterSeconds: number }>;
}

/** The gate before each user code that is typed; `limits` undefined counts nothing. */
export function createGuessUserCode(
  dependencies: { attempts: AttemptStore; clock: Clock },
  limits: UserCodeLimits | undefined,
): GuessUserCode {
  if (limits === undefined) return { enter: async () => ({ admitted: true, giveBack: async () => undefined }) };
  const byNetwork = createAttemptLimit(dependencies, 'user-code:network', limits.byNetwork);
  const byPerson = createAttemptLimit(dependencies, 'user-code:person', limits.byPerson);
  return {
    async enter({ network, personId }) {
      const gates = [
        ...(network === null ? [] : [() => byNetwork.enter(digest(networkOf(network) ?? network))]),
        ...(personId === undefined ? [] : [() => byPerson.enter(personId)]),
      ];
      const entered: Extract<Admission, { admitted: true }>[] = [];
      const giveBack = async () => {
        for (const admission of entered) await admission.giveBack();
      };
      for (const enter of gates) {
        const admission = await enter();
        if (!admission.admitted) {
          // Nothing was tried, so nobody else in the network has to wait for it.
          await giveBack();
          return admission;
        }
        entered.push(admission);
      }
      return { admitted: true, giveBack };
    },
  };
}
